"""What the case platforms give."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this revision."""
    op.create_table('workload_stale',
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('month', name=op.f('pk_workload_stale'))
    )
    op.create_table('log_profile',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('changed_by', sa.String(length=60), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_log_profile_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_log_profile')),
    sa.UniqueConstraint('name', name=op.f('uq_log_profile_name'))
    )
    op.create_table('source_token',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=False),
    sa.Column('issued_by', sa.String(length=60), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_source_token_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source_token')),
    sa.UniqueConstraint('digest', name=op.f('uq_source_token_digest'))
    )
    with op.batch_alter_table('source_token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_source_token_unit_id'), ['unit_id'], unique=False)

    op.create_table('match_rule',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('word', sa.String(length=120), nullable=False),
    sa.Column('meaning', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('at_unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('work_item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('settled_by', sa.String(length=60), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(meaning = 'person') = (person_id IS NOT NULL)", name=op.f('ck_match_rule_person_named')),
    sa.CheckConstraint("(meaning = 'work_item') = (work_item_id IS NOT NULL)", name=op.f('ck_match_rule_item_named')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_match_rule_in_order')),
    sa.ForeignKeyConstraint(['at_unit_id'], ['unit.id'], name=op.f('fk_match_rule_at_unit_id_unit')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_match_rule_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_match_rule_unit_id_unit')),
    sa.ForeignKeyConstraint(['work_item_id'], ['work_item.id'], name=op.f('fk_match_rule_work_item_id_work_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match_rule'))
    )
    with op.batch_alter_table('match_rule', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_match_rule_unit_id_kind_source_word_valid_from'), ['unit_id', 'kind', 'source', 'word', 'valid_from'], unique=True)



def downgrade() -> None:
    """Go back from it."""
    with op.batch_alter_table('match_rule', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_match_rule_unit_id_kind_source_word_valid_from'))

    op.drop_table('match_rule')
    with op.batch_alter_table('source_token', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_source_token_unit_id'))

    op.drop_table('source_token')
    op.drop_table('log_profile')
    op.drop_table('workload_stale')
