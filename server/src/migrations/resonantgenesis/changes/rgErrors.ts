import type { GuideChange } from '../../../analysis/migration.ts';
import { brokenForms } from './lifecycle.ts';

/** One error. */
export const rgErrors: GuideChange = {
  id: 'RG-ERRORS',
  title: 'APIError is ResonantError, in the top module',
  impact: 'medium',
  summary: [
    '`resonantgenesis.exceptions.APIError` is `resonantgenesis.ResonantError` in 2.x.',
    '**Safe**: the import changes together with every use of the name in the file; an import from `resonantgenesis` that is there is joined. An alias stays. Where other files take the name out of the module, or the name is '
    + 'handed on in a string (`__all__`), the old name is kept as an alias: `from resonantgenesis import ResonantError as APIError`.',
    '**Unsafe**: `exceptions.APIError` through an imported module. `try:` new, `except ImportError:` old is a bridge somebody built, and is left alone.',
    '**Manual**: other names of `resonantgenesis.exceptions`: the guide names no replacement for them.',
  ],
  examples: [
    {
      language: 'python',
      before: `from resonantgenesis.exceptions import APIError
`,
      after: `from resonantgenesis import ResonantError
`,
    },
  ],
  ...brokenForms,
};
