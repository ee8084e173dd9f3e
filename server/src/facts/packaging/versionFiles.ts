import type { RuntimeFact } from '../facts.ts';

/** The versions of a runtime that a file asks for which holds nothing else; by its name. Never throws. */
export function versionFileFacts(fileName: string, text: string): readonly RuntimeFact[] {
  switch (fileName) {
    case '.python-version':
      return pythonVersionFacts(text);
    case 'runtime.txt':
      return runtimeTextFacts(text);
    case '.nvmrc':
    case '.node-version':
      return nodeVersionFacts(text);
    default:
      return [];
  }
}

/** The versions that a `.python-version` names, one a line. */
function pythonVersionFacts(text: string): readonly RuntimeFact[] {
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

/** The version that a `.nvmrc` or `.node-version` names. Names of lines (`lts/*`) say nothing. Never throws. */
function nodeVersionFacts(text: string): readonly RuntimeFact[] {
  const match = /^(\s*v?)(\d+(?:\.\d+){0,2})[ \t]*(?:#[^\r\n]*)?\s*$/.exec(text.slice(0, 200));
  const start = match?.[1]?.length ?? 0;
  return match?.[2] === undefined ? [] : [{ kind: 'runtime', runtime: 'node', version: match[2], range: { start, end: start + match[2].length }, form: 'exact' }];
}

/** The version of a `runtime.txt` (`python-3.8.10`). Never throws. */
function runtimeTextFacts(text: string): readonly RuntimeFact[] {
  const match = /^(\s*python-)(\d+\.\d+(?:\.\d+)?)\s*$/.exec(text.slice(0, 200));
  const start = match?.[1]?.length ?? 0;
  return match?.[2] === undefined ? [] : [{ kind: 'runtime', runtime: 'python', version: match[2], range: { start, end: start + match[2].length }, form: 'exact' }];
}
