import type { CodeNode } from '../../syntax/codeTree.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import type { EnvironmentFact } from '../facts.ts';
import { namesBeside } from './environmentBridges.ts';
import { libraryReader } from './environmentLibraries.ts';
import { environReader } from './environmentReader.ts';
import type { EnvironmentUse } from './environmentUses.ts';
import { readAll, type FactReader } from './factReaders.ts';
import type { UseNames } from './pythonNames.ts';
import { pythonStringText, unwrapped } from './pythonStringText.ts';
import { settingsReader } from './settingsClasses.ts';

/** Who finds variables. */
export const environmentReaders: readonly FactReader<UseNames, EnvironmentUse>[] = [environReader, libraryReader, settingsReader];

/** The variables of the environment that Python code sets and reads. */
export function pythonEnvironment(names: UseNames): readonly EnvironmentFact[] {
  const uses = distinct(readAll(environmentReaders, names.analysis, names));
  if (uses.length === 0) return [];
  const beside = namesBeside(names, uses);
  return uses.map((use, i) => factOf(use, beside[i] ?? [], uses));
}

/** One fact a place: a constant that two libraries are given is still one literal. */
function distinct(uses: readonly EnvironmentUse[]): readonly EnvironmentUse[] {
  const seen = new Set<number>();
  return uses.filter(({ range }) => !seen.has(range.start) && seen.add(range.start).size > 0);
}

function factOf(use: EnvironmentUse, beside: readonly string[], uses: readonly EnvironmentUse[]): EnvironmentFact {
  const { name, range, access, renaming, because, template, templateRange } = use;
  const common = {
    kind: 'environment', name, range, access,
    ...(renaming === undefined ? {} : { renaming }),
    ...(because === undefined ? {} : { because }),
    ...(template === undefined ? {} : { template }),
    ...(templateRange === undefined ? {} : { templateRange }),
  } as const;
  if (access === 'read') return { ...common, hasDefault: use.hasDefault === true, ...(beside.length > 0 ? { fallbackOf: beside } : {}) };
  const value = unwrapped(use.value);
  const removal = removalOf(use.node);
  const copied = value && uses.find((other) => other.access === 'read' && other.node === value);
  const text = value && pythonStringText(value)?.text;
  return {
    ...common,
    hasValue: value !== undefined && text !== '',
    ...(use.group ? { group: use.group.start } : {}),
    ...(removal ? { removal } : {}),
    ...(copied ? { copyOf: copied.name } : {}),
    ...(value ? { valueHash: hashOf(text ?? value.text) } : {}),
  };
}

/** The whole line or lines of a dict's pair or of a statement in a block that has others, when nothing else stands there. */
function removalOf(node: CodeNode): Range | undefined {
  const part = node.type === 'pair' ? node : statementOf(node);
  if (!part) return undefined;
  const { source } = part;
  const lineStart = source.lastIndexOf('\n', part.start - 1) + 1;
  const lineEnd = source.indexOf('\n', part.end);
  if (lineEnd < 0 || source.slice(lineStart, part.start).trim() !== '') return undefined;
  return /^\s*,?\s*$/.test(source.slice(part.end, lineEnd)) && (part.type !== 'pair' || source.charAt(part.end) === ',') ? { start: lineStart, end: lineEnd + 1 } : undefined;
}

function statementOf(node: CodeNode): CodeNode | undefined {
  const statement = node.parent;
  if (statement?.type !== 'expression_statement') return undefined;
  // A block must keep a statement; the first other one is soon found.
  return statement.parent?.children.some((other) => other !== statement && other.isNamed && other.type !== 'comment') === true ? statement : undefined;
}
