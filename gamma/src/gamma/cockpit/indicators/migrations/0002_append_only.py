"""Targets and readings are only ever added to: the database itself refuses to change or delete one."""

from django.db import migrations

PROMISE = """
CREATE FUNCTION indicators_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A target may be shown in another order; everything else of it stays.
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'rank' = to_jsonb(OLD) - 'rank' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: a correction is a new row that supersedes', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION indicators_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [
        migrations.RunSQL(PROMISE, "DROP FUNCTION indicators_append_only"),
        migrations.RunSQL(TRIGGER.format(table="indicators_reading"), "DROP TRIGGER append_only ON indicators_reading"),
        migrations.RunSQL(TRIGGER.format(table="indicators_target"), "DROP TRIGGER append_only ON indicators_target"),
    ]
