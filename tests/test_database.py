"""The test database is real."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_application_role_is_not_the_owner():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "jinwu_app"
