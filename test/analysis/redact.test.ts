import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactText } from '../../server/src/analysis/redact.ts';
import { isSecretName } from '../../server/src/analysis/secretNames.ts';

const canary = 'c4n4ry-S3cret';

function redacted(fileName: string, text: string): string {
  return redactText(fileName, text).text;
}

describe('.env', () => {
  test.each([
    ['API_KEY=abc', 'API_KEY=***'],
    ['export API_KEY="a b" # note', 'export API_KEY=*** # note'],
    ['ANY_NAME=whatever', 'ANY_NAME=***'],
    ['GREENLANG_ENV=production', 'GREENLANG_ENV=production'],
    ['GL_ENV=development', 'GL_ENV=development'],
    ['GL_LOG_LEVEL=INFO', 'GL_LOG_LEVEL=INFO'],
    ['GL_ENV=Xk29-canary', 'GL_ENV=***'],
    ['PORT=8080', 'PORT=8080'],
    ['PIN=1234', 'PIN=***'],
    ['DEBUG=true', 'DEBUG=true'],
    ['PASSWORD=', 'PASSWORD='],
    ['GL_SECRET_KEY=${OTHER}', 'GL_SECRET_KEY=${OTHER}'],
    ['GL_SECRET_KEY=${OTHER:-fallback}', 'GL_SECRET_KEY=***'],
    ['PASSWORD=$ecret', 'PASSWORD=***'],
    ['DB_URL=postgres://u:p@h/d', 'DB_URL=***'],
    ['A="one\n  two"\r\nGL_ENV=test', 'A=***\n  ***\r\nGL_ENV=test'],
    ['# API_KEY=abc', '# API_KEY=***'],
    ['# GREENLANG_ENV=production', '# GREENLANG_ENV=production'],
    ['# just words', '# just words'],
    ['# old one was password: hunter2 now', '# old one was password: ***'],
    ['# see https://me:pw@host/x', '# see https://***@host/x'],
    ['broken line without sign', '***'],
    ['A="unclosed\nB=2', undefined],
  ])('%s', (text, shown) => {
    if (shown !== undefined) expect(redacted('deploy/.env', text)).toBe(shown);
    expect(redacted('.env.production', text)).not.toMatch(/hunter2|abc|unclosed/);
  });
});

describe('YAML', () => {
  test.each([
    ['jwt_secret: abc', 'jwt_secret: ***'],
    ['security:\n  encryption:\n    key: "abc" # why\n    algorithm: AES-256-GCM\n    key_rotation_days: 90', 'security:\n  encryption:\n    key: *** # why\n    algorithm: AES-256-GCM\n    key_rotation_days: 90'],
    ['key: ${GL_ENCRYPTION_KEY}', 'key: ${GL_ENCRYPTION_KEY}'],
    ['a: {password: abc, user: me}', 'a: {password: ***, user: me}'],
    ['token: |\n  abc\n  def\nuser: me', 'token: ***\n  ***\n  ***\nuser: me'],
    ['password: one\n  two\nuser: me', 'password: ***\n  ***\nuser: me'],
    ['database:\n  connection_string: postgresql://u:p@ss/w@h:5432/db', 'database:\n  connection_string: postgresql://***@h:5432/db'],
    ['url: postgresql://${DB_USER}:${DB_PASSWORD}@h/db', 'url: postgresql://${DB_USER}:${DB_PASSWORD}@h/db'],
    ['environment:\n  - API_KEY=abc\n  - GL_ENV=production', 'environment:\n  - API_KEY=***\n  - GL_ENV=production'],
    ['env:\n  - name: API_KEY\n    value: abc\n  - name: GL_ENV\n    value: prod', 'env:\n  - name: API_KEY\n    value: ***\n  - name: GL_ENV\n    value: prod'],
    ['kind: Secret\ndata:\n  anything: YWJj\nmetadata:\n  name: x', 'kind: Secret\ndata:\n  anything: ***\nmetadata:\n  name: x'],
    ['x: &a abc\npassword: *a', 'x: &a ***\npassword: *a'],
    ['config: |\n  password: abc\n  user: me', 'config: |\n  password: ***\n  user: me'],
    ['# password: abc', '# password: ***'],
    ['pin: 1234\nport: 8080', 'pin: ***\nport: 8080'],
    ['inputs:\n  api_key:\n    type: string\n    required: true', 'inputs:\n  api_key:\n    type: string\n    required: true'],
    ['inputs:\n  - api_key\n  - token', 'inputs:\n  - api_key\n  - token'],
    ['image: x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'image: x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
    ['other: ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'other: ***'],
    ['cert: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIabc\n  -----END RSA PRIVATE KEY-----\nuser: me', 'cert: |\n  ***\n  ***\n  ***\nuser: me'],
    ['a: [1\npassword: abc', 'a: ***\npassword: ***'],
  ])('%s', (text, shown) => {
    expect(redacted('greenlang.yaml', text)).toBe(shown);
  });
});

test('other files lose what looks like a secret', () => {
  expect(redacted('a.py', 'url = "https://u:p@h"\npassword = "abc"\nname = "x"')).toBe('url = "https://***@h"\npassword = ***\nname = "x"');
  expect(redacted('a.json', '{"api_key":"abc","name":"x"}')).toBe('{"api_key":***,"name":"x"}');
});

test('names', () => {
  for (const name of ['JWT_SECRET', 'apiKey', 'api_key', 'GL_ENCRYPTION_KEY', 'password', 'dbPassword', 'access-token', 'key']) expect(isSecretName(name), name).toBe(true);
  for (const name of ['keywords', 'monkey', 'token_expiration', 'secretName', 'public_key', 'api_keys_enabled', 'GL_ENV', 'passenger', 'key_rotation_days', '']) expect(isSecretName(name), name).toBe(false);
});

describe('for every text', () => {
  const lines = (text: string) => text.replace(/[^\r\n]/g, '');
  const fileName = fc.constantFrom('.env', 'greenlang.yaml', 'x.py');
  const piece = fc.constantFrom('password', 'API_KEY', '=', ': ', '"', "'", '\n', '\r\n', '  ', '- ', '#', '|', '${X}', 'https://', 'u:p@h', '***', 'é😀', '-----BEGIN PRIVATE KEY-----', '{', '}');

  test('the line ends stay, and `hidden` tells the truth', () => {
    fc.assert(fc.property(fileName, fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 30 }), (name, parts) => {
      const text = parts.join('');
      const { text: shown, hidden } = redactText(name, text);
      expect(lines(shown)).toBe(lines(text));
      expect(hidden).toBe(shown !== text);
    }), { numRuns: 500, seed: 20_261_121 });
  });

  test('no value of a .env is ever shown', () => {
    const around = fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 12 }).map((parts) => parts.join('').replaceAll('#', '').replaceAll('\r', ''));
    fc.assert(fc.property(around, around, fc.constantFrom('', '"', "'", '`'), (before, after, quote) => {
      expect(redacted('.env', `${before}\nNAME=${quote}${canary}${quote}\n${after}`)).not.toContain(canary);
    }), { numRuns: 500, seed: 20_261_121 });
  });
});

test('long texts come back before its time is up', () => {
  for (const unit of ['a', 'a.', 'https://', '://a:', 'password=', '"', '-----BEGIN PRIVATE KEY-----', 'Aa0+', '@']) {
    redactText('x.txt', unit.repeat(200_000 / unit.length));
    redactText('.env', unit.repeat(200_000 / unit.length));
  }
});
