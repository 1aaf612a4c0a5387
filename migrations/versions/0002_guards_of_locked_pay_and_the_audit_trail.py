"""Triggers that keep locked pay and the audit trail as they are."""

from __future__ import annotations

from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

UP = {
    "sqlite": [
        "CREATE TRIGGER pay_run_guard_update BEFORE UPDATE ON pay_run FOR EACH ROW WHEN OLD.state = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER pay_run_guard_delete BEFORE DELETE ON pay_run FOR EACH ROW WHEN OLD.state = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER audit_entry_guard_update BEFORE UPDATE ON audit_entry FOR EACH ROW WHEN 1 BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
        "CREATE TRIGGER audit_entry_guard_delete BEFORE DELETE ON audit_entry FOR EACH ROW WHEN 1 BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
        "CREATE TRIGGER payslip_guard_update BEFORE UPDATE ON payslip FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER payslip_guard_delete BEFORE DELETE ON payslip FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER payslip_guard_insert BEFORE INSERT ON payslip FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER pay_run_finding_guard_update BEFORE UPDATE ON pay_run_finding FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER pay_run_finding_guard_delete BEFORE DELETE ON pay_run_finding FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER pay_run_finding_guard_insert BEFORE INSERT ON pay_run_finding FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION pay_run_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF OLD.state = 'locked' THEN RAISE EXCEPTION 'a locked pay run is never changed' USING ERRCODE = 'restrict_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER pay_run_guard BEFORE UPDATE OR DELETE ON pay_run FOR EACH ROW EXECUTE FUNCTION pay_run_guard_row()',
        "CREATE OR REPLACE FUNCTION pay_run_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'pay_run is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER pay_run_guard_whole BEFORE TRUNCATE ON pay_run FOR EACH STATEMENT EXECUTE FUNCTION pay_run_guard_whole()',
        "CREATE OR REPLACE FUNCTION audit_entry_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF true THEN RAISE EXCEPTION 'the audit trail is never changed' USING ERRCODE = 'restrict_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER audit_entry_guard BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_guard_row()',
        "CREATE OR REPLACE FUNCTION audit_entry_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'audit_entry is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER audit_entry_guard_whole BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard_whole()',
        "CREATE OR REPLACE FUNCTION payslip_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF TG_OP <> 'INSERT' THEN IF (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) = 'locked' THEN RAISE EXCEPTION 'a locked pay run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) = 'locked' THEN RAISE EXCEPTION 'a locked pay run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER payslip_guard BEFORE INSERT OR UPDATE OR DELETE ON payslip FOR EACH ROW EXECUTE FUNCTION payslip_guard_row()',
        "CREATE OR REPLACE FUNCTION payslip_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'payslip is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER payslip_guard_whole BEFORE TRUNCATE ON payslip FOR EACH STATEMENT EXECUTE FUNCTION payslip_guard_whole()',
        "CREATE OR REPLACE FUNCTION pay_run_finding_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF TG_OP <> 'INSERT' THEN IF (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) = 'locked' THEN RAISE EXCEPTION 'a locked pay run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) = 'locked' THEN RAISE EXCEPTION 'a locked pay run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER pay_run_finding_guard BEFORE INSERT OR UPDATE OR DELETE ON pay_run_finding FOR EACH ROW EXECUTE FUNCTION pay_run_finding_guard_row()',
        "CREATE OR REPLACE FUNCTION pay_run_finding_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'pay_run_finding is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER pay_run_finding_guard_whole BEFORE TRUNCATE ON pay_run_finding FOR EACH STATEMENT EXECUTE FUNCTION pay_run_finding_guard_whole()',
    ],
}

DOWN = {
    "sqlite": [
        'DROP TRIGGER IF EXISTS pay_run_guard_update',
        'DROP TRIGGER IF EXISTS pay_run_guard_delete',
        'DROP TRIGGER IF EXISTS audit_entry_guard_update',
        'DROP TRIGGER IF EXISTS audit_entry_guard_delete',
        'DROP TRIGGER IF EXISTS payslip_guard_update',
        'DROP TRIGGER IF EXISTS payslip_guard_delete',
        'DROP TRIGGER IF EXISTS payslip_guard_insert',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard_update',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard_delete',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard_insert',
    ],
    "postgresql": [
        'DROP TRIGGER IF EXISTS pay_run_guard ON pay_run',
        'DROP TRIGGER IF EXISTS pay_run_guard_whole ON pay_run',
        'DROP FUNCTION IF EXISTS pay_run_guard_row()',
        'DROP FUNCTION IF EXISTS pay_run_guard_whole()',
        'DROP TRIGGER IF EXISTS audit_entry_guard ON audit_entry',
        'DROP TRIGGER IF EXISTS audit_entry_guard_whole ON audit_entry',
        'DROP FUNCTION IF EXISTS audit_entry_guard_row()',
        'DROP FUNCTION IF EXISTS audit_entry_guard_whole()',
        'DROP TRIGGER IF EXISTS payslip_guard ON payslip',
        'DROP TRIGGER IF EXISTS payslip_guard_whole ON payslip',
        'DROP FUNCTION IF EXISTS payslip_guard_row()',
        'DROP FUNCTION IF EXISTS payslip_guard_whole()',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard ON pay_run_finding',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard_whole ON pay_run_finding',
        'DROP FUNCTION IF EXISTS pay_run_finding_guard_row()',
        'DROP FUNCTION IF EXISTS pay_run_finding_guard_whole()',
    ],
}


def upgrade() -> None:
    """Go on to this revision."""
    for statement in UP[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Go back to the one before."""
    for statement in DOWN[op.get_context().dialect.name]:
        op.execute(statement)
