"""The journal is only ever added to: the database itself refuses to change or delete an entry, but to forget a person."""

from django.db import migrations

PROMISE = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Who asks to be forgotten leaves the name of the part they took; what was written stays.
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'person_id' - 'by' = to_jsonb(OLD) - 'person_id' - 'by' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
"""
UNDONE = "DROP TRIGGER append_only ON audit_entry; DROP FUNCTION audit_append_only"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(PROMISE, UNDONE)]
