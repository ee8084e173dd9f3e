import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** Names that live in another module: issue 8 and the imports of the guide's examples. */
export const imports: GuideChange = {
  id: 'IMPORTS',
  title: 'Names that moved to another module',
  impact: 'low',
  summary: [
    '`ExecutionContext` is in `greenlang.core.context`, `AgentResult` and `AgentStatus` are in `greenlang.core.types`. The old imports end in '
    + '`ImportError: cannot import name \'ExecutionContext\' from \'greenlang.core\'` (issue 8).',
    '**Safe**: the import is changed where it stands. Other names of the statement stay, aliases are kept, and a statement that imports from the new module already is joined, '
    + 'in the order it has. `try:` new, `except ImportError:` old is a bridge somebody built, and is left alone; so are imports relative to a package of one\'s own.',
    '**Manual**: `greenlang.db.get_database`. In 0.3 queries go through `get_database_session()`, asynchronously and with the models of `greenlang.models` (example 6).',
  ],
  examples: [
    {
      language: 'python',
      before: `from greenlang.core import ExecutionContext
`,
      after: `from greenlang.core.context import ExecutionContext
`,
    },
  ],
  ...deprecatedForms,
};
