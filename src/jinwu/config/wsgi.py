"""WSGI entry point: what `jinwu serve` runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinwu.config.settings")

from . import database, demonstration

database.ensure()
demonstration.resume()
application = get_wsgi_application()
