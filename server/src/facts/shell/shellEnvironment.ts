import type { ShellAssignment, ShellCommand, ShellRead } from '../../syntax/shell/shellTree.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import { environmentText, isEnvironmentPath, isPlainValue } from './environmentText.ts';
import type { EnvironmentFact } from '../facts.ts';
import { itemRemoval, leadingRemoval, lineRemoval } from './places.ts';
import { argumentsOf, type ShellArgument, type ShellSource } from './source.ts';
import { passedVariables } from './passedVariables.ts';

/** The variables that a script sets, reads, passes on or suggests. */
export function shellEnvironment(source: ShellSource): readonly EnvironmentFact[] {
  const { script, text, tree } = source;
  const facts: EnvironmentFact[] = [];
  for (const read of tree.reads) facts.push(...readFact(source, read));
  for (const { name, nameRange } of tree.loops) {
    const range = script.rangeOf(nameRange.start, nameRange.end);
    if (range) facts.push({ kind: 'environment', name, range, access: 'set', hasValue: true });
  }
  const pipelines = new Map<number, ShellCommand[]>();
  for (const command of tree.commands) {
    const group = pipelines.get(command.pipeline);
    if (group) group.push(command);
    else pipelines.set(command.pipeline, [command]);
  }
  for (const command of tree.commands) {
    facts.push(...command.assignments.flatMap((assignment, index) => assignmentFact(source, command, assignment, index)));
    facts.push(...wordFacts(source, command), ...writtenFacts(source, command, pipelines));
  }
  for (const { start, end } of tree.comments) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (text.slice(lineStart, start).trim() !== '') continue;
    const match = /^(#+[ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)=(.*)$/.exec(text.slice(start, end));
    if (!match || !isPlainValue((match[3] ?? '').trimEnd())) continue;
    const at = start + (match[1] ?? '').length;
    const name = match[2] ?? '';
    const range = script.rangeOf(at, at + name.length);
    if (range) facts.push({ kind: 'environment', name, range, access: 'suggested' });
  }
  return facts;
}

function readFact({ script }: ShellSource, { name, nameRange, operator, tried }: ShellRead): readonly EnvironmentFact[] {
  const range = script.rangeOf(nameRange.start, nameRange.end);
  if (!range) return [];
  return [{ kind: 'environment', name, range, access: 'read', hasDefault: /^:?[-=]$/.test(operator), ...(tried.length > 0 ? { fallbackOf: tried } : {}) }];
}

function assignmentFact(source: ShellSource, command: ShellCommand, assignment: ShellAssignment, index: number): readonly EnvironmentFact[] {
  const { script } = source;
  const { name, nameRange, value } = assignment;
  const range = script.rangeOf(nameRange.start, nameRange.end);
  if (!range) return [];
  // `export A` hands on what is there.
  if (assignment.form === 'name') return [{ kind: 'environment', name, range, access: 'read', hasDefault: false }];
  const declared = command.words[0]?.range.start ?? Infinity;
  const prefix = command.words.length > 0 && assignment.range.start < declared;
  const only = value?.reads.length === 1 ? value.reads[0] : undefined;
  const copied = only && value && only.operator === '' && only.range.start === value.inner.start && only.range.end === value.inner.end;
  const removal = removalOf(source, command, assignment, index);
  return [{
    kind: 'environment', name, range, access: 'set',
    hasValue: value === undefined || value.inner.end > value.inner.start,
    group: script.offsetAt(prefix ? command.range.start : command.block),
    ...(value ? { valueHash: hashOf(value.text ?? script.text.slice(value.inner.start, value.inner.end)) } : {}),
    ...(copied ? { copyOf: only.name } : {}),
    ...(removal ? { removal } : {}),
  }];
}

function removalOf({ script }: ShellSource, command: ShellCommand, assignment: ShellAssignment, index: number): Range | undefined {
  const { assignments, words, redirections } = command;
  const program = words[0];
  if (assignments.length === 1 && words.length <= (program && program.range.start < assignment.range.start ? 1 : 0) && redirections.length === 0) {
    return lineRemoval(script, command.range);
  }
  const before = assignments[index - 1]?.range.end ?? (program && program.range.start < assignment.range.start ? words.at(-1)?.range.end : undefined);
  if (before !== undefined && before <= assignment.range.start) return itemRemoval(script, before, assignment.range);
  const next = assignments[index + 1]?.range.start ?? program?.range.start;
  return next === undefined || next < assignment.range.end ? undefined : leadingRemoval(script, assignment.range, next);
}

