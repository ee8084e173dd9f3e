import type { Finding, Fix } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import { pathOf, withDefinition } from '../../../../analysis/pythonDefinitions.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { callsOf, functionAround, importsOf, isA, isAsync, methodCall } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis, PythonClass } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { indentationAt, lineStartOf } from '../../../../syntax/codeEdits.ts';
import type { PythonImports } from '../../../../syntax/pythonImports.ts';
import { insert, type Edit } from '../../../../text/edit.ts';
import { lineEndOf } from '../../../../text/lineEnd.ts';
import { words } from '../../../../text/literal.ts';
import { baseAgent, syncOnly } from '../../pythonNames.ts';
import { awaitEdits } from '../../../../analysis/pythonAwaiting.ts';

/** A synchronous `run` in an agent that does not say `@sync_only` (BC-012). */
export const runSynchronous: Rule = {
  id: 'greenlang/run-synchronous',
  change: 'BC-012',
  description: 'An agent has a synchronous `run` and no `@sync_only`.',
  guideSection: 'BC-012: Async/Sync Agent Execution',
  languages: ['python'],
  literals: [words(['def run'])],
  aboutClasses: true,
  *check({ python }) {
    if (!python) return;
    const imports = importsOf(python);
    const byName = classesByName(python);
    const callers = callersByClass(python);
    for (const one of python.classes) {
      const run = one.methods.get('run');
      if (!run || isAsync(run) || one.qualifiedName === baseAgent || !python.reaches(one.qualifiedName, baseAgent)) continue;
      if (!optedOut(byName, one, 0) && !isDecorated(run) && !isAbstract(run)) yield finding(python, imports, one, run, callersOf(python, callers, one));
    }
  },
};

/** Whether the class, or a base class in this file, is marked. Decorators by that name from elsewhere count: they say the same. */
function optedOut(byName: ReadonlyMap<string, readonly PythonClass[]>, { node, decorators, bases }: PythonClass, depth: number): boolean {
  const marked = decorators.some((name) => name === syncOnly || name.endsWith('.sync_only'))
    || (node.parent?.type === 'decorated_definition' && node.parent.children.some(({ type, text }) => type === 'decorator' && /\bsync_only\b/.test(text)));
  return marked || (depth < 20 && bases.some((name) => byName.get(name)?.some((base) => base.node.start < node.start && optedOut(byName, base, depth + 1))));
}

function classesByName(python: PythonAnalysis): ReadonlyMap<string, readonly PythonClass[]> {
  const byName = new Map<string, PythonClass[]>();
  for (const one of python.classes) byName.set(one.qualifiedName, [...byName.get(one.qualifiedName) ?? [], one]);
  return byName;
}

/** `@property`, `@staticmethod`, `@abstractmethod`, …: no plain method, so nothing is known about its callers. */
function isDecorated(run: CodeNode): boolean {
  return run.parent?.type === 'decorated_definition' && run.parent.children.some(({ type, text }) => type === 'decorator' && /\b(?:abstractmethod|property|staticmethod|classmethod|overload)\b/.test(text));
}

/** Nothing but a docstring and `raise NotImplementedError`, `pass` or `…`. */
function isAbstract(run: CodeNode): boolean {
  const statements = run.field('body')?.namedChildren.filter(({ type }) => type !== 'comment') ?? [];
  return statements.every((statement) => statement.type === 'pass_statement'
    || (statement.type === 'raise_statement' && statement.text.includes('NotImplementedError'))
    || (statement.type === 'expression_statement' && ['string', 'ellipsis'].includes(statement.children[0]?.type ?? '')));
}

function finding(python: PythonAnalysis, imports: PythonImports, one: PythonClass, run: CodeNode, callers: readonly Caller[]): Finding {
  const name = run.field('name');
  const marking = markingFix(python, imports, one);
  const definition = python.definitionOf(baseAgent);
  const left = callers.filter(({ awaitable }) => !awaitable).length;
  return {
    range: name?.range ?? run.range,
    old: true,
    message: withDefinition({
      what: `${one.name}.run is synchronous, and agents are asynchronous by default now.`,
      why: 'GreenLang 0.3 runs a synchronous agent only when its class says @sync_only.',
      todo: left === 0 ? 'Mark the class, or make run asynchronous and await what it calls.'
        : `Mark the class, or make run asynchronous; ${left === 1 ? 'a caller in this file is' : `${left} callers in this file are`} not asynchronous and would need asyncio.run().`,
    }, baseAgent, definition && !knowsMark(python) ? pathOf(python, definition.uri) : undefined),
    fixes: [...(marking ? [marking] : []), asyncFix(run, callers)],
  };
}

function markingFix(python: PythonAnalysis, imports: PythonImports, { node }: PythonClass): Fix | undefined {
  const { text } = python.file;
  const indentation = indentationAt(text, node.start);
  // Imported by another way already, it needs no second import.
  const present = python.imports.find(({ name, module, statement }) => name === 'sync_only' && module.startsWith('greenlang.') && statement.parent?.type === 'module');
  const plan = present ? { names: [present.local], edits: [] } : imports.plan([{ module: 'greenlang.agents', name: 'sync_only' }], node);
  if (!plan || node.isBroken || lineStartOf(text, node.start) + indentation.length !== node.start) return undefined;
  return bulkFix(present !== undefined || knowsMark(python) ? 'safe' : 'unsafe', 'Mark the class with @sync_only', () => [insert(node.start, `@${plan.names[0] ?? 'sync_only'}${lineEndOf(text)}${indentation}`), ...plan.edits]);
}

/** Whether `sync_only` can be imported, as far as the workspace has GreenLang's own source. */
function knowsMark(python: PythonAnalysis): boolean {
  return python.shows('greenlang.agents', 'sync_only') ?? python.definitionOf(baseAgent) === undefined;
}

interface Caller {
  readonly call: CodeNode;
  /** Whether it stands in an `async def` and its value is used at once. */
  readonly awaitable: boolean;
}

/** Calls of `run` in this file that are not awaited, by the class of the object. */
function callersByClass(python: PythonAnalysis): ReadonlyMap<string, readonly Caller[]> {
  const callers = new Map<string, Caller[]>();
  for (const call of callsOf(python, 'run')) {
    const on = call.parent?.type === 'await' ? undefined : methodCall(python, call)?.on;
    if (on === undefined) continue;
    const around = functionAround(call);
    const caller = { call, awaitable: around !== undefined && isAsync(around) };
    const list = callers.get(on);
    if (list) list.push(caller);
    else callers.set(on, [caller]);
  }
  return callers;
}

/** Those on the class or one that derives from it, in order. */
function callersOf(python: PythonAnalysis, callers: ReadonlyMap<string, readonly Caller[]>, { qualifiedName }: PythonClass): readonly Caller[] {
  const found: Caller[] = [];
  for (const [on, list] of callers) if (isA(python, on, qualifiedName)) found.push(...list);
  return found.sort((a, b) => a.call.start - b.call.start || b.call.end - a.call.end);
}

function asyncFix(run: CodeNode, callers: readonly Caller[]): Fix {
  const edits = (): readonly Edit[] => [insert(run.start, 'async '), ...callers.filter(({ awaitable }) => awaitable).flatMap(({ call }) => awaitEdits(call))];
  return { title: 'Make run asynchronous', applicability: 'unsafe', bulk: false, edits };
}
