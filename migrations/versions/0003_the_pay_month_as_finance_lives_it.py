"""The pay month as finance lives it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

EARLIER_GUARDS_UP = {
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
EARLIER_GUARDS_DOWN = {
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
GUARDS_UP = {
    "sqlite": [
        "CREATE TRIGGER pay_run_guard_update BEFORE UPDATE ON pay_run FOR EACH ROW WHEN OLD.state = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER pay_run_guard_delete BEFORE DELETE ON pay_run FOR EACH ROW WHEN OLD.state = 'locked' BEGIN SELECT RAISE(ABORT, 'a locked pay run is never changed'); END",
        "CREATE TRIGGER pay_run_guard_update_paid BEFORE UPDATE ON pay_run FOR EACH ROW WHEN OLD.state = 'paid' AND NEW.state NOT IN ('paid', 'locked') BEGIN SELECT RAISE(ABORT, 'a paid pay run can only be locked'); END",
        "CREATE TRIGGER pay_run_guard_delete_paid BEFORE DELETE ON pay_run FOR EACH ROW WHEN OLD.state = 'paid' BEGIN SELECT RAISE(ABORT, 'a paid pay run can only be locked'); END",
        "CREATE TRIGGER audit_entry_guard_update BEFORE UPDATE ON audit_entry FOR EACH ROW WHEN 1 BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
        "CREATE TRIGGER audit_entry_guard_delete BEFORE DELETE ON audit_entry FOR EACH ROW WHEN 1 BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
        "CREATE TRIGGER payslip_guard_update BEFORE UPDATE ON payslip FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER payslip_guard_delete BEFORE DELETE ON payslip FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER payslip_guard_insert BEFORE INSERT ON payslip FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER pay_run_finding_guard_update BEFORE UPDATE ON pay_run_finding FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER pay_run_finding_guard_delete BEFORE DELETE ON pay_run_finding FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER pay_run_finding_guard_insert BEFORE INSERT ON pay_run_finding FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER back_pay_guard_update BEFORE UPDATE ON back_pay FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER back_pay_guard_delete BEFORE DELETE ON back_pay FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
        "CREATE TRIGGER back_pay_guard_insert BEFORE INSERT ON back_pay FOR EACH ROW WHEN (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) IN ('approved', 'paid', 'locked') BEGIN SELECT RAISE(ABORT, 'the pay of an approved run is never changed'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION pay_run_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF OLD.state = 'locked' THEN RAISE EXCEPTION 'a locked pay run is never changed' USING ERRCODE = 'restrict_violation'; END IF; IF TG_OP = 'DELETE' THEN IF OLD.state = 'paid' THEN RAISE EXCEPTION 'a paid pay run can only be locked' USING ERRCODE = 'restrict_violation'; END IF; ELSE IF OLD.state = 'paid' AND NEW.state NOT IN ('paid', 'locked') THEN RAISE EXCEPTION 'a paid pay run can only be locked' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER pay_run_guard BEFORE UPDATE OR DELETE ON pay_run FOR EACH ROW EXECUTE FUNCTION pay_run_guard_row()',
        "CREATE OR REPLACE FUNCTION pay_run_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'pay_run is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER pay_run_guard_whole BEFORE TRUNCATE ON pay_run FOR EACH STATEMENT EXECUTE FUNCTION pay_run_guard_whole()',
        "CREATE OR REPLACE FUNCTION audit_entry_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF true THEN RAISE EXCEPTION 'the audit trail is never changed' USING ERRCODE = 'restrict_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER audit_entry_guard BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_guard_row()',
        "CREATE OR REPLACE FUNCTION audit_entry_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'audit_entry is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER audit_entry_guard_whole BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard_whole()',
        "CREATE OR REPLACE FUNCTION payslip_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF TG_OP <> 'INSERT' THEN IF (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') THEN RAISE EXCEPTION 'the pay of an approved run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) IN ('approved', 'paid', 'locked') THEN RAISE EXCEPTION 'the pay of an approved run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER payslip_guard BEFORE INSERT OR UPDATE OR DELETE ON payslip FOR EACH ROW EXECUTE FUNCTION payslip_guard_row()',
        "CREATE OR REPLACE FUNCTION payslip_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'payslip is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER payslip_guard_whole BEFORE TRUNCATE ON payslip FOR EACH STATEMENT EXECUTE FUNCTION payslip_guard_whole()',
        "CREATE OR REPLACE FUNCTION pay_run_finding_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF TG_OP <> 'INSERT' THEN IF (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') THEN RAISE EXCEPTION 'the pay of an approved run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) IN ('approved', 'paid', 'locked') THEN RAISE EXCEPTION 'the pay of an approved run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER pay_run_finding_guard BEFORE INSERT OR UPDATE OR DELETE ON pay_run_finding FOR EACH ROW EXECUTE FUNCTION pay_run_finding_guard_row()',
        "CREATE OR REPLACE FUNCTION pay_run_finding_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'pay_run_finding is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER pay_run_finding_guard_whole BEFORE TRUNCATE ON pay_run_finding FOR EACH STATEMENT EXECUTE FUNCTION pay_run_finding_guard_whole()',
        "CREATE OR REPLACE FUNCTION back_pay_guard_row() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN IF TG_OP <> 'INSERT' THEN IF (SELECT state FROM pay_run WHERE id = OLD.pay_run_id) IN ('approved', 'paid', 'locked') THEN RAISE EXCEPTION 'the pay of an approved run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF (SELECT state FROM pay_run WHERE id = NEW.pay_run_id) IN ('approved', 'paid', 'locked') THEN RAISE EXCEPTION 'the pay of an approved run is never changed' USING ERRCODE = 'restrict_violation'; END IF; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        'CREATE TRIGGER back_pay_guard BEFORE INSERT OR UPDATE OR DELETE ON back_pay FOR EACH ROW EXECUTE FUNCTION back_pay_guard_row()',
        "CREATE OR REPLACE FUNCTION back_pay_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION 'back_pay is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        'CREATE TRIGGER back_pay_guard_whole BEFORE TRUNCATE ON back_pay FOR EACH STATEMENT EXECUTE FUNCTION back_pay_guard_whole()',
    ],
}
GUARDS_DOWN = {
    "sqlite": [
        'DROP TRIGGER IF EXISTS pay_run_guard_update',
        'DROP TRIGGER IF EXISTS pay_run_guard_delete',
        'DROP TRIGGER IF EXISTS pay_run_guard_update_paid',
        'DROP TRIGGER IF EXISTS pay_run_guard_delete_paid',
        'DROP TRIGGER IF EXISTS audit_entry_guard_update',
        'DROP TRIGGER IF EXISTS audit_entry_guard_delete',
        'DROP TRIGGER IF EXISTS payslip_guard_update',
        'DROP TRIGGER IF EXISTS payslip_guard_delete',
        'DROP TRIGGER IF EXISTS payslip_guard_insert',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard_update',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard_delete',
        'DROP TRIGGER IF EXISTS pay_run_finding_guard_insert',
        'DROP TRIGGER IF EXISTS back_pay_guard_update',
        'DROP TRIGGER IF EXISTS back_pay_guard_delete',
        'DROP TRIGGER IF EXISTS back_pay_guard_insert',
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
        'DROP TRIGGER IF EXISTS back_pay_guard ON back_pay',
        'DROP TRIGGER IF EXISTS back_pay_guard_whole ON back_pay',
        'DROP FUNCTION IF EXISTS back_pay_guard_row()',
        'DROP FUNCTION IF EXISTS back_pay_guard_whole()',
    ],
}


def _run(statements: dict[str, list[str]]) -> None:
    for statement in statements[op.get_bind().dialect.name]:
        op.execute(statement)


def upgrade() -> None:
    """Go on to this revision; the guards come down first, since rebuilding a table on SQLite loses its triggers."""
    _run(EARLIER_GUARDS_DOWN)
    op.create_table('account_rule',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('role', sa.String(length=32), nullable=False),
    sa.Column('element', sa.String(length=60), nullable=False),
    sa.Column('unit_nature', sa.String(length=32), nullable=True),
    sa.Column('fund_source', sa.String(length=32), nullable=True),
    sa.Column('post_family', sa.String(length=32), nullable=True),
    sa.Column('account', sa.String(length=20), nullable=False),
    sa.Column('account_name', sa.String(length=60), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_account_rule_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_rule'))
    )
    with op.batch_alter_table('account_rule', schema=None) as batch_op:
        batch_op.create_index('ix_account_rule_selectors', ['unit_id', 'role', 'element', 'unit_nature', 'fund_source', 'post_family', 'valid_from'], unique=True)

    op.create_table('agency_terms',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agency_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('fee_kind', sa.String(length=32), nullable=False),
    sa.Column('fee', sa.BigInteger(), nullable=False),
    sa.Column('tax_ppm', sa.BigInteger(), nullable=False),
    sa.Column('tax_base', sa.String(length=32), nullable=False),
    sa.Column('tax_note', sa.String(length=120), nullable=False),
    sa.Column('pay_day', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('fee >= 0 AND tax_ppm >= 0', name=op.f('ck_agency_terms_not_negative')),
    sa.CheckConstraint('pay_day BETWEEN 1 AND 31', name=op.f('ck_agency_terms_a_day_of_the_month')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_agency_terms_agency_id_agency')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency_terms'))
    )
    with op.batch_alter_table('agency_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_terms_agency_id_valid_from'), ['agency_id', 'valid_from'], unique=True)

    op.create_table('bank_file_format',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('form', sa.String(length=32), nullable=False),
    sa.Column('encoding', sa.String(length=32), nullable=False),
    sa.Column('with_heading', sa.Boolean(), nullable=False),
    sa.Column('with_id_number', sa.Boolean(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('purpose', sa.String(length=30), nullable=False),
    sa.Column('remark', sa.String(length=30), nullable=False),
    sa.Column('widths', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_bank_file_format_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_file_format'))
    )
    with op.batch_alter_table('bank_file_format', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_file_format_unit_id_name'), ['unit_id', 'name'], unique=True)

    op.create_table('tax_election',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('bonus_merged', sa.Boolean(), nullable=False),
    sa.Column('bonus_apart_elsewhere', sa.Boolean(), nullable=False),
    sa.Column('deducted_elsewhere', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_tax_election_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tax_election'))
    )
    with op.batch_alter_table('tax_election', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tax_election_person_id_year'), ['person_id', 'year'], unique=True)
        batch_op.create_index(batch_op.f('ix_tax_election_year'), ['year'], unique=False)

    op.create_table('background_job',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('subject_zh', sa.String(length=200), nullable=False),
    sa.Column('subject_en', sa.String(length=200), nullable=False),
    sa.Column('address', sa.String(length=200), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=True),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('cancel_asked', sa.Boolean(), nullable=False),
    sa.Column('done', sa.BigInteger(), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=False),
    sa.Column('words_zh', sa.String(length=300), nullable=False),
    sa.Column('words_en', sa.String(length=300), nullable=False),
    sa.Column('cursor', sa.JSON(), nullable=True),
    sa.Column('worker', sa.String(length=120), nullable=True),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('heartbeat_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('file_name', sa.String(length=200), nullable=True),
    sa.Column('error_zh', sa.String(length=500), nullable=True),
    sa.Column('error_en', sa.String(length=500), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_background_job_unit_id_unit')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_background_job_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_background_job'))
    )
    with op.batch_alter_table('background_job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_background_job_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_background_job_user_id_queued_at'), ['user_id', 'queued_at'], unique=False)
        batch_op.create_index('uq_background_job_key', ['key'], unique=True, sqlite_where=sa.text("state IN ('queued', 'running')"), postgresql_where=sa.text("state IN ('queued', 'running')"))

    op.create_table('bureau_settlement',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('identity_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('item', sa.String(length=32), nullable=False),
    sa.Column('employee_fen', sa.BigInteger(), nullable=False),
    sa.Column('employer_fen', sa.BigInteger(), nullable=False),
    sa.Column('way', sa.String(length=32), nullable=False),
    sa.Column('pay_month', sa.String(length=7), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('settled_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settled_by', sa.String(length=60), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_bureau_settlement_person_id_person')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['user.id'], name=op.f('fk_bureau_settlement_settled_by_id_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_bureau_settlement_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bureau_settlement'))
    )
    with op.batch_alter_table('bureau_settlement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bureau_settlement_unit_id_month_identity_index_item'), ['unit_id', 'month', 'identity_index', 'item'], unique=True)

    op.create_table('own_value',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('document', sa.String(length=200), nullable=False),
    sa.Column('entered_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('entered_by', sa.String(length=60), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('approved_by', sa.String(length=60), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('approved_by_id <> entered_by_id', name=op.f('ck_own_value_approved_by_somebody_else')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to > valid_from', name=op.f('ck_own_value_ends_after_it_starts')),
    sa.ForeignKeyConstraint(['approved_by_id'], ['user.id'], name=op.f('fk_own_value_approved_by_id_user')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['user.id'], name=op.f('fk_own_value_entered_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_value'))
    )
    with op.batch_alter_table('own_value', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_own_value_name_valid_from'), ['name', 'valid_from'], unique=True)

    op.create_table('subsidy_grant',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('employment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('first_month', sa.String(length=7), nullable=False),
    sa.Column('last_month', sa.String(length=7), nullable=True),
    sa.Column('months_before', sa.Integer(), nullable=False),
    sa.Column('document', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_subsidy_grant_employment_id_employment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subsidy_grant')),
    sa.UniqueConstraint('employment_id', name=op.f('uq_subsidy_grant_employment_id'))
    )
    op.create_table('work_terms',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('employment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('regime', sa.String(length=32), nullable=False),
    sa.Column('period', sa.String(length=32), nullable=True),
    sa.Column('approval', sa.String(length=80), nullable=False),
    sa.Column('overtime_base_fen', sa.BigInteger(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("(regime = 'comprehensive') = (period IS NOT NULL)", name=op.f('ck_work_terms_period_iff_comprehensive')),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_work_terms_employment_id_employment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_terms'))
    )
    with op.batch_alter_table('work_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_work_terms_employment_id_valid_from'), ['employment_id', 'valid_from'], unique=True)

    op.create_table('agency_payment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agency_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('identity', sa.LargeBinary(), nullable=False),
    sa.Column('identity_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('gross_fen', sa.BigInteger(), nullable=False),
    sa.Column('net_fen', sa.BigInteger(), nullable=False),
    sa.Column('employee_contributions_fen', sa.BigInteger(), nullable=True),
    sa.Column('employer_contributions_fen', sa.BigInteger(), nullable=True),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.Column('import_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_agency_payment_agency_id_agency')),
    sa.ForeignKeyConstraint(['import_id'], ['import_batch.id'], name=op.f('fk_agency_payment_import_id_import_batch')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_agency_payment_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_agency_payment_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency_payment'))
    )
    with op.batch_alter_table('agency_payment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_payment_agency_id_month_unit_id_identity_index'), ['agency_id', 'month', 'unit_id', 'identity_index'], unique=True)
        batch_op.create_index(batch_op.f('ix_agency_payment_person_id_month'), ['person_id', 'month'], unique=False)

    op.create_table('back_pay',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('pay_run_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('employment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('figure', sa.String(length=60), nullable=False),
    sa.Column('label_zh', sa.String(length=80), nullable=False),
    sa.Column('label_en', sa.String(length=80), nullable=False),
    sa.Column('into', sa.String(length=40), nullable=False),
    sa.Column('counted', sa.Boolean(), nullable=False),
    sa.Column('paid', sa.BigInteger(), nullable=False),
    sa.Column('now', sa.BigInteger(), nullable=False),
    sa.Column('posted', sa.BigInteger(), nullable=False),
    sa.Column('cause_zh', sa.String(length=400), nullable=False),
    sa.Column('cause_en', sa.String(length=400), nullable=False),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_back_pay_employment_id_employment')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_back_pay_pay_run_id_pay_run')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_back_pay'))
    )
    with op.batch_alter_table('back_pay', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_back_pay_employment_id_month'), ['employment_id', 'month'], unique=False)
        batch_op.create_index(batch_op.f('ix_back_pay_pay_run_id_employment_id_month_figure'), ['pay_run_id', 'employment_id', 'month', 'figure'], unique=True)

    op.create_table('back_pay_decision',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('pay_run_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('employment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('choice', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('by', sa.String(length=60), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_back_pay_decision_by_id_user')),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_back_pay_decision_employment_id_employment')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_back_pay_decision_pay_run_id_pay_run')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_back_pay_decision'))
    )
    with op.batch_alter_table('back_pay_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_back_pay_decision_pay_run_id_employment_id'), ['pay_run_id', 'employment_id'], unique=True)

    op.create_table('base_proposal',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('employment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('ground', sa.String(length=32), nullable=False),
    sa.Column('wage_total_fen', sa.BigInteger(), nullable=False),
    sa.Column('wage_months', sa.Integer(), nullable=False),
    sa.Column('computed_fen', sa.BigInteger(), nullable=False),
    sa.Column('social_base_fen', sa.BigInteger(), nullable=False),
    sa.Column('housing_base_fen', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('proposed_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('proposed_by', sa.String(length=60), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('edited_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('edited_by', sa.String(length=60), nullable=True),
    sa.Column('approved_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('approved_by', sa.String(length=60), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contribution_base_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint('approved_by_id <> edited_by_id', name=op.f('ck_base_proposal_approved_by_another_than_who_edited')),
    sa.CheckConstraint('approved_by_id <> proposed_by_id', name=op.f('ck_base_proposal_approved_by_somebody_else')),
    sa.ForeignKeyConstraint(['approved_by_id'], ['user.id'], name=op.f('fk_base_proposal_approved_by_id_user')),
    sa.ForeignKeyConstraint(['contribution_base_id'], ['contribution_base.id'], name=op.f('fk_base_proposal_contribution_base_id_contribution_base')),
    sa.ForeignKeyConstraint(['edited_by_id'], ['user.id'], name=op.f('fk_base_proposal_edited_by_id_user')),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_base_proposal_employment_id_employment')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['user.id'], name=op.f('fk_base_proposal_proposed_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_base_proposal'))
    )
    with op.batch_alter_table('base_proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_base_proposal_employment_id_valid_from'), ['employment_id', 'valid_from'], unique=True)
        batch_op.create_index(batch_op.f('ix_base_proposal_valid_from'), ['valid_from'], unique=False)

    op.create_table('bureau_line',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('identity', sa.LargeBinary(), nullable=False),
    sa.Column('identity_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('item', sa.String(length=32), nullable=False),
    sa.Column('base_fen', sa.BigInteger(), nullable=True),
    sa.Column('employee_fen', sa.BigInteger(), nullable=False),
    sa.Column('employer_fen', sa.BigInteger(), nullable=False),
    sa.Column('import_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['import_id'], ['import_batch.id'], name=op.f('fk_bureau_line_import_id_import_batch')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_bureau_line_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_bureau_line_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bureau_line'))
    )
    with op.batch_alter_table('bureau_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bureau_line_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bureau_line_unit_id_month_identity_index_item'), ['unit_id', 'month', 'identity_index', 'item'], unique=True)

    op.create_table('opening_tax',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('employer', sa.String(length=24), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('through', sa.String(length=7), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('income_fen', sa.BigInteger(), nullable=False),
    sa.Column('deductions_fen', sa.BigInteger(), nullable=False),
    sa.Column('withheld_fen', sa.BigInteger(), nullable=False),
    sa.Column('relief_fen', sa.BigInteger(), nullable=False),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.Column('import_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('entered_by', sa.String(length=60), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('months BETWEEN 1 AND 12', name=op.f('ck_opening_tax_months_of_a_year')),
    sa.CheckConstraint('withheld_fen >= 0 AND relief_fen >= 0', name=op.f('ck_opening_tax_not_negative')),
    sa.ForeignKeyConstraint(['import_id'], ['import_batch.id'], name=op.f('fk_opening_tax_import_id_import_batch')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_opening_tax_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening_tax'))
    )
    with op.batch_alter_table('opening_tax', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opening_tax_person_id_employer_year'), ['person_id', 'employer', 'year'], unique=True)
        batch_op.create_index(batch_op.f('ix_opening_tax_year'), ['year'], unique=False)

    op.create_table('pay_file',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('pay_run_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('subject', sa.String(length=24), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('total_fen', sa.BigInteger(), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('taken_by', sa.String(length=60), nullable=False),
    sa.Column('taken_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('people >= 0 AND left_out >= 0', name=op.f('ck_pay_file_counts_not_negative')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_pay_file_pay_run_id_pay_run')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['user.id'], name=op.f('fk_pay_file_taken_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_file'))
    )
    with op.batch_alter_table('pay_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pay_file_pay_run_id_kind'), ['pay_run_id', 'kind'], unique=False)

    op.create_table('pay_simulation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('base_run_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('base_version', sa.BigInteger(), nullable=True),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('created_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_by', sa.String(length=60), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('applied_from', sa.String(length=7), nullable=True),
    sa.Column('applied_by', sa.String(length=60), nullable=True),
    sa.Column('applied_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(base_run_id IS NULL) = (base_version IS NULL)', name=op.f('ck_pay_simulation_run_and_version_together')),
    sa.ForeignKeyConstraint(['base_run_id'], ['pay_run.id'], name=op.f('fk_pay_simulation_base_run_id_pay_run')),
    sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_pay_simulation_created_by_id_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_pay_simulation_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_simulation'))
    )
    with op.batch_alter_table('pay_simulation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pay_simulation_base_run_id'), ['base_run_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pay_simulation_unit_id_month'), ['unit_id', 'month'], unique=False)

    with op.batch_alter_table('bank_account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('holder', sa.String(length=60), nullable=True))

    with op.batch_alter_table('contribution_base', schema=None) as batch_op:
        batch_op.add_column(sa.Column('retires_later', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('pay_input', schema=None) as batch_op:
        batch_op.add_column(sa.Column('first_day', sa.Date(), nullable=True))

    with op.batch_alter_table('pay_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('measure', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('tiers', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('marginal', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('pay_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('submitted_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('submitted_by', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('submit_note', sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column('paid_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('paid_by', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('paid_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('locked_by', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('early_reason', sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column('no_shift_reason', sa.String(length=300), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_pay_run_submitted_by_id_user'), 'user', ['submitted_by_id'], ['id'])

    with op.batch_alter_table('pay_standing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rank', sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column('hourly_rate_fen', sa.BigInteger(), nullable=False, server_default='0'))

    # rows that are there already got a value; from now on the program says it
    with op.batch_alter_table('contribution_base', schema=None) as batch_op:
        batch_op.alter_column('retires_later', server_default=None)

    with op.batch_alter_table('pay_item', schema=None) as batch_op:
        batch_op.alter_column('marginal', server_default=None)

    with op.batch_alter_table('pay_standing', schema=None) as batch_op:
        batch_op.alter_column('hourly_rate_fen', server_default=None)

    # kept by code since: the sheet's word stood there before
    op.execute("UPDATE pay_input SET name = 'unpaid_days' WHERE kind = 'unpaid_days'")
    _run(GUARDS_UP)


def downgrade() -> None:
    """Go back from it."""
    _run(GUARDS_DOWN)
    with op.batch_alter_table('pay_standing', schema=None) as batch_op:
        batch_op.drop_column('hourly_rate_fen')
        batch_op.drop_column('rank')

    with op.batch_alter_table('pay_run', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_pay_run_submitted_by_id_user'), type_='foreignkey')
        batch_op.drop_column('no_shift_reason')
        batch_op.drop_column('early_reason')
        batch_op.drop_column('locked_by')
        batch_op.drop_column('paid_at')
        batch_op.drop_column('paid_by')
        batch_op.drop_column('paid_on')
        batch_op.drop_column('submit_note')
        batch_op.drop_column('submitted_at')
        batch_op.drop_column('submitted_by')
        batch_op.drop_column('submitted_by_id')
        batch_op.drop_column('checked_at')
        batch_op.drop_column('opened_at')

    with op.batch_alter_table('pay_item', schema=None) as batch_op:
        batch_op.drop_column('marginal')
        batch_op.drop_column('tiers')
        batch_op.drop_column('measure')

    with op.batch_alter_table('pay_input', schema=None) as batch_op:
        batch_op.drop_column('first_day')

    with op.batch_alter_table('contribution_base', schema=None) as batch_op:
        batch_op.drop_column('retires_later')

    with op.batch_alter_table('bank_account', schema=None) as batch_op:
        batch_op.drop_column('holder')

    with op.batch_alter_table('pay_simulation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pay_simulation_unit_id_month'))
        batch_op.drop_index(batch_op.f('ix_pay_simulation_base_run_id'))

    op.drop_table('pay_simulation')
    with op.batch_alter_table('pay_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pay_file_pay_run_id_kind'))

    op.drop_table('pay_file')
    with op.batch_alter_table('opening_tax', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opening_tax_year'))
        batch_op.drop_index(batch_op.f('ix_opening_tax_person_id_employer_year'))

    op.drop_table('opening_tax')
    with op.batch_alter_table('bureau_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bureau_line_unit_id_month_identity_index_item'))
        batch_op.drop_index(batch_op.f('ix_bureau_line_person_id'))

    op.drop_table('bureau_line')
    with op.batch_alter_table('base_proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_base_proposal_valid_from'))
        batch_op.drop_index(batch_op.f('ix_base_proposal_employment_id_valid_from'))

    op.drop_table('base_proposal')
    with op.batch_alter_table('back_pay_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_back_pay_decision_pay_run_id_employment_id'))

    op.drop_table('back_pay_decision')
    with op.batch_alter_table('back_pay', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_back_pay_pay_run_id_employment_id_month_figure'))
        batch_op.drop_index(batch_op.f('ix_back_pay_employment_id_month'))

    op.drop_table('back_pay')
    with op.batch_alter_table('agency_payment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_payment_person_id_month'))
        batch_op.drop_index(batch_op.f('ix_agency_payment_agency_id_month_unit_id_identity_index'))

    op.drop_table('agency_payment')
    with op.batch_alter_table('work_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_work_terms_employment_id_valid_from'))

    op.drop_table('work_terms')
    op.drop_table('subsidy_grant')
    with op.batch_alter_table('own_value', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_own_value_name_valid_from'))

    op.drop_table('own_value')
    with op.batch_alter_table('bureau_settlement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bureau_settlement_unit_id_month_identity_index_item'))

    op.drop_table('bureau_settlement')
    with op.batch_alter_table('background_job', schema=None) as batch_op:
        batch_op.drop_index('uq_background_job_key', sqlite_where=sa.text("state IN ('queued', 'running')"), postgresql_where=sa.text("state IN ('queued', 'running')"))
        batch_op.drop_index(batch_op.f('ix_background_job_user_id_queued_at'))
        batch_op.drop_index(batch_op.f('ix_background_job_state'))

    op.drop_table('background_job')
    with op.batch_alter_table('tax_election', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tax_election_year'))
        batch_op.drop_index(batch_op.f('ix_tax_election_person_id_year'))

    op.drop_table('tax_election')
    with op.batch_alter_table('bank_file_format', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bank_file_format_unit_id_name'))

    op.drop_table('bank_file_format')
    with op.batch_alter_table('agency_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_terms_agency_id_valid_from'))

    op.drop_table('agency_terms')
    with op.batch_alter_table('account_rule', schema=None) as batch_op:
        batch_op.drop_index('ix_account_rule_selectors')

    op.drop_table('account_rule')
    _run(EARLIER_GUARDS_UP)
