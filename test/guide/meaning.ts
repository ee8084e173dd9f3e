import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { python } from '../stubs/python.ts';

/** What each of the texts means, as strings that are equal for equal meaning; `canonical.py` says what does not count. Throws when one does not parse. */
export function meanings(kind: 'python' | 'shell', texts: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync(python(), [path.join(import.meta.dirname, 'canonical.py')], {
    input: JSON.stringify({ kind, texts }), encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (status !== 0) throw new Error(`not ${kind}: ${stderr}\n${texts.join('\n---\n')}`);
  return JSON.parse(stdout) as string[];
}

/** The requirements of a file, one string each, without comments and blanks. */
export function requirementSet(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/#.*/, '').replaceAll(/\s/g, '')).filter((line) => line !== '').sort();
}

/** One place where the result is not, word for word, what the guide shows, and why that is right. */
export interface Allowance {
  readonly because: string;
  /** What the guide's "after" says. Stands in it exactly once. */
  readonly guide: string;
  /** What is expected in its place. */
  readonly instead: string;
}

/** The guide's "after" with all allowances made. Throws when one of them does not apply: then it is out of date. */
export function allowed(after: string, allowances: readonly Allowance[]): string {
  return allowances.reduce((text, { guide, instead, because }) => {
    const parts = text.split(guide);
    if (parts.length !== 2) throw new Error(`an allowance does not apply (${because}): ${JSON.stringify(guide)} stands ${parts.length - 1} times in\n${text}`);
    return parts.join(instead);
  }, after);
}
