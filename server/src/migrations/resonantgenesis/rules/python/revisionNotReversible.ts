import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';

/** Alembic revisions that a rollback stops at (Migration Best Practices: Make migrations reversible; Handle data migrations carefully). */
export const revisionNotReversible: Rule = {
  id: 'resonantgenesis/revision-not-reversible',
  change: 'RG-ALEMBIC',
  description: 'An Alembic revision has no working `downgrade()`, or changes data that its `downgrade()` does not change back.',
  guideSection: 'Migration Best Practices: Make migrations reversible',
  languages: ['python'],
  literals: [['down_revision'], ['def upgrade']],
  *check({ python, project }) {
    if (!python || !project.proven || !isRevision(python)) return;
    const upgrade = topFunction(python, 'upgrade');
    if (!upgrade || isEmpty(upgrade)) return;
    const downgrade = topFunction(python, 'downgrade');
    const name = upgrade.field('name') ?? upgrade;
    if (!downgrade) yield hint(name, 'This revision has no downgrade().', 'Write one that takes back what upgrade() does.');
    else if (isEmpty(downgrade)) yield hint(downgrade.field('name') ?? downgrade, 'This downgrade() takes nothing back.', 'Take back what upgrade() does, in the opposite order.');
    else if (changesData(upgrade) && !changesData(downgrade)) {
      yield hint(name, 'This upgrade() changes data, and downgrade() does not change it back.', 'Change it back there, or keep the old values while there is a way back.');
    }
  },
};

function hint({ range }: CodeNode, what: string, todo: string): Finding {
  return { range, severity: 'hint', message: { what, why: 'A rollback of the upgrade runs through it.', todo }, fixes: [] };
}

/** Two names at the top that Alembic reads from every revision. */
function isRevision({ root }: PythonAnalysis): boolean {
  const names = root.children.flatMap((statement) => (statement.type === 'expression_statement' && statement.children[0]?.type === 'assignment' ? [statement.children[0].field('left')?.text ?? ''] : []));
  return names.includes('revision') && names.includes('down_revision');
}

function topFunction({ root }: PythonAnalysis, name: string): CodeNode | undefined {
  const definitions = root.children.map((statement) => (statement.type === 'decorated_definition' ? statement.field('definition') ?? statement : statement));
  return definitions.findLast((one) => one.type === 'function_definition' && one.field('name')?.text === name);
}

/** Nothing but a docstring, `pass`, `…`, `raise` and `return`. */
function isEmpty(definition: CodeNode): boolean {
  const statements = definition.field('body')?.namedChildren.filter(({ type }) => type !== 'comment') ?? [];
  return statements.every((statement) => ['pass_statement', 'raise_statement'].includes(statement.type)
    || (statement.type === 'return_statement' && statement.namedChildren.length === 0)
    || (statement.type === 'expression_statement' && ['string', 'ellipsis'].includes(statement.children[0]?.type ?? '')));
}

/** Whether SQL in it changes rows, or `op.bulk_insert` puts some in. */
function changesData(definition: CodeNode): boolean {
  for (const node of definition.descendants()) {
    if (node.type === 'string' && /^[a-zA-Z]*["']+\s*(?:insert\s+into|update\s+[\w."]+\s+set|delete\s+from)\b/i.test(node.text)) return true;
    if (node.type === 'attribute' && node.field('attribute')?.text === 'bulk_insert') return true;
  }
  return false;
}
