import type { GuideChange } from '../../../analysis/migration.ts';
import { brokenForms } from './lifecycle.ts';

/** The package for JavaScript is a module only. */
export const rgJs: GuideChange = {
  id: 'RG-JS',
  title: '@resonantgenesis/sdk is ESM only',
  impact: 'medium',
  summary: [
    'Version 2 of `@resonantgenesis/sdk` cannot be loaded by `require` any more (`ERR_REQUIRE_ESM`).',
    '`const { A, B: C } = require(…)` becomes `import { A, B as C } from …`, `const sdk = require(…)` becomes `import * as sdk from …`, `require(…).A` an import of `A`. It is **safe** where the package says `"type": "module"` '
    + '(or the file is called `.mjs`), and **unsafe** everywhere else: there the file must become a module first, with everything else that it requires and exports. The finding says so.',
    'A `require` in an asynchronous function becomes `await import(…)`: **unsafe**. **Manual**: in a synchronous function, in the middle of an expression, with defaults or a rest in the pattern, '
    + 'where the name is assigned again, where the module itself is called or changed, and imports at the top of a `.cjs` file.',
    'That the types are strict now (an unknown field of a response is an error) is told by the TypeScript compiler.',
  ],
  examples: [
    {
      language: 'typescript',
      before: `const { ResonantClient } = require('@resonantgenesis/sdk');
`,
      after: `import { ResonantClient } from '@resonantgenesis/sdk';
`,
    },
  ],
  ...brokenForms,
};
