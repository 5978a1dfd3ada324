"""A change of a unit renews the token that caches are keyed by, whoever makes it: the tree is kept in process."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION bureau_renew_tree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalog_epoch SET token = gen_random_uuid() WHERE id = 1;
    RETURN NULL;
END $$;

CREATE TRIGGER renew_tree AFTER INSERT OR UPDATE OR DELETE ON bureau_unit
    FOR EACH STATEMENT EXECUTE FUNCTION bureau_renew_tree();
CREATE TRIGGER renew_tree AFTER INSERT OR UPDATE OR DELETE ON bureau_unitversion
    FOR EACH STATEMENT EXECUTE FUNCTION bureau_renew_tree();
"""
BACKWARD = """
DROP TRIGGER renew_tree ON bureau_unitversion;
DROP TRIGGER renew_tree ON bureau_unit;
DROP FUNCTION bureau_renew_tree();
"""


class Migration(migrations.Migration):
    dependencies = [("bureau", "0001_initial"), ("catalog", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
