"""A published report is frozen: the database itself refuses to change it, to delete it, or to touch its files."""

from django.db import migrations

PROMISE = """
CREATE FUNCTION reports_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- That its digest was found right may be noted; nothing else.
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'verified_at' = to_jsonb(OLD) - 'verified_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is frozen: a change is a correction notice beside it', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
TRIGGER = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION reports_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [
        migrations.RunSQL(PROMISE, "DROP FUNCTION reports_frozen"),
        migrations.RunSQL(TRIGGER.format(table="reports_report"), "DROP TRIGGER frozen ON reports_report"),
        migrations.RunSQL(TRIGGER.format(table="reports_rendition"), "DROP TRIGGER frozen ON reports_rendition"),
    ]
