"""A number keeps its identity for ever, is never deleted, and never becomes unused again."""

from django.db import migrations

KEEP = """
CREATE FUNCTION documents_number_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'number % is kept for ever', OLD.text USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.organ_id, NEW.class_code, NEW.year, NEW.serial, NEW.text)
       IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.class_code, OLD.year, OLD.serial, OLD.text) THEN
        RAISE EXCEPTION 'number % keeps its identity', OLD.text USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status <> 'unused' AND NEW.status <> OLD.status
       AND NOT (OLD.status = 'issued' AND NEW.status = 'void') THEN
        RAISE EXCEPTION 'number % is % and cannot become %', OLD.text, OLD.status, NEW.status
              USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_number_kept BEFORE UPDATE OR DELETE ON documents_number
    FOR EACH ROW EXECUTE FUNCTION documents_number_kept();
"""
FORGET = """
DROP TRIGGER documents_number_kept ON documents_number;
DROP FUNCTION documents_number_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, FORGET)]
