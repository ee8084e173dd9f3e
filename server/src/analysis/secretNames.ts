const secretWords = new Set([
  'secret', 'secrets', 'password', 'passwords', 'passwd', 'passphrase', 'passcode', 'pwd', 'pass', 'token', 'tokens', 'credential', 'credentials',
  'creds', 'apikey', 'apikeys', 'jwt', 'private', 'salt', 'pepper', 'hmac', 'signature', 'cookie', 'bearer', 'authorization', 'pin', 'otp', 'dsn', 'sas',
]);

/** Words that make a name mean something about a secret, not the secret: `token_expiration`, `secret_name`, `key_rotation_days`. */
const harmlessEndings = new Set([
  'expiration', 'expiry', 'expires', 'ttl', 'age', 'seconds', 'minutes', 'hours', 'days', 'enabled', 'disabled', 'required', 'optional', 'length', 'limit',
  'count', 'size', 'bits', 'rotation', 'algorithm', 'algorithms', 'type', 'types', 'kind', 'name', 'names', 'description', 'title', 'format', 'version',
  'path', 'file', 'header', 'prefix', 'issuer', 'audience', 'ref', 'provider', 'backend',
]);

/** Keys that anybody may see. */
const publicKeys = new Set(['public', 'primary', 'foreign', 'sort', 'partition', 'cache', 'row', 'index', 'unique', 'group', 'lookup', 'map']);

function wordsOf(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
}

/** Whether the value under this name (of a variable, a setting, a key) is likely to be a secret. */
export function isSecretName(name: string): boolean {
  if (name.length > 200) return false;
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || harmlessEndings.has(last)) return false;
  if (words.some((word) => secretWords.has(word))) return true;
  return (last === 'key' || last === 'keys') && !publicKeys.has(words.at(-2) ?? '');
}

/** Whether a value under this name is harmless also inside of something secret: `type`, `expiration`. */
export function isHarmlessName(name: string): boolean {
  return harmlessEndings.has(wordsOf(name).at(-1) ?? '');
}
