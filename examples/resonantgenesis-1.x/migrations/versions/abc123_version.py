"""Add the version of agents

Revision ID: abc123
Revises: def456
"""
from alembic import op
import sqlalchemy as sa

revision = 'abc123'
down_revision = 'def456'


def upgrade():
    op.add_column('agents', sa.Column('version', sa.Integer(), default=1))
    op.execute("UPDATE agents SET version = 1 WHERE version IS NULL")


def downgrade():
    op.drop_column('agents', 'version')