/** Variables that words name: `printenv A`, `unset A`, `[[ -v A ]]`, `docker run -e A=b`. */
function wordFacts(source: ShellSource, command: ShellCommand): readonly EnvironmentFact[] {
  const { script } = source;
  const words = argumentsOf(source, command.words);
  const group = script.offsetAt(command.range.start);
  return passedVariables(words).flatMap(({ index, at, name, access, first, valueAt }): readonly EnvironmentFact[] => {
    const argument = words[index] as ShellArgument;
    const { word, raw } = argument;
    const start = word.inner.start + at;
    const range = script.rangeOf(start, start + name.length);
    if (!range) return [];
    if (access === 'read') return [{ kind: 'environment', name, range, access, hasDefault: false }];
    const value = valueAt === undefined ? '' : raw.slice(valueAt);
    const only = word.reads.length === 1 ? word.reads[0] : undefined;
    const copied = valueAt !== undefined && only?.operator === '' && only.range.start === word.inner.start + valueAt && only.range.end === word.inner.end;
    const before = command.words[first - 1]?.range.end;
    const removal = before === undefined ? undefined : itemRemoval(script, before, { start: (command.words[first] ?? word).range.start, end: word.range.end });
    return [{
      kind: 'environment', name, range, access, hasValue: value !== '', group, valueHash: hashOf(value),
      ...(copied ? { copyOf: only.name } : {}), ...(removal ? { removal } : {}),
    }];
  });
}

/** Text that a command writes into an env file: a heredoc, or what `echo` and `printf` print. */
function writtenFacts(source: ShellSource, command: ShellCommand, pipelines: ReadonlyMap<number, readonly ShellCommand[]>): readonly EnvironmentFact[] {
  const { script } = source;
  const program = command.words[0]?.text;
  const pathOf = (word: { readonly range: Range; readonly text: string | undefined } | undefined): string => (
    word ? word.text ?? script.text.slice(word.range.start, word.range.end) : ''
  );
  const written = (one: ShellCommand): boolean => one.redirections.some(({ operator, target }) => />/.test(operator) && isEnvironmentPath(pathOf(target)))
    || (one.words[0]?.text === 'tee' && one.words.slice(1).some((word) => isEnvironmentPath(pathOf(word))));
  const goesToFile = (): boolean => written(command) || (pipelines.get(command.pipeline) ?? []).some((one) => one.range.start >= command.range.start && written(one));
  const facts: EnvironmentFact[] = [];
  for (const { heredoc } of command.redirections) {
    if (!heredoc) continue;
    const passed = command.words.some(({ text }, index) => text === '--env-file' && /^(?:-|\/dev\/stdin)$/.test(command.words[index + 1]?.text ?? ''));
    const copies = (program === 'cat' || program === 'tee') && goesToFile();
    if (passed || copies) facts.push(...environmentText(script.part(heredoc.body.start, heredoc.body.end), !heredoc.quoted));
  }
  if (program !== 'echo' && program !== 'printf') return facts;
  const [text, more] = command.words.slice(1).filter(({ text: option }) => option === undefined || !/^-[eEn]+$/.test(option));
  const match = text && /^(?:export[ \t]+)?([A-Za-z_]\w*)=/.exec(script.text.slice(text.inner.start, text.inner.end));
  if (!text || !match || (program === 'echo' && more) || !goesToFile()) return facts;
  const start = text.inner.start + match[0].length - (match[1] ?? '').length - 1;
  const range = script.rangeOf(start, start + (match[1] ?? '').length);
  if (!range) return facts;
  const value = script.text.slice(text.inner.start + match[0].length, text.inner.end);
  facts.push({ kind: 'environment', name: match[1] ?? '', range, access: 'set', hasValue: value !== '', group: script.offsetAt(command.block), valueHash: hashOf(value) });
  return facts;
}
