import { iniOptions } from '../../syntax/iniOptions.ts';
import { requirementAt } from '../../syntax/requirements.ts';
import { parseSetupCfg, parseSetupPy } from '../../syntax/setupFiles.ts';
import type { Fact } from '../facts.ts';
import { requirementFact } from './pythonRequirement.ts';
import { layoutOf, roomInList, roomOfLine } from './room.ts';

/** What a `setup.py` requires, as far as it is written out. Never throws. */
export function setupPyFacts(text: string): readonly Fact[] {
  const layout = layoutOf(text);
  const { name, requirements, pythonRequires } = parseSetupPy(text);
  const facts: Fact[] = requirements.filter(({ requirement }) => requirement.name !== name).map(({ requirement, element, quote, list }) => requirementFact(requirement, {
    because: element ? undefined : 'code around it decides about it',
    list,
    room: element ? roomInList(layout, element, quote) : undefined,
  }));
  if (pythonRequires) facts.push({ kind: 'runtime', runtime: 'python', version: pythonRequires.value, range: pythonRequires.range, form: 'range' });
  return facts;
}

/** What a `setup.cfg` requires. Never throws. */
export function setupCfgFacts(text: string): readonly Fact[] {
  const layout = layoutOf(text);
  const { name, requirements, pythonRequires } = parseSetupCfg(text);
  const facts: Fact[] = requirements.filter(({ requirement }) => requirement.name !== name).map(({ requirement, line, list }) => requirementFact(requirement, {
    list,
    room: line.ownLine ? roomOfLine(layout, { start: line.lineStart, end: line.lineEnd }, '$name$version') : undefined,
  }));
  if (pythonRequires) {
    facts.push({
      kind: 'runtime', runtime: 'python', version: pythonRequires.text,
      range: { start: pythonRequires.offset, end: pythonRequires.offset + pythonRequires.text.length }, form: 'range',
    });
  }
  return facts;
}

/** `py38: `, `py{37,38}-lint: ` before a value of tox. */
const factors = /^[\w{},.!-]+:\s+/;

/** What a `tox.ini` installs into its environments, and the Python versions they run. Never throws. */
export function toxFacts(text: string): readonly Fact[] {
  const layout = layoutOf(text);
  const facts: Fact[] = [];
  const tox = { text, mentions: mentionsIn(text) };
  for (const { section, key, offset, lines } of iniOptions(text)) {
    if (/^testenv\b/.test(section) && key === 'deps') {
      for (const line of lines) {
        const lead = factors.exec(line.text)?.[0].length ?? 0;
        const requirement = requirementAt(line.text.slice(lead), line.offset + lead);
        if (!requirement) continue;
        const own = line.ownLine && lead === 0;
        facts.push(requirementFact(requirement, { list: offset, room: own ? roomOfLine(layout, { start: line.lineStart, end: line.lineEnd }, '$name$version') : undefined }));
      }
    } else if (/^testenv\b/.test(section) && /^base_?python$/.test(key)) {
      const match = lines.length === 1 ? /^(python)(\d\.\d+)$/.exec(lines[0]?.text ?? '') : null;
      const start = (lines[0]?.offset ?? 0) + (match?.[1]?.length ?? 0);
      if (match?.[2] !== undefined) facts.push({ kind: 'runtime', runtime: 'python', version: match[2], range: { start, end: start + match[2].length }, form: 'exact' });
    } else if (section === 'tox' && /^env_?list$/.test(key)) {
      for (const line of lines) facts.push(...environments(tox, line.text, line.offset, offset));
    }
  }
  return facts;
}

interface ToxText {
  readonly text: string;
  /** Where the digits of each `py38` stand. */
  readonly mentions: ReadonlyMap<string, readonly number[]>;
}

function mentionsIn(text: string): ToxText['mentions'] {
  const found = new Map<string, number[]>();
  for (const { 1: digits = '', index } of text.matchAll(/py(\d{2,3})(?!\d)/g)) {
    const places = found.get(digits);
    // Two are enough to know that there is another one.
    if (!places) found.set(digits, [index + 2]);
    else if (places.length < 2) places.push(index + 2);
  }
  return found;
}

/** The environments in a part of tox's `envlist`: `py38`, `py{38,39}`; those with more parts (`py38-lint`) can only be told of. */
function environments(tox: ToxText, part: string, offset: number, option: number): readonly Fact[] {
  const facts: Fact[] = [];
  for (const match of part.matchAll(/\bpy\{([\d, ]+)\}|(?<![\w-])py(\d{2,3})(?![\d.])((?:-[\w{},-]*)?)/g)) {
    if (match[1] !== undefined) {
      const inside = offset + match.index + 3;
      for (const digits of match[1].matchAll(/\d+/g)) facts.push(environment(tox, digits[0], inside + digits.index, inside, inside + match[1].length, inside));
    } else if (match[2] !== undefined) {
      const start = offset + match.index + 2;
      const fact = environment(tox, match[2], start, offset, offset + part.length, option);
      facts.push(match[3] === '' ? fact : { ...fact, raising: 'none', because: 'the environment has more parts to its name' });
    }
  }
  return facts;
}

/** `digits` at `start` in a list of names that lies between `from` and `to`. */
function environment({ text, mentions }: ToxText, digits: string, start: number, from: number, to: number, group: number): Fact & { readonly kind: 'runtime' } {
  const end = start + digits.length;
  const elsewhere = mentions.get(digits)?.some((at) => at !== start) ?? false;
  return {
    kind: 'runtime', runtime: 'python', version: `${digits.slice(0, 1)}.${digits.slice(1)}`, range: { start, end }, form: 'exact', undotted: true,
    list: { group, removal: removalOf(text, start - (text.slice(start - 2, start) === 'py' ? 2 : 0), end, from, to) },
    ...(elsewhere ? { raising: 'none', because: `the file names py${digits} in other places too` } : {}),
  };
}

/** The name with the comma behind it, or before it at the end of the list. */
function removalOf(text: string, start: number, end: number, from: number, to: number): { readonly start: number; readonly end: number } | undefined {
  const behind = /^\s*,\s*/.exec(text.slice(end, to))?.[0].length;
  if (behind !== undefined && end + behind < to) return { start, end: end + behind };
  const before = /,\s*$/.exec(text.slice(from, start))?.[0].length;
  return before === undefined ? undefined : { start: start - before, end };
}
