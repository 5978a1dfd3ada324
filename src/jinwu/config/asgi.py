"""ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinwu.config.settings")

from . import database, demonstration

database.ensure()
demonstration.resume()
application = get_asgi_application()
