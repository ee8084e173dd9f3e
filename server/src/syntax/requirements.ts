import type { Range } from '../text/range.ts';

/** One Python package as PEP 508 writes it: `name[extra]>=1,<2; marker`. */
export interface Requirement {
  /** Normalised by PEP 503: `PyYAML` is `pyyaml`, `a_b.c` is `a-b-c`. */
  readonly name: string;
  readonly extras: readonly string[];
  /** As written (`>=1.24,<2`); empty when any version will do, and for URLs. */
  readonly specifier: string;
  /** From the name to the specifier's end; without markers, hashes and comments. */
  readonly range: Range;
  /** Of the specifier; empty where one would stand. */
  readonly specifierRange: Range;
  /** Whether it names the place it comes from (`name @ https://…`, `#egg=name`) instead of versions. */
  readonly fromUrl: boolean;
  /** Behind the `;`, as written; empty without one. */
  readonly marker: string;
}

/** A requirement with the lines it takes. */
export interface RequirementLine extends Requirement {
  /** From the first unit of its first line to the end of its last one, comment included and line end not. */
  readonly line: Range;
  /** Whether hashes of the files that may be installed stand behind it. */
  readonly hashed: boolean;
}

/** `-r other.txt`, or `-c constraints.txt`. */
export interface RequirementsInclude {
  /** As written, relative to the file. */
  readonly path: string;
  readonly constraints: boolean;
  readonly range: Range;
}

/** A `requirements.txt`. */
export interface RequirementsFile {
  readonly requirements: readonly RequirementLine[];
  readonly includes: readonly RequirementsInclude[];
}

const head = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?/;
const specifiers = /^\s*\(?\s*((?:(?:===?|~=|!=|<=?|>=?)\s*[^\s,;()<>=!~]+(?:\s*,\s*(?=[=~!<>]))?\s*)+)/;
const include = /^\s*(?:(-r|--requirement)|(-c|--constraint))(?:\s+|=|(?<=-[rc]))(\S+)/;
const egg = /[#&]egg=([A-Za-z0-9._-]+)/;

/**
 * Parses a pip requirements file: comments, line continuations, markers, hashes, options, includes and URLs. Takes the text
 * as it stands and gives ranges as UTF-16 offsets into it. Lines that name no package (paths, options) are left out; never
 * throws. Linear in the text's length.
 */
export function parseRequirements(text: string): RequirementsFile {
  const requirements: RequirementLine[] = [];
  const includes: RequirementsInclude[] = [];
  for (const { source, offset, end: lineEnd } of logicalLines(text)) {
    const included = include.exec(source);
    const path = included?.[3];
    if (included && path !== undefined) {
      const end = offset + included.index + included[0].length;
      includes.push({ path, constraints: included[2] !== undefined, range: { start: end - path.length, end } });
      continue;
    }
    const requirement = requirementAt(source, offset);
    if (requirement) requirements.push({ ...requirement, line: { start: offset, end: lineEnd }, hashed: source.includes('--hash') });
  }
  return { requirements, includes };
}

/**
 * The package that one PEP 508 string requires. Takes the string and the offset of its first unit in the file; `undefined`
 * when it names none.
 */
export function requirementAt(source: string, offset: number): Requirement | undefined {
  if (/^\s*(?:-e\b|--editable\b)|^\s*(?:[a-z]+\+)?[a-z]+:\/\//i.test(source)) return fromUrl(source, offset);
  const match = head.exec(source);
  const written = match?.[1];
  if (!match || written === undefined) return undefined;
  const rest = source.slice(match[0].length);
  // `./local`, `a/b.whl`, `C:\x`: a path, no name.
  if (!/^\s*(?:$|[=~!<>(@;]|--?\w)/.test(rest)) return undefined;
  const start = offset + match[0].indexOf(written);
  const nameEnd = offset + match[0].trimEnd().length;
  const found = specifiers.exec(rest);
  const specifier = found?.[1]?.trimEnd() ?? '';
  const specifierStart = found ? offset + match[0].length + found[0].length - (found[1]?.length ?? 0) : nameEnd;
  const specifierRange = { start: specifierStart, end: specifierStart + specifier.length };
  return {
    name: normalisePythonName(written),
    extras: (match[2] ?? '').split(',').map((extra) => extra.trim()).filter((extra) => extra !== ''),
    specifier,
    range: { start, end: Math.max(nameEnd, specifierRange.end) },
    specifierRange,
    fromUrl: /^\s*@/.test(rest),
    marker: /^[^;]*;([^#]*)/.exec(rest.split(' --')[0] ?? '')?.[1]?.trim() ?? '',
  };
}

/** The name as package indexes compare it (PEP 503). */
export function normalisePythonName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** `git+https://…#egg=name` */
function fromUrl(source: string, offset: number): Requirement | undefined {
  const match = egg.exec(source);
  const written = match?.[1];
  if (!match || written === undefined) return undefined;
  const start = offset + match.index + match[0].length - written.length;
  const end = start + written.length;
  return { name: normalisePythonName(written), extras: [], specifier: '', range: { start, end }, specifierRange: { start: end, end }, fromUrl: true, marker: '' };
}

/** Lines without comments, joined where they end in a backslash; blanks take the place of what is cut, so offsets hold. */
function* logicalLines(text: string): Iterable<{ readonly source: string; readonly offset: number; readonly end: number }> {
  let parts: string[] = [];
  let offset = 0;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const line = match[1] ?? '';
    const lineEnd = match[2] ?? '';
    if (parts.length === 0) offset = match.index;
    const isComment = /^\s*#/.test(line);
    if (line.endsWith('\\') && lineEnd !== '' && !isComment) {
      parts.push(`${line.slice(0, -1)} ${' '.repeat(lineEnd.length)}`);
      continue;
    }
    parts.push(isComment ? '' : line.replace(/(?<=\s)#.*$/, ''));
    yield { source: parts.join(''), offset, end: match.index + line.length };
    parts = [];
  }
}
