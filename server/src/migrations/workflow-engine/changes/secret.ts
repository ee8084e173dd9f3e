import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** Secrets written out, and defaults in their place. */
export const secret: GuideChange = {
  id: 'WE-SECRET',
  title: 'No default and no written-out value for the secret of the tokens',
  impact: 'high',
  summary: [
    'Whoever knows the secret can sign tokens for any user. Version 0.x had a default, so it ran with a secret that everybody knows. Version 1.0 requires `JWT_SECRET` and has none.',
    'A default in code or deployment files (`unwrap_or(…)`, the other arm of a `match`, `default_value` of clap, `${JWT_SECRET:-your-secret-key-here}`) is an error, and **manual**: taking it out stops whatever relied on it, which is what is wanted, at a moment that you choose.',
    'A secret written out in `config.toml` is an error. Reading it from `${JWT_SECRET}` instead is **safe** for a placeholder, else **unsafe**. No message ever shows a value.',
  ],
  examples: [{
    language: 'rust',
    before: `let secret = std::env::var("JWT_SECRET").unwrap_or_else(|_| "default-secret".to_string());
`,
    after: `let secret = std::env::var("JWT_SECRET").expect("JWT_SECRET must be set");
`,
  }],
  ...removedForms,
};
