"""A wording that was approved is kept as it is: papers bear it. Only taking it out of force is still written to it."""

from django.db import migrations

KEEP = """
CREATE FUNCTION documents_wording_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('draft', 'proposed') THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'wording % is kept for ever', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.organ_id, NEW.template, NEW.base, NEW.number, NEW.source, NEW.digest, NEW.since, NEW.decided_at)
       IS DISTINCT FROM
       (OLD.id, OLD.organ_id, OLD.template, OLD.base, OLD.number, OLD.source, OLD.digest, OLD.since, OLD.decided_at)
       OR NEW.status NOT IN (OLD.status, 'stopped') THEN
        RAISE EXCEPTION 'wording % was approved and is not changed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_wording_kept BEFORE UPDATE OR DELETE ON documents_wording
    FOR EACH ROW EXECUTE FUNCTION documents_wording_kept();
"""
FORGET = """
DROP TRIGGER documents_wording_kept ON documents_wording;
DROP FUNCTION documents_wording_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_local_wordings")]
    operations = [migrations.RunSQL(KEEP, FORGET)]
