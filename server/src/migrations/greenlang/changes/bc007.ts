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
    'Renaming is **safe** wherever a variable is set, read, passed or interpolated: `.env` files, code, shell, batch and PowerShell scripts, '
    + 'makefiles, Dockerfiles, compose files, Kubernetes, Kustomize, Helm, CI pipelines, systemd units, `pytest.ini`, `tox.ini`. '
    + 'Keys of a ConfigMap or Secret are renamed together with the references to them; a reference to one that the project does not define is left alone. '
    + 'The rename is **unsafe** where a name only looks like the variable (a lone key of an unknown YAML file), in Markdown, in settings classes, and for a '
    + 'variable that a pipeline reads and does not set. In a commented-out line it is **unsafe**, and no more than a hint.',
    'Where the new name is set in the same place already, the old assignment goes: **safe** when both have the same value, **unsafe** when not, since the old one may be the only copy. '
    + 'What only bridges the two names (`GL_ENV=${GREENLANG_ENV}`, `${GL_ENV:-$GREENLANG_ENV}`) is left alone. So is `secrets.GREENLANG_DB_URL` of a workflow: create the secret under its new name first.',
    'Adding a missing secret is **unsafe**, because it makes a new value: 32 random bytes from the system\'s source, as hexadecimal '
    + 'digits or base64. The same holds for one that is empty, a placeholder or weak. It happens only in real `.env` files and never '
    + 'on save; templates such as `.env.example` get the name with an empty value, and that is **safe**. What is encrypted with a '
    + 'key can only be read with that key: keep it.',
    '`API_KEY` gives way to `GL_API_KEYS_ENABLED=false` in `.env` files, **unsafe**, and in bulk runs only where its value is a placeholder and '
    + 'nothing else in the project reads or sets it: a real key is never dropped for you. An application that has an `API_KEY` of its own keeps needing '
    + 'it, and no other file type is searched for this everyday name, except to find who uses it.',
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
