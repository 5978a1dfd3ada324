"""The test database is real."""

import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_the_application_role_is_not_the_owner():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "jinwu_app"


@pytest.mark.django_db
def test_the_tables_are_those_of_the_models():
    """A model that changed without its migration would leave every upgrade a step behind."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
