import { readMakefile, type MakeAssignment } from '../../syntax/shell/makefileReader.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import { isPlainValue } from './environmentText.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { lineRemoval } from './places.ts';
import { shellFacts, type ShellHost } from './shellFacts.ts';
import { programName } from './wrappers.ts';

/** What a makefile says: its own variables, and the shell in its recipes and in `$(shell …)`. Never throws. */
export function makefileFacts(source: EmbeddedText): readonly Fact[] {
  const { text } = source;
  const tree = readMakefile(text);
  const facts: Fact[] = [];
  for (const assignment of tree.assignments) facts.push(...assignmentFact(source, assignment));
  for (const range of tree.mentions) facts.push(...named(source, range, { access: 'read', hasDefault: false }));
  for (const { start, end } of tree.expanded) facts.push(...reads(source, start, text.slice(start, end)));
  for (const { start, end } of tree.comments) {
    const match = /^(#+[ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)[ \t]*(?:[:?]?=)[ \t]*(.*)$/.exec(text.slice(start, end));
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (!match || !isPlainValue((match[3] ?? '').trimEnd()) || text.slice(lineStart, start).trim() !== '') continue;
    const at = start + (match[1] ?? '').length;
    facts.push(...named(source, { start: at, end: at + (match[2] ?? '').length }, { access: 'suggested' }));
  }
  const shell = tree.shell === undefined ? 'sh' : programName(/^\S*/.exec(tree.shell)?.[0]);
  if (/^(?:ba|da|z|k|a)?sh$|^\$/.test(shell)) {
    const host: ShellHost = { preprocessor: 'make', plain: plainVariables(text, tree.assignments) };
    for (const slices of tree.recipes) facts.push(...shellFacts(source.select(slices), host));
    for (const { operator, value } of tree.assignments) if (operator === '!=') facts.push(...shellFacts(source.part(value.start, value.end), host));
  }
  return facts.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Variables that are one plain word wherever the makefile sets them. */
function plainVariables(text: string, assignments: readonly MakeAssignment[]): ReadonlySet<string> {
  const plain = new Set<string>();
  const other = new Set<string>();
  for (const { nameRange, value, operator } of assignments) {
    const name = text.slice(nameRange.start, nameRange.end);
    (operator !== '+=' && /^[^-\s$][^\s$]*$/.test(text.slice(value.start, value.end)) ? plain : other).add(name);
  }
  for (const name of other) plain.delete(name);
  return plain;
}

function assignmentFact(source: EmbeddedText, { nameRange, value, range, block }: MakeAssignment): readonly EnvironmentFact[] {
  const text = source.text.slice(value.start, value.end);
  const removal = lineRemoval(source, range);
  const copyOf = /^\$(?:\((\w+)\)|\{(\w+)\})$/.exec(text)?.slice(1).find((name) => name !== undefined);
  return named(source, nameRange, {
    access: 'set', hasValue: text !== '', group: source.offsetAt(block), valueHash: hashOf(text),
    ...(copyOf === undefined ? {} : { copyOf }), ...(removal ? { removal } : {}),
  });
}

function named(source: EmbeddedText, { start, end }: Range, rest: Omit<EnvironmentFact, 'kind' | 'name' | 'range'>): readonly EnvironmentFact[] {
  const name = source.text.slice(start, end);
  const range = source.rangeOf(start, end);
  return range && /^[A-Za-z_]\w*$/.test(name) ? [{ kind: 'environment', name, range, ...rest }] : [];
}

/** `$(NAME)`, `${NAME}`, `$(NAME:.c=.o)`; in `$(or $(NEW),$(OLD))` the second is a bridge. `$$` is a dollar of the shell's. Also `$(shell …)`. */
function reads(source: EmbeddedText, base: number, text: string): readonly Fact[] {
  const facts: Fact[] = [];
  for (const match of text.matchAll(/\$\$|\$[({](?:(shell)[ \t]+|([A-Za-z_]\w*)(?=[)}:]))/g)) {
    const [whole, shell, name] = match;
    const start = base + match.index + 2;
    if (name !== undefined) {
      const tried = /\$\(or[ \t]+\$[({]([A-Za-z_]\w*)[)}],[ \t]*$/.exec(text.slice(Math.max(0, match.index - 120), match.index))?.[1];
      facts.push(...named(source, { start, end: start + name.length }, { access: 'read', hasDefault: false, ...(tried === undefined ? {} : { fallbackOf: [tried] }) }));
    } else if (shell !== undefined) {
      const from = base + match.index + whole.length;
      const end = closing(source.text, base + match.index + 1, base + text.length);
      if (end !== undefined) facts.push(...shellFacts(source.part(from, end), { preprocessor: 'make' }));
    }
  }
  return facts;
}

function closing(text: string, at: number, limit: number): number | undefined {
  const close = text[at] === '(' ? ')' : '}';
  let depth = 0;
  for (let i = at; i < limit; i++) {
    if (text[i] === text[at]) depth++;
    else if (text[i] === close && --depth === 0) return i;
  }
  return undefined;
}
