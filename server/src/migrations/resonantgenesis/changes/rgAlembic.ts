import type { GuideChange } from '../../../analysis/migration.ts';

/** Database migrations that can be taken back. */
export const rgAlembic: GuideChange = {
  id: 'RG-ALEMBIC',
  title: 'Database migrations can be taken back',
  impact: 'low',
  summary: [
    'The guide has every Alembic revision implement `downgrade()`, and has data migrations handled carefully: a rollback of the upgrade runs through them.',
    'A hint, without a fix: a revision whose `downgrade()` is missing, empty or only raises; one whose `upgrade()` changes data by SQL (`INSERT`, `UPDATE`, `DELETE`) while its `downgrade()` changes none. Revisions that '
    + 'change nothing (merges) are left alone. Only in projects that use ResonantGenesis.',
  ],
  examples: [
    {
      language: 'python',
      before: `def upgrade():
    op.add_column('agents', sa.Column('version', sa.Integer(), default=1))

def downgrade():
    pass
`,
      after: `def upgrade():
    op.add_column('agents', sa.Column('version', sa.Integer(), default=1))

def downgrade():
    op.drop_column('agents', 'version')
`,
    },
  ],
  deprecatedIn: '2.0.0',
};
