import { environmentFileRole } from '../../facts/environmentFiles.ts';

/** Variables that programs of all kinds have. */
const variables = new Set([
  'API_KEY', 'API_TOKEN', 'API_URL', 'APP_ENV', 'APP_NAME', 'AUTH_TOKEN', 'AWS_ACCESS_KEY_ID', 'AWS_REGION', 'AWS_SECRET_ACCESS_KEY', 'BASE_URL', 'CI', 'CORS_ORIGINS', 'DATABASE_HOST', 'DATABASE_PASSWORD',
  'DATABASE_URL', 'DB_HOST', 'DB_NAME', 'DB_PASSWORD', 'DB_PORT', 'DB_URL', 'DB_USER', 'DEBUG', 'ENCRYPTION_KEY', 'ENV', 'ENVIRONMENT', 'HOME', 'HOST', 'HOSTNAME', 'HTTP_PROXY', 'HTTPS_PROXY', 'JWT_SECRET', 'LANG',
  'LOG_FORMAT', 'LOG_LEVEL', 'NODE_ENV', 'NO_PROXY', 'PASSWORD', 'PATH', 'PORT', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'POSTGRES_USER', 'PWD', 'PYTHONPATH', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_URL', 'RUST_LOG', 'SECRET',
  'SECRET_KEY', 'SENTRY_DSN', 'SHELL', 'SMTP_HOST', 'SMTP_PASSWORD', 'TIMEOUT', 'TMPDIR', 'TOKEN', 'TZ', 'URL', 'USER', 'USERNAME', 'VERSION',
]);

/** Modules that projects of all kinds have, or that come with the language. */
const modules = new Set([
  'api', 'app', 'asyncio', 'client', 'common', 'config', 'core', 'db', 'fs', 'helpers', 'http', 'json', 'lib', 'logging', 'main', 'models', 'os', 'path', 'server', 'services', 'settings', 'src', 'sys', 'test', 'tests', 'types',
  'typing', 'utils',
]);

/** Images that others are built on or that run beside anything. */
const images = new Set([
  'alpine', 'busybox', 'debian', 'golang', 'httpd', 'mongo', 'mysql', 'nginx', 'node', 'openjdk', 'postgres', 'python', 'rabbitmq', 'redis', 'ruby', 'rust', 'traefik', 'ubuntu',
]);

/** Names of files that tools of all kinds have. */
const files = /^(?:(?:docker-)?compose(?:\..*)?\.ya?ml|Dockerfile.*|Makefile|README.*|package(?:-lock)?\.json|pyproject\.toml|requirements.*\.txt|setup\.(?:py|cfg)|Cargo\.(?:toml|lock)|tsconfig.*\.json|(?:app|application|config|default|defaults|settings|values|main|index|index\.d|__init__)\.\w+)$/i;

/** Whether programs that have nothing to do with the system have a variable of this name. */
export function isCommonVariable(name: string): boolean {
  return variables.has(name.toUpperCase()) || name.length < 4;
}

/** Whether code that has nothing to do with the system imports a module of this name. */
export function isCommonModule(name: string): boolean {
  return modules.has(name);
}

/** Whether deployments that have nothing to do with the system run this image. */
export function isCommonImage(name: string): boolean {
  return images.has(name.replace(/^(?:docker\.io\/)?(?:library\/)?/, ''));
}

/** Whether projects that have nothing to do with the system have files of such a name (`*` stands for any part of it). */
export function isCommonFile(pattern: string): boolean {
  return files.test(pattern) || /^\*?\.?\w{1,12}$/.test(pattern) && pattern.startsWith('*') || environmentFileRole(pattern) !== undefined;
}
