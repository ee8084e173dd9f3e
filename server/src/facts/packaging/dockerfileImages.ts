import type { Range } from '../../text/range.ts';
import type { Fact, PackageFact, RuntimeFact } from '../facts.ts';
import { imageDoubt, imageFacts } from './images.ts';

/**
 * The images that the stages of a Dockerfile begin with, also where an `ARG` before the first stage names them or their version.
 * Never throws; linear in the text's length.
 */
export function dockerfileImageFacts(text: string): readonly Fact[] {
  const facts: (PackageFact | RuntimeFact)[] = [];
  const seen = new Set<number>();
  const defaults = new Map<string, Default>();
  let staged = false;
  for (const { line, offset } of instructions(text)) {
    const arg = staged ? null : /^(\s*ARG\s+(\w+)=(["']?))([^\s"']+)\3\s*$/i.exec(line);
    if (arg) defaults.set(arg[2] ?? '', { value: arg[4] ?? '', offset: offset + (arg[1] ?? '').length });
    const from = /^(\s*FROM\s+(?:--\S+\s+)*)(\S+)/i.exec(line);
    if (!from) continue;
    staged = true;
    for (const fact of stageFacts(from[2] ?? '', offset + (from[1] ?? '').length, defaults)) {
      if (seen.has(fact.range.start)) continue;
      seen.add(fact.range.start);
      facts.push(fact);
    }
  }
  return facts.map((fact) => (fact.kind === 'runtime' && fact.runtime === 'python' ? withPaths(text, fact) : fact));
}

interface Default {
  readonly value: string;
  readonly offset: number;
}

/** Longer names of images are nobody's. */
const maximumLength = 300;

function stageFacts(image: string, offset: number, defaults: ReadonlyMap<string, Default>): readonly (PackageFact | RuntimeFact)[] {
  if (image.length > maximumLength || !image.includes('$')) return imageFacts(image, offset);
  const whole = /^\$(?:(\w+)|\{(\w+)\})$/.exec(image);
  const named = defaults.get(whole?.[1] ?? whole?.[2] ?? '');
  if (named) return imageFacts(named.value, named.offset);
  // `python:${VERSION}-slim`
  const version = /^([\w.${}:/-]*\/)?(python|node):\$(?:(\w+)|\{(\w+)(?::?-([\d.]+))?\})((?:-[\w.-]+)?)$/.exec(image);
  if (!version) return imageFacts(image, offset);
  const [, place = '', runtime, plain, braced, , tail = ''] = version;
  const value = defaults.get(plain ?? braced ?? '');
  const match = /^(\d+(?:\.\d+){0,2})(?![\d.])((?:-[\w.-]+)?)$/.exec(value?.value ?? '');
  if (!value || match?.[1] === undefined || (runtime === 'python' && !match[1].includes('.'))) return [];
  return [{
    kind: 'runtime', runtime: runtime as RuntimeFact['runtime'], version: match[1], range: { start: value.offset, end: value.offset + match[1].length }, form: 'exact',
    ...imageDoubt(place, (match[2] ?? '') + tail),
  }];
}

/** Python's folders carry its version in their names: copying from `lib/python3.8` fails once the image has another one. */
function withPaths(text: string, fact: RuntimeFact): RuntimeFact {
  const minor = /^\d+\.\d+/.exec(fact.version)?.[0] ?? '';
  const also: Range[] = [];
  let others = false;
  for (const { line, offset } of instructions(text)) {
    for (let at = line.indexOf(`python${minor}`); at >= 0; at = line.indexOf(`python${minor}`, at + 1)) {
      const start = offset + at + 'python'.length;
      if (/^[\w.]/.test(line.slice(at + 'python'.length + minor.length))) continue;
      if (line[at - 1] === '/' && line.slice(at - 4, at - 1) === 'lib') also.push({ start, end: start + minor.length });
      else others = true;
    }
  }
  return {
    ...fact,
    ...(also.length > 0 ? { also } : {}),
    ...(others && fact.raising === undefined ? { raising: 'unsafe', because: `the file names python${minor} in other places too` } : {}),
  };
}

/** Logical lines with their comments and continuations blanked out, so that offsets hold. */
function* instructions(text: string): Iterable<{ readonly line: string; readonly offset: number }> {
  let parts: string[] = [];
  let offset = 0;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const line = match[1] ?? '';
    const lineEnd = match[2] ?? '';
    if (parts.length === 0) offset = match.index;
    const isComment = /^\s*#/.test(line);
    const goesOn = isComment ? parts.length > 0 : /\\[ \t]*$/.test(line);
    if (goesOn && lineEnd !== '') {
      parts.push(isComment ? ' '.repeat(line.length) : line.replace(/\\([ \t]*)$/, ' $1'), ' '.repeat(lineEnd.length));
      continue;
    }
    parts.push(isComment ? '' : line);
    yield { line: parts.join(''), offset };
    parts = [];
  }
}
