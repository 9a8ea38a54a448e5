"""Texts are only ever added to: the database itself refuses to change or delete one, but to forget who wrote it."""

from django.db import migrations

PROMISE = """
CREATE FUNCTION reports_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Who asks to be forgotten leaves the name of the part they took; what was written stays.
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'saved_by' = to_jsonb(OLD) - 'saved_by' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: a text is saved again', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON reports_passage
    FOR EACH ROW EXECUTE FUNCTION reports_append_only();
"""
UNDONE = "DROP TRIGGER append_only ON reports_passage; DROP FUNCTION reports_append_only"


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_written")]
    operations = [migrations.RunSQL(PROMISE, UNDONE)]
