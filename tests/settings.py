"""The product's settings for tests: a data folder of their own unless JINWU_HOME names one, and a server that need not
survive a power cut. Programs that a test starts run with the product's settings and the same folder."""

import os
from pathlib import Path

if "JINWU_HOME" not in os.environ:
    os.environ["JINWU_HOME"] = str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ.setdefault("JINWU_SERVER_OPTIONS", "-c fsync=off -c synchronous_commit=off -c full_page_writes=off")
os.environ["DJANGO_SETTINGS_MODULE"] = "jinwu.config.settings"

from jinwu.config.settings import *  # noqa: F403

#: Pages name static files as they lie in the rooms; `tests/web/test_static.py` collects them as a server would.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
