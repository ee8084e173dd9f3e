import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** `greenlang.yaml`: renamed, required and restricted settings. */
export const bc003: GuideChange = {
  id: 'BC-003',
  title: 'greenlang.yaml: connection string, encryption, log levels',
  impact: 'low',
  summary: [
    'Three settings of `greenlang.yaml` changed. `database.url` is now `database.connection_string`; what reads the old key fails '
    + 'with `KeyError: \'database.url\'`. `security.encryption` was optional and is required. `logging.level` takes `DEBUG`, `INFO`, '
    + '`WARNING`, `ERROR` and `CRITICAL`, in capitals, and nothing else.',
    '**Safe** fixes: the new key name with its value untouched; the level in capitals (`WARN` becomes `WARNING`); `version`; an '
    + '`encryption` block with AES-256-GCM, its key read from `${GL_ENCRYPTION_KEY}`, rotated every 90 days; removing '
    + '`api_keys_enabled: false`.',
    '**Unsafe**: `security.api_keys_enabled: true` gives way to `jwt_secret: ${GL_JWT_SECRET}`, because whoever still sends an API key has '
    + 'to move first; and writing out the settings that are new in 0.3 with the guide\'s values. These have defaults, so they are no '
    + 'more than a hint.',
    '**Manual**: `url` beside `connection_string`, because only you know which of the two is right; a `${VARIABLE}` that no `.env` '
    + 'file beside the configuration defines; values of the wrong type or out of range.',
    'Python code that reads the old key of what `load_config` gave, `config["database"]["url"]`, reads `connection_string` then: **safe** (example 4).',
    'A file of this name that is a Kubernetes manifest or belongs to another program is left alone.',
  ],
  examples: [
    {
      language: 'yaml',
      before: `version: "0.2.0"
database:
  url: postgresql://localhost/greenlang
security:
  enabled: true
logging:
  level: info
`,
      after: `version: "0.3.0"
database:
  connection_string: postgresql://localhost/greenlang
security:
  enabled: true
  encryption:
    algorithm: AES-256-GCM
    key: \${GL_ENCRYPTION_KEY}
    key_rotation_days: 90
logging:
  level: INFO
  format: json
`,
    },
  ],
  ...deprecatedForms,
};
