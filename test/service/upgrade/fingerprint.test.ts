import { describe, expect, it } from 'vitest';
import { fingerprints } from '../../../server/src/service/upgrade/fingerprint.ts';

/** The ids of every place of `word`. */
function ids(path: string, text: string, word: string, rule = 'sys/rule'): readonly string[] {
  return fingerprints(path, text, [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({ rule, range: { start: index, end: index + word.length } })));
}

describe('fingerprints', () => {
  it('hold while other lines, indentation and line ends change', () => {
    const place = (text: string): readonly string[] => {
      const start = text.indexOf('old(');
      return fingerprints('a.py', text, [{ rule: 'sys/rule', range: { start, end: text.indexOf(')') + 1 } }]);
    };
    expect(place('# new\r\n\r\n    old(\r\n      y)\r\n')).toEqual(place('x = 1\nold(\n  y)\n'));
    expect(place('old(y)\n')).not.toEqual(place('old(z)\n'));
  });

  it('tell files, rules, contents and the n-th of its kind apart', () => {
    const text = 'old new old\n';
    const all = [...ids('a.py', text, 'old'), ...ids('a.py', text, 'new'), ...ids('b.py', text, 'old'), ...ids('a.py', text, 'old', 'sys/other')];
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keep the first ones when one of the same kind is added behind them', () => {
    expect(ids('a.py', 'old\nold\nold\n', 'old').slice(0, 2)).toEqual(ids('a.py', 'old\nold\n', 'old'));
  });

  it.each([
    ['.env', (value: string) => `GL_SECRET_KEY=${value}\n`],
    ['.env.production', (value: string) => `# GREENLANG_DB_URL=${value}\n`],
    ['deploy/secret.yaml', (value: string) => `kind: Secret\nstringData:\n  token: ${value}\n`],
    ['app.py', (value: string) => `API_KEY = "${value}"\n`],
    ['run.sh', (value: string) => `export DB_PASSWORD=${value}\n`],
  ])('do not depend on a value that may be a secret: %s', (path, textOf) => {
    const [one, other] = [textOf('hunter2'), textOf('correct-horse')];
    const whole = (text: string): readonly string[] => fingerprints(path, text, [{ rule: 'sys/rule', range: { start: 0, end: text.length - 1 } }]);
    const value = (text: string, word: string): readonly string[] => fingerprints(path, text, [{ rule: 'sys/rule', range: { start: text.indexOf(word), end: text.indexOf(word) + word.length } }]);
    expect(whole(one)).toEqual(whole(other));
    expect(value(one, 'hunter2')).toEqual(value(other, 'correct-horse'));
    expect(whole(one)).not.toEqual(whole(one.replace(/API_KEY|GL_SECRET_KEY|GREENLANG_DB_URL|DB_PASSWORD|token/, 'OTHER_SECRET')));
  });
});
