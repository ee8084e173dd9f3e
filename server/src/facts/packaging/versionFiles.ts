import type { RuntimeFact } from '../facts.ts';

/** The versions that a `.python-version` names, one a line. Never throws. */
export function pythonVersionFacts(text: string): readonly RuntimeFact[] {
  const lines = [...text.slice(0, 10_000).matchAll(/^([ \t]*)([^\s#]+)[ \t]*(?:#.*)?(\r\n|\r|\n|$)/gm)];
  return lines.flatMap((match): RuntimeFact[] => {
    const [, lead = '', version = ''] = match;
    if (!/^\d+(?:\.\d+){0,2}$/.test(version)) return [];
    const start = match.index + lead.length;
    return [{
      kind: 'runtime', runtime: 'python', version, range: { start, end: start + version.length }, form: 'exact',
      ...(lines.length > 1 ? { list: { group: 0, removal: { start: match.index, end: match.index + match[0].length } } } : {}),
    }];
  });
}

/** The version of a `runtime.txt` (`python-3.8.10`). Never throws. */
export function runtimeTextFacts(text: string): readonly RuntimeFact[] {
  const match = /^(\s*python-)(\d+\.\d+(?:\.\d+)?)\s*$/.exec(text.slice(0, 200));
  const start = match?.[1]?.length ?? 0;
  return match?.[2] === undefined ? [] : [{ kind: 'runtime', runtime: 'python', version: match[2], range: { start, end: start + match[2].length }, form: 'exact' }];
}
