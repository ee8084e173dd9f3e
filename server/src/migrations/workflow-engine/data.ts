import type { Change } from '../../analysis/change.ts';
import { ownServices } from './names.ts';

const required = 'The engine has no default for it any more and does not start without it: "Environment variable JWT_SECRET is required".';
const newDefaults = 'Version 1.0 knows these settings; it uses its defaults for what is not set.';

const renamed = (from: string, to: string, why: string): Change => ({ kind: 'environmentRenamed', change: 'WE-ENV', from, to, everyday: ownServices, why });

/** A setting of the configuration that 1.0 brings, with the guide's value (TOML). */
const added = (section: string, key: string, value: string): Change => ({
  kind: 'settingAdded', change: 'WE-CONFIG', why: newDefaults, document: 'config', path: [section, key], value, newSection: false,
});

/** The changes of the guide that are data. */
export const workflowEngineData: readonly Change[] = [
  // Environment Variable Changes
  renamed('JWT_SECRET_KEY', 'JWT_SECRET', 'Version 1.0 reads JWT_SECRET, and nothing stands in for it.'),
  renamed('DB_URL', 'DATABASE_URL', 'Version 1.0 reads the database\'s address under its usual name.'),
  renamed('LOG_LEVEL', 'RUST_LOG', 'Version 1.0 takes its log level from RUST_LOG, as Rust programs do.'),
  { kind: 'environmentSecret', change: 'WE-ENV', name: 'JWT_SECRET', formerly: 'JWT_SECRET_KEY', encoding: 'hex', bytes: 32, command: 'openssl rand -hex 32', why: required },
  { kind: 'environmentAdded', change: 'WE-ENV', name: 'GRAPHQL_GATEWAY_URL', value: 'http://localhost:4000', roles: ['base', 'template'], why: 'Version 1.0 answers GraphQL through the federation gateway.' },
  // Secrets that were defaults
  { kind: 'environmentDefault', change: 'WE-SECRET', names: ['JWT_SECRET', 'JWT_SECRET_KEY'], why: 'Whoever knows the default can sign tokens; version 1.0 requires the variable and has no default.' },
  { kind: 'settingSecret', change: 'WE-SECRET', document: 'config', path: ['auth', 'jwt_secret'], variable: 'JWT_SECRET', why: 'Whoever can read the file can sign tokens; version 1.0 takes the secret from the environment.' },
  // Configuration File Updates
  {
    kind: 'settingMoved', change: 'WE-CONFIG', document: 'config', path: ['jwt', 'secret'], to: ['auth', 'jwt_secret'], variable: 'JWT_SECRET', beside: { token_expiration: '3600' },
    why: 'Version 1.0 reads [auth], and takes the secret from the environment.',
  },
  {
    kind: 'settingRequired', change: 'WE-CONFIG', document: 'config', path: ['federation', 'gateway_url'], lines: ['gateway_url = "http://localhost:4000"'], applicability: 'unsafe',
    why: 'Version 1.0 requires the GraphQL federation gateway.',
  },
  added('server', 'cors_origins', '["http://localhost:3000"]'),
  added('database', 'pool_size', '10'),
  added('database', 'timeout', '30'),
  added('auth', 'token_expiration', '3600'),
  // Update Docker Configuration
  { kind: 'packageRaised', change: 'WE-COMPOSE', ecosystem: 'docker', name: 'workflow-engine', since: '1.0.0', specifier: '1.0', applicability: 'unsafe', why: 'This upgrade leads to version 1.0, which needs its database migrated first.' },
];
