import type { GuideChange } from '../../../analysis/migration.ts';

/** The SDKs and what they run on. */
export const rgDeps: GuideChange = {
  id: 'RG-DEPS',
  title: 'SDK 2, Python 3.10, Node 20',
  impact: 'low',
  summary: [
    'The SDK 2.x for Python needs Python 3.10, the one for JavaScript Node 20.',
    'A requirement of `resonantgenesis` or `@resonantgenesis/sdk` that lets no version 2 pass is raised: **safe**. A pin stays a pin, a range a range, a caret a caret; one that admits version 2 is left alone. '
    + 'Upguide reads requirements, `pyproject.toml`, `setup.py` and `.cfg`, `Pipfile`, conda environments, `package.json`, and `pip install` and `npm install` in scripts.',
    'Python is raised where the project requires the SDK for Python, Node where it requires that for JavaScript: `requires-python`, `.python-version` and their like, `engines`, `.nvmrc`, `.node-version`, images, '
    + '`setup-python` and `setup-node` with the matrix, variable or input behind them: **safe**. **Unsafe**: images of other registries, or with a tail that the newer image may not have.',
    '**Manual**: requirements with hashes, generated ones and those that code computes. Lock files are not touched.',
  ],
  examples: [
    {
      language: 'text',
      before: `resonantgenesis==1.1.4
`,
      after: `resonantgenesis==2.0.0
`,
    },
    {
      language: 'json',
      before: `{
  "engines": { "node": ">=18" },
  "dependencies": { "@resonantgenesis/sdk": "^1.1.0" }
}
`,
      after: `{
  "engines": { "node": ">=20" },
  "dependencies": { "@resonantgenesis/sdk": "^2.0.0" }
}
`,
    },
  ],
  deprecatedIn: '2.0.0',
};
