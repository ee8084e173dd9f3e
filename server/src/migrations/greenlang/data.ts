import type { Change } from '../../analysis/change.ts';
import { agentResult, configuration, executionContext } from './pythonNames.ts';

const levels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'];
const newResult = 'GreenLang 0.3 gives every result of an agent as an AgentResult with status, output and error_details.';
const movedModules = 'GreenLang 0.3 moved it: ImportError: cannot import name … from \'greenlang.core\'.';
const newInVersion = 'GreenLang 0.3 uses the default of what is not set.';

/** A setting of greenlang.yaml that 0.3 brings, with the guide's value (Step 5). */
const added = (section: string, key: string, value: string, more: { readonly newSection?: boolean; readonly unlessPresent?: readonly string[] } = {}): Change => ({
  kind: 'settingAdded', change: 'BC-003', why: newInVersion, document: 'greenlang', path: [section, key], value, newSection: more.newSection ?? false,
  ...(more.unlessPresent ? { unlessPresent: more.unlessPresent } : {}),
});

/** An endpoint of the API that is elsewhere in v2, with v2's envelope and authentication. */
const moved = (method: 'GET' | 'POST', from: string, to: string, common = false): Change => ({
  kind: 'endpointMoved', change: 'BC-002', from: `/api/v1/${from}`, to: `/api/v2/${to}`, method, common,
  envelope: { data: 'data', metadata: { client_version: '0.3.0' } },
  key: { header: 'X-API-Key', becomes: 'Authorization', scheme: 'Bearer', tokenEndpoint: '/api/v2/auth/token' },
  why: 'GreenLang 0.3 moved it, puts requests and answers into an envelope, and takes tokens instead of API keys.',
});

const asyncAgents = 'GreenLang 0.3 runs agents asynchronously and needs aiohttp for it.';
const encryption = 'GreenLang 0.3 encrypts data at rest and needs cryptography for it.';

/** A group of commands of the program (BC-011) that has a name in the plural now. */
const group = (from: string, to: string): Change => ({
  kind: 'commandRenamed', change: 'BC-011', programs: ['gl', 'greenlang'], modules: ['greenlang', 'greenlang.cli'], from, to, why: 'The groups of commands of GreenLang 0.3 are in the plural.',
  verbs: [
    'add', 'build', 'cancel', 'convert', 'create', 'delete', 'deploy', 'describe', 'disable', 'enable', 'execute', 'export', 'get', 'history', 'import', 'info', 'init', 'inspect', 'install', 'list', 'logs', 'ls',
    'new', 'publish', 'pull', 'push', 'register', 'remove', 'rm', 'run', 'search', 'show', 'sign', 'start', 'status', 'stop', 'test', 'uninstall', 'unregister', 'update', 'upgrade', 'validate', 'verify', 'versions',
  ],
});

