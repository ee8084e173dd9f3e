import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** Environment variables: new names, a required secret. */
export const environment: GuideChange = {
  id: 'WE-ENV',
  title: 'Environment variables have their usual names, and JWT_SECRET is required',
  impact: 'high',
  summary: [
    '`JWT_SECRET_KEY` is `JWT_SECRET`, `DB_URL` is `DATABASE_URL`, and `LOG_LEVEL` is `RUST_LOG`. `JWT_SECRET` has no default any more: without it the engine stops with '
    + '`Environment variable JWT_SECRET is required`. `GRAPHQL_GATEWAY_URL` names the federation gateway, which is new.',
    'All of these names are everybody\'s, so they count only in projects that are proven to use the engine. Renaming is **safe** in `.env` files, shell, batch and PowerShell scripts, makefiles, '
    + 'Dockerfiles, Rust code, in interpolations (`${DB_URL}`), and in the environment of the engine\'s own service. It is **unsafe** where another program may be meant: '
    + 'in TypeScript, JavaScript and Python, in ini files, in the environment of other services and in the `.env` entry that such a program reads.',
    'Where the new name is set in the same place already, the old assignment goes: **safe** when both have the same value, else **unsafe**.',
    'Adding a missing `JWT_SECRET` is **unsafe**: it draws 32 random bytes. The same holds for one that is empty, a placeholder or weak. Templates such as `.env.example` get the name with an empty value, and that is **safe**. '
    + 'Writing `GRAPHQL_GATEWAY_URL` out with the guide\'s address is **unsafe**, and no more than a hint. The same holds for `GRAPHQL_INTROSPECTION`, which is new in 1.1, where a manifest or an image states that version.',
    'An address of the database that is none of PostgreSQL, in `.env` or `config.toml`, is an error and **manual**. In compose, `localhost` in the address that the engine\'s service is given is the container itself: naming the one service '
    + 'that runs PostgreSQL instead is **unsafe**.',
  ],
  examples: [{
    language: 'dotenv',
    before: `JWT_SECRET_KEY=\${FROM_VAULT}
DB_URL=postgresql://localhost/ai_workflow_db
LOG_LEVEL=info
`,
    after: `JWT_SECRET=\${FROM_VAULT}
DATABASE_URL=postgresql://localhost/ai_workflow_db
RUST_LOG=info
GRAPHQL_GATEWAY_URL=http://localhost:4000
`,
  }],
  ...removedForms,
};
