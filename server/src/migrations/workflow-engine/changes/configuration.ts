import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** The configuration in TOML. */
export const configuration: GuideChange = {
  id: 'WE-CONFIG',
  title: 'config.toml: [auth] and [federation]',
  impact: 'high',
  summary: [
    'The secret of the tokens was `[jwt] secret`; it is `[auth] jwt_secret` now, and comes from the environment: `"${JWT_SECRET}"`. A new table `[federation]` names the gateway. '
    + '`server.cors_origins`, `database.pool_size`, `database.timeout` and `auth.token_expiration` are new.',
    'Moving the secret is **safe** when the old value is a placeholder such as `default-secret` or comes from the environment already; else it is **unsafe**, because the file may hold the only copy: put it into the environment first. '
    + 'Where `[jwt]` holds nothing else, it becomes `[auth]` in place, with its comments.',
    'Adding `[federation]` with the guide\'s address is **unsafe**, and so is writing out the new settings, which have defaults and are no more than a hint.',
    '**Manual**: both places set; a table written inline or by dotted keys; a comment that would be lost.',
    'A `config.toml` is the engine\'s when it has `[server]`, `[database]` and one of the two secrets, in a project that is proven to use the engine. All others are left alone.',
  ],
  examples: [{
    language: 'toml',
    before: `[server]
host = "0.0.0.0"
port = 8080

[database]
url = "postgresql://localhost/ai_workflow_db"

[jwt]
secret = "default-secret"
`,
    after: `[server]
host = "0.0.0.0"
port = 8080
cors_origins = ["http://localhost:3000"]

[database]
url = "postgresql://localhost/ai_workflow_db"
pool_size = 10
timeout = 30

[auth]
jwt_secret = "\${JWT_SECRET}"
token_expiration = 3600

[federation]
gateway_url = "http://localhost:4000"
`,
  }],
  ...removedForms,
};
