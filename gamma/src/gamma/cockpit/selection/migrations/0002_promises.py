"""What others rely on does not change: the database itself refuses it, whatever the code would do.

A grid once a score was given by it; an application once it is sent; scores, and a decision, once they are recorded.
Only `actions.retention.forget`, which says so to the base, removes applications and what was said of them.
"""

from django.db import migrations

PROMISES = """
CREATE FUNCTION selection_refuse(reason text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', reason USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION selection_forgetting() RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce(current_setting('selection.forgetting', true), '') = 'yes'
$$;

-- The row is locked: a grid cannot be frozen between this answer and the write that asked.
CREATE FUNCTION selection_is_frozen(which bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE frozen timestamptz;
BEGIN
    SELECT frozen_at INTO frozen FROM selection_grid WHERE id = which FOR SHARE;
    RETURN frozen IS NOT NULL;
END $$;

CREATE FUNCTION selection_are_closed(which bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE closed timestamptz;
BEGIN
    SELECT scores_closed_at INTO closed FROM selection_call WHERE id = which FOR SHARE;
    RETURN closed IS NOT NULL;
END $$;

CREATE FUNCTION selection_is_decided(which bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM selection_decision WHERE call_id = which)
$$;

CREATE FUNCTION selection_keep_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF selection_is_decided(OLD.id) THEN
        PERFORM selection_refuse('a call is frozen by its decision');
    ELSIF TG_OP = 'UPDATE' AND OLD.scores_closed_at IS NOT NULL
        AND NEW.scores_closed_at IS DISTINCT FROM OLD.scores_closed_at THEN
        PERFORM selection_refuse('scores that were closed, and may be read, do not open again');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION selection_keep_grid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL THEN
        PERFORM selection_refuse('a grid by which scores were given is frozen: make another version');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION selection_keep_criterion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND selection_is_frozen(OLD.grid_id))
        OR (TG_OP <> 'DELETE' AND selection_is_frozen(NEW.grid_id)) THEN
        PERFORM selection_refuse('the criteria of a frozen grid do not change: make another version');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION selection_keep_application() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE open text[] := ARRAY['state', 'stage', 'outcome', 'reason'];
BEGIN
    IF selection_forgetting() THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    ELSIF OLD.state <> 'draft' AND TG_OP = 'DELETE' THEN
        PERFORM selection_refuse('an application that was sent is not deleted');
    ELSIF selection_is_decided(OLD.call_id) THEN
        PERFORM selection_refuse('an application is frozen by the decision');
    ELSIF OLD.state <> 'draft' AND (to_jsonb(NEW) - open <> to_jsonb(OLD) - open OR NEW.state = 'draft') THEN
        PERFORM selection_refuse('an application that was sent does not change');
    ELSIF OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn' THEN
        PERFORM selection_refuse('an application that was withdrawn does not come back');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION selection_keep_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told selection_evidence := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    IF NOT selection_forgetting()
        AND EXISTS (SELECT FROM selection_application WHERE id = told.application_id AND state <> 'draft') THEN
        PERFORM selection_refuse('the evidence of an application that was sent does not change');
    END IF;
    RETURN told;
END $$;

CREATE FUNCTION selection_keep_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told selection_application;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT * INTO told FROM selection_application WHERE id = NEW.application_id FOR SHARE;
        IF told.state <> 'sent' THEN
            PERFORM selection_refuse('only an application that was sent is scored');
        ELSIF told.applicant_id = NEW.member_id THEN
            PERFORM selection_refuse('nobody scores an application of their own');
        ELSIF selection_are_closed(told.call_id) THEN
            PERFORM selection_refuse('no score is given once they may all be read');
        ELSIF NOT selection_is_frozen(NEW.grid_id) THEN
            PERFORM selection_refuse('a grid is frozen before the first score is given by it');
        ELSIF NOT EXISTS (SELECT FROM selection_grid WHERE id = NEW.grid_id AND call_id = told.call_id) THEN
            PERFORM selection_refuse('an application is scored by the grid of its call');
        END IF;
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' AND selection_forgetting() THEN
        RETURN OLD;
    END IF;
    PERFORM selection_refuse('scores do not change once they are given');
    RETURN NULL;
END $$;

CREATE FUNCTION selection_keep_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (
            SELECT FROM selection_sheet sheet JOIN selection_criterion criterion USING (grid_id)
            WHERE sheet.id = NEW.sheet_id AND criterion.id = NEW.criterion_id
        ) THEN
            PERFORM selection_refuse('a score is given for a criterion of the grid of its sheet');
        ELSIF EXISTS (
            SELECT FROM selection_sheet sheet JOIN selection_application told ON told.id = sheet.application_id
            WHERE sheet.id = NEW.sheet_id AND selection_are_closed(told.call_id)
        ) THEN
            PERFORM selection_refuse('no score is given once they may all be read');
        END IF;
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' AND selection_forgetting() THEN
        RETURN OLD;
    END IF;
    PERFORM selection_refuse('scores do not change once they are given');
    RETURN NULL;
END $$;

CREATE FUNCTION selection_keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM selection_refuse('a decision, and its minutes, do not change once they are recorded');
    ELSIF NOT selection_is_frozen(NEW.grid_id) THEN
        PERFORM selection_refuse('a decision freezes the grid that it was taken with');
    ELSIF NOT EXISTS (SELECT FROM selection_grid WHERE id = NEW.grid_id AND call_id = NEW.call_id) THEN
        PERFORM selection_refuse('a decision is taken with the grid of its call');
    ELSIF NOT selection_are_closed(NEW.call_id) THEN
        PERFORM selection_refuse('scores are closed before a decision is recorded');
    END IF;
    RETURN NEW;
END $$;
"""
FUNCTIONS = (
    "keep_decision keep_score keep_sheet keep_evidence keep_application keep_criterion keep_grid keep_call".split()
)
UNDONE = "".join(f"DROP FUNCTION selection_{name};" for name in FUNCTIONS) + """
DROP FUNCTION selection_is_decided; DROP FUNCTION selection_are_closed; DROP FUNCTION selection_is_frozen;
DROP FUNCTION selection_forgetting; DROP FUNCTION selection_refuse;
"""
TRIGGER = """
CREATE TRIGGER keep BEFORE {events} ON selection_{table} FOR EACH ROW EXECUTE FUNCTION selection_keep_{table}();
"""
EVENTS = {
    "call": "UPDATE OR DELETE",
    "grid": "UPDATE OR DELETE",
    "criterion": "INSERT OR UPDATE OR DELETE",
    "application": "UPDATE OR DELETE",
    "evidence": "INSERT OR UPDATE OR DELETE",
    "sheet": "INSERT OR UPDATE OR DELETE",
    "score": "INSERT OR UPDATE OR DELETE",
    "decision": "INSERT OR UPDATE OR DELETE",
}


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_initial")]
    operations = [
        migrations.RunSQL(PROMISES, UNDONE),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table, events=events), f"DROP TRIGGER keep ON selection_{table}"
            )
            for table, events in EVENTS.items()
        ),
    ]
