import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** Environment variables: new names, new secrets. */
export const bc007: GuideChange = {
  id: 'BC-007',
  title: 'Environment variables are named GL_…, and three secrets are required',
  impact: 'low',
  summary: [
    '`GREENLANG_ENV` is `GL_ENV`, and `GREENLANG_DB_URL` is `GL_DATABASE_URL`. GreenLang 0.3 needs three secrets that 0.2 did not have: '
    + '`GL_SECRET_KEY` and `GL_ENCRYPTION_KEY` for encryption, `GL_JWT_SECRET` to sign tokens. A missing one shows only '
    + 'at run time, as `ValueError: GL_ENCRYPTION_KEY environment variable not set`. `API_KEY` is deprecated in favour of JWT.',
    'Renaming is **safe**, in `.env` files and in `${…}` of the configuration alike, so that both sides of a reference move together. '
    + 'Where a file already sets the new name, the old line goes: **safe** when both have the same value, **unsafe** when not, since the old one may be the only copy. A value that only bridges the two names '
    + '(`GL_ENV=${GREENLANG_ENV}`) is left alone. In a commented-out line a rename is **unsafe**, and no more than a hint.',
    'Adding a missing secret is **unsafe**, because it makes a new value: 32 random bytes from the system\'s source, as hexadecimal '
    + 'digits or base64. The same holds for one that is empty, a placeholder or weak. It happens only in real `.env` files and never '
    + 'on save; templates such as `.env.example` get the name with an empty value, and that is **safe**. What is encrypted with a '
    + 'key can only be read with that key: keep it.',
    '`API_KEY` gives way to `GL_API_KEYS_ENABLED=false`, **unsafe**, and in bulk runs only where its value is a placeholder and '
    + 'no `${API_KEY}` in these files reads it: a real key is never dropped for you. Code is not searched for readers yet; an application '
    + 'that has an `API_KEY` of its own keeps needing it, so look before you take this one.',
    'This version does not look into code: after a rename, search your code and deployment files for the old names.',
    '**Manual**: a template that holds a real secret, and a `.env` that git does not ignore. No message ever shows a value.',
  ],
  examples: [
    {
      language: 'dotenv',
      before: `GREENLANG_ENV=production
GREENLANG_DB_URL=postgresql://localhost/greenlang
`,
      after: `GL_ENV=production
GL_DATABASE_URL=postgresql://localhost/greenlang
GL_SECRET_KEY=<generate with: openssl rand -hex 32>
GL_ENCRYPTION_KEY=<generate with: openssl rand -base64 32>
GL_JWT_SECRET=<generate with: openssl rand -hex 32>
`,
    },
  ],
  ...deprecatedForms,
};
