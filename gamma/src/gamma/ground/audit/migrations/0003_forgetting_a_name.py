"""Who asks to be forgotten leaves the journal: their name gives way to one fixed word, and nothing else may change."""

from django.db import migrations

PROMISE = r"""
-- Who is being forgotten, for the time of a transaction: {"email": …, "names": […]}.
CREATE FUNCTION audit_forgetting() RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('audit.forgetting', true), ''), '{}')::jsonb
$$;
CREATE FUNCTION audit_word(word text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '(?<!\w)' || regexp_replace(word, '([^[:alnum:]])', '\\\1', 'g') || '(?!\w)'
$$;
-- A line of text: the address, and the names as whole words (« Anne » stays in « Annecy »).
CREATE FUNCTION audit_forgotten(told text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    who jsonb := audit_forgetting();
    word text;
BEGIN
    FOR word IN SELECT who->>'email' WHERE who ? 'email' UNION ALL SELECT jsonb_array_elements_text(who->'names') LOOP
        told := regexp_replace(told, audit_word(word), 'personne effacée', 'g');
    END LOOP;
    RETURN told;
END $$;
-- Values: those that name a person as « Name <address> », and the address; a bare name may be any word, and stays.
CREATE FUNCTION audit_forgotten(told jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    email text := audit_forgetting()->>'email';
    word text := audit_word(email);
BEGIN
    IF email IS NULL THEN RETURN told; END IF;
    RETURN regexp_replace(regexp_replace(told::text,
        '"(?:[^"\\]|\\.){0,250}<' || word || '>"', '"personne effacée"', 'g'),
        word, 'personne effacée', 'g')::jsonb;
END $$;
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (NEW.person_id IS NULL OR NEW.person_id = OLD.person_id)
        AND (NEW."by" = OLD."by" OR NEW."by" = 'personne effacée')
        AND to_jsonb(NEW) - 'person_id' - 'by' = to_jsonb(OLD) - 'person_id' - 'by' || jsonb_build_object(
            'subject', audit_forgotten(OLD.subject),
            'before', audit_forgotten(OLD.before),
            'after', audit_forgotten(OLD.after))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
UNDONE = """
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'person_id' - 'by' = to_jsonb(OLD) - 'person_id' - 'by' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP FUNCTION audit_forgotten(jsonb);
DROP FUNCTION audit_forgotten(text);
DROP FUNCTION audit_word(text);
DROP FUNCTION audit_forgetting();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [migrations.RunSQL(PROMISE, UNDONE)]
