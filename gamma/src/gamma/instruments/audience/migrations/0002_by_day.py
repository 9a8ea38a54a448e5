"""Events are kept by the day on which their script was served: what is past its day goes with its partition."""

from django.db import migrations

DIVIDED = """
ALTER TABLE {table} RENAME TO {table}_whole;
CREATE TABLE {table} (LIKE {table}_whole) PARTITION BY RANGE (served);
DROP TABLE {table}_whole;
ALTER TABLE {table} ADD PRIMARY KEY (served, id);
CREATE INDEX {table}_day ON {table} USING brin (day);
"""
WHOLE = """
ALTER TABLE {table} RENAME TO {table}_divided;
CREATE TABLE {table} (LIKE {table}_divided);
INSERT INTO {table} SELECT * FROM {table}_divided;
DROP TABLE {table}_divided;
ALTER TABLE {table} ADD PRIMARY KEY (served, id);
"""
TABLES = ("audience_exemptevent", "audience_consentedevent")


class Migration(migrations.Migration):
    dependencies = [("audience", "0001_initial")]
    operations = [
        migrations.RunSQL(DIVIDED.format(table=table), WHOLE.format(table=table)) for table in TABLES
    ]
