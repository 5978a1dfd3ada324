"""Static files as a server collects them: each under a name that carries its digest, none missing."""

from __future__ import annotations

import json

from django.core.management import call_command

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def test_collecting_finds_every_file_that_a_file_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert "ui/css/jinwu.css" in names
    assert all((tmp_path / stored).exists() for stored in names.values())
