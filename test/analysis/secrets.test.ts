import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isPlaceholder, weaknessOf } from '../../server/src/analysis/secrets.ts';

const hex = { encoding: 'hex', bytes: 32 } as const;

describe('placeholders', () => {
  it.each([
    'changeme', 'CHANGE_ME', 'change-this', 'your-api-key-here', 'your_secret', '<generate with: openssl rand -hex 32>', '{{ secret }}', '[key]', '%KEY%', '__SECRET__', 'xxxxxxxx', '********', '........', '00000000',
    'secret', 'password', 'test', 'dev-secret', 'TODO', 'replace-me', 'example', 'platform_secret_key_CHANGE_THIS', 'placeholder',
  ])('%s', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it.each(['', 'ak-93hf82hf02jf8h2f', 'postgresql://localhost/greenlang', 'Tr0ub4dor&3', '4f1d2c3b5a6978e0', 'mastodon', 'testament of youth'])('%s is none', (value) => {
    expect(isPlaceholder(value)).toBe(false);
  });
});

describe('weak secrets', () => {
  it.each([
    ['', 'is empty'], ['changeme', 'is still a placeholder'], ['Tr0ub4dor&3', 'is too short'], ['ab'.repeat(32), 'repeats a few characters'], ['0123456789abcdef'.repeat(4), 'counting sequence'],
  ])('%s %s', (value, reason) => {
    expect(weaknessOf(value, hex)).toContain(reason);
  });

  it('values of the right strength are not weak', () => {
    // Digests are as even as random bytes, and the same on every run.
    for (let i = 0; i < 2_000; i++) {
      const bytes = createHash('sha256').update(String(i)).digest();
      expect(weaknessOf(bytes.toString('hex'), hex)).toBeUndefined();
      expect(weaknessOf(bytes.toString('base64'), { encoding: 'base64', bytes: 32 })).toBeUndefined();
    }
  });

  it('no reason quotes the value', () => {
    for (const value of ['hunter2', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']) expect(weaknessOf(value, hex)).not.toContain(value);
  });
});