/** The changes of the guide that are data. */
export const greenlangData: readonly Change[] = [
  // BC-007: Environment Variables, and Step 5 "Update .env File"
  { kind: 'environmentRenamed', change: 'BC-007', from: 'GREENLANG_ENV', to: 'GL_ENV', why: 'GreenLang 0.3 reads GL_ENV; the old name is deprecated.' },
  { kind: 'environmentRenamed', change: 'BC-007', from: 'GREENLANG_DB_URL', to: 'GL_DATABASE_URL', why: 'GreenLang 0.3 reads GL_DATABASE_URL; the old name is deprecated.' },
  { kind: 'environmentReplaced', change: 'BC-007', from: 'API_KEY', to: 'GL_API_KEYS_ENABLED', value: 'false', why: 'GreenLang 0.3 authenticates with JWT tokens instead of API keys.' },
  { kind: 'environmentSecret', change: 'BC-007', name: 'GL_SECRET_KEY', encoding: 'hex', bytes: 32, command: 'openssl rand -hex 32', why: 'GreenLang 0.3 does not start without its secrets.' },
  { kind: 'environmentSecret', change: 'BC-007', name: 'GL_ENCRYPTION_KEY', encoding: 'base64', bytes: 32, command: 'openssl rand -base64 32', why: 'GreenLang 0.3 does not start without its secrets.' },
  { kind: 'environmentSecret', change: 'BC-007', name: 'GL_JWT_SECRET', encoding: 'hex', bytes: 32, command: 'openssl rand -hex 32', why: 'GreenLang 0.3 does not start without its secrets.' },
  { kind: 'environmentAdded', change: 'BC-007', name: 'GL_ASYNC_ENABLED', value: 'true', roles: ['base', 'template'], why: newInVersion },
  { kind: 'environmentAdded', change: 'BC-007', name: 'GL_LOG_LEVEL', value: 'INFO', roles: ['base', 'template'], why: newInVersion },
  // BC-010: Logging Format
  { kind: 'environmentValueRenamed', change: 'BC-010', name: 'GL_LOG_LEVEL', allowed: levels, renamed: { WARN: 'WARNING' }, why: 'GreenLang 0.3 takes log levels in upper case only.' },
  // BC-003: Configuration Format Changes, and Step 5 "Update greenlang.yaml"
  { kind: 'settingVersion', change: 'BC-003', document: 'greenlang', path: ['version'], from: '0.2', to: '0.3.0', why: 'GreenLang 0.3 expects a configuration in its own format.' },
  { kind: 'settingRenamed', change: 'BC-003', document: 'greenlang', path: ['database', 'url'], to: 'connection_string', why: 'GreenLang 0.3 does not read the old key (KeyError: \'database.url\').' },
  {
    kind: 'settingRequired', change: 'BC-003', document: 'greenlang', path: ['security', 'encryption'], why: 'GreenLang 0.3 requires encryption at rest; it was optional before.',
    lines: ['encryption:', '  algorithm: AES-256-GCM', '  key: ${GL_ENCRYPTION_KEY}', '  key_rotation_days: 90'],
  },
  { kind: 'settingReplaced', change: 'BC-003', document: 'greenlang', path: ['security', 'api_keys_enabled'], to: 'jwt_secret', value: '${GL_JWT_SECRET}', why: 'GreenLang 0.3 authenticates with JWT tokens instead of API keys.' },
  { kind: 'settingValueRenamed', change: 'BC-003', document: 'greenlang', path: ['logging', 'level'], allowed: levels, renamed: { WARN: 'WARNING' }, applicability: 'safe', closed: true, why: 'GreenLang 0.3 takes log levels in upper case only.' },
  { kind: 'settingValueRenamed', change: 'BC-010', document: 'greenlang', path: ['logging', 'format'], allowed: ['json'], renamed: { TEXT: 'json', PLAIN: 'json', PLAINTEXT: 'json' }, whenAbsent: 'json', applicability: 'safe', closed: false, why: 'GreenLang 0.3 logs JSON; what reads the logs must expect it.' },
  { kind: 'settingValueRenamed', change: 'BC-010', document: 'greenlang', path: ['logging', 'file'], allowed: ['logs/greenlang.log'], renamed: { 'greenlang.log': 'logs/greenlang.log' }, applicability: 'unsafe', closed: false, why: 'GreenLang 0.3 keeps its log below logs/.' },
  added('database', 'pool_size', '10'),
  added('database', 'max_overflow', '20'),
  added('database', 'pool_timeout', '30'),
  added('database', 'pool_recycle', '3600'),
  added('security', 'mfa_required', 'false'),
  added('security', 'jwt_secret', '${GL_JWT_SECRET}', { unlessPresent: ['security', 'api_keys_enabled'] }),
  added('security', 'jwt_expiry_hours', '24'),
  added('security', 'session_timeout_minutes', '30'),
  added('logging', 'max_size_mb', '100'),
  added('logging', 'backup_count', '10'),
  added('logging', 'structured', 'true'),
  added('logging', 'correlation_id_enabled', 'true'),
  added('async', 'enabled', 'true', { newSection: true }),
  added('async', 'max_workers', '10', { newSection: true }),
  added('async', 'timeout_seconds', '300', { newSection: true }),
  // BC-003 in Python, example 4
  { kind: 'itemRenamed', change: 'BC-003', on: configuration, path: ['database', 'url'], to: 'connection_string', why: 'GreenLang 0.3 does not have the old key (KeyError: \'database.url\').' },
  // BC-005: Workflow Execution Context
  { kind: 'argumentAdded', change: 'BC-005', callee: executionContext, word: 'ExecutionContext', keyword: 'async_mode', value: 'True', why: 'GreenLang 0.3 requires it.' },
  // BC-009: Agent Result Format
  {
    kind: 'memberReplaced', change: 'BC-009', on: agentResult, from: 'success', to: 'status', applicability: 'safe', keeps: ['metadata'],
    equals: { module: 'greenlang.core.types', name: 'AgentStatus', member: 'SUCCESS' }, why: newResult,
  },
  { kind: 'memberReplaced', change: 'BC-009', on: agentResult, from: 'data', to: 'output', applicability: 'safe', why: newResult },
  {
    kind: 'memberReplaced', change: 'BC-009', on: agentResult, from: 'errors', to: 'error_details', applicability: 'safe', why: newResult,
    reshaped: { was: 'list', todo: 'error_details is a dict (the guide\'s is {"error": …}), and None where nothing failed: read its keys and values.' },
  },
  // The guide speaks of `errors`; code that has a single `error` meets the same new member, which is a dict and no text.
  {
    kind: 'memberReplaced', change: 'BC-009', on: agentResult, from: 'error', to: 'error_details', applicability: 'unsafe', why: newResult,
    reshaped: { was: 'text', todo: 'error_details is a dict (the guide\'s is {"error": …}): read the text from error_details["error"], once it is known that error_details is not None.' },
  },
  // Issue 8: Import Errors After Upgrade, and where the guide's examples import from
  { kind: 'symbolMoved', change: 'IMPORTS', name: 'ExecutionContext', from: 'greenlang.core', to: 'greenlang.core.context', why: movedModules },
  { kind: 'symbolMoved', change: 'IMPORTS', name: 'AgentResult', from: 'greenlang.core', to: 'greenlang.core.types', why: movedModules },
  { kind: 'symbolMoved', change: 'IMPORTS', name: 'AgentStatus', from: 'greenlang.core', to: 'greenlang.core.types', why: movedModules },
  {
    kind: 'symbolRetired', change: 'IMPORTS', name: 'get_database', from: 'greenlang.db', why: 'GreenLang 0.3 gives out sessions of SQLAlchemy, to be used asynchronously.',
    todo: 'Query through a session: `async with get_database_session() as session:`, then `await session.execute(select(Agent).where(…))` with the model from greenlang.models.',
  },
  // BC-004: Database Schema Changes
  { kind: 'columnDropped', change: 'BC-004', table: 'agents', column: 'legacy_format', why: 'The database of GreenLang 0.3 no longer has it.' },
  { kind: 'columnDropped', change: 'BC-004', table: 'workflows', column: 'deprecated_config', why: 'The database of GreenLang 0.3 no longer has it.' },
  // BC-008: Python Package Dependencies
  { kind: 'packageRaised', change: 'BC-008', ecosystem: 'pypi', name: 'greenlang', since: '0.3.0', specifier: '==0.3.0', below: '0.4.0', applicability: 'safe', why: 'This upgrade leads to GreenLang 0.3.' },
  { kind: 'packageRaised', change: 'BC-008', ecosystem: 'pypi', name: 'pydantic', since: '2.0.0', specifier: '>=2.0.0,<3.0.0', applicability: 'safe', why: 'GreenLang 0.3 is built on pydantic 2.' },
  { kind: 'packageRaised', change: 'BC-008', ecosystem: 'pypi', name: 'aiohttp', since: '3.9.0', specifier: '>=3.9.0', alongside: 'greenlang', applicability: 'safe', why: asyncAgents },
  { kind: 'packageRaised', change: 'BC-008', ecosystem: 'pypi', name: 'cryptography', since: '41.0.0', specifier: '>=41.0.0', alongside: 'greenlang', applicability: 'safe', why: encryption },
  { kind: 'packageRaised', change: 'BC-008', ecosystem: 'docker', name: 'greenlang/greenlang', since: '0.3.0', specifier: '0.3.0', applicability: 'unsafe', why: 'This upgrade leads to GreenLang 0.3.' },
  { kind: 'packageRequired', change: 'BC-008', name: 'aiohttp', specifier: '>=3.9.0', alongside: 'greenlang', near: ['pydantic'], why: asyncAgents },
  { kind: 'packageRequired', change: 'BC-008', name: 'cryptography', specifier: '>=41.0.0', alongside: 'greenlang', near: ['pydantic'], why: encryption },
  {
    kind: 'runtimeRaised', change: 'BC-008', runtime: 'python', title: 'Python', since: '3.9', why: 'GreenLang 0.3 runs on Python 3.9 and newer.',
  },
  // BC-011: CLI Command Changes
  group('agent', 'agents'),
  group('workflow', 'workflows'),
  group('pack', 'packs'),
  {
    kind: 'flagRequired', change: 'BC-011', programs: ['gl', 'greenlang'], modules: ['greenlang', 'greenlang.cli'], command: ['run'], flag: '--backend', value: 'local',
    otherCommands: ['list', 'info', 'logs', 'export', 'show', 'status', 'cancel'], alike: ['--runner', '--profile', '--executor'],
    why: 'GreenLang 0.3 does not choose a backend by itself.',
  },
  // BC-010: Logging Format
  {
    kind: 'logTextSearched', change: 'BC-010', file: 'greenlang.log', why: 'A search for a piece of an old line finds nothing, or only by chance.',
    todo: 'Ask for fields instead, e.g. `jq -c \'select(.level == "ERROR")\' logs/greenlang.log`.',
  },
  // BC-002: API Endpoint Changes
  moved('POST', 'agents/register', 'agents'),
  moved('POST', 'workflows/execute', 'workflows/execute'),
  moved('GET', 'agents/list', 'agents', true),
  moved('GET', 'workflows/list', 'workflows', true),
  moved('GET', 'health', 'health', true),
];
