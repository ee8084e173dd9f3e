import type { CodeNode } from '../../syntax/codeTree.ts';
import { hole } from '../../syntax/shell/mask.ts';
import type { Fact } from '../facts.ts';
import { argumentsOf, decoratorsOf, parametersOf } from '../python/syntaxTools.ts';
import { listedCommand, type ListedWord } from '../shell/listedCommand.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { mentions, type FactReader } from './factReaders.ts';
import { scopeOf, type UseNames } from './pythonNames.ts';
import { pythonStringText, unwrapped } from './pythonStringText.ts';

/** Functions that take the words of a command as a list, or as one string with `shell=True`. */
const listFunctions = /^subprocess\.(?:run|call|check_call|check_output|Popen)$|^(?:anyio|trio)\.(?:run_process|open_process)$/;
/** Functions that hand a string to a shell. */
const shellFunctions = new Set(['os.system', 'os.popen', 'subprocess.getoutput', 'subprocess.getstatusoutput', 'asyncio.create_subprocess_shell', 'asyncio.subprocess.create_subprocess_shell']);
/** Functions that part a string into words as a shell does. */
const splitFunctions = new Set(['shlex.split', 'pexpect.spawn', 'pexpect.run', 'pexpect.spawnu']);
/** Functions that take each word as an argument of its own. */
const wordFunctions = new Set(['asyncio.create_subprocess_exec', 'asyncio.subprocess.create_subprocess_exec']);

/** The last names of all of these, and of methods that run what they are given. */
const runs = /^(?:run|call|check_call|check_output|Popen|run_process|open_process|system|popen|getoutput|getstatusoutput|create_subprocess_(?:shell|exec)|split|spawnu?|sudo|(?:exec|spawn)[lv]\w*)$/;

const words = /subprocess|anyio|trio|shlex|pexpect|\b(?:system|popen|(?:exec|spawn)[lv]\w*)\b|[.@](?:[\s\\]|#[^\n]*)*task\b/;

/** The programs that Python code runs: lists of words, and strings that a shell reads with all that shell text says. */
export const commandReader: FactReader<UseNames, Fact> = { isWorthwhile: mentions(words), read: pythonCommands };

function pythonCommands(names: UseNames): readonly Fact[] {
  const reader = new CommandReader(names);
  const calls = names.analysis.nodes('call');
  for (const call of names.callsOf((name) => runs.test(name))) reader.call(call);
  if (reader.hasRunners) for (const call of calls) reader.callOfRunner(call);
  return reader.facts;
}

/** A function of the file that runs what it is given: `def run(cmd): return subprocess.run(cmd, shell=True)`. */
interface Runner {
  readonly definition: CodeNode;
  /** Of the parameter, `self` not counted. */
  readonly index: number;
  readonly parameter: string;
  readonly isShell: boolean;
}

class CommandReader {
  readonly facts: Fact[] = [];
  readonly #names: UseNames;
  /** Starts of literals that are read: one constant may be run twice. */
  readonly #seen = new Set<number>();
  /** By the function's name; `undefined` for a name that two of them have. */
  readonly #runners = new Map<string, Runner | undefined>();

  constructor(names: UseNames) {
    this.#names = names;
  }

  call(call: CodeNode): void {
    const called = call.field('function');
    const imported = this.#names.imported(called);
    const method = called?.type === 'attribute' ? called.field('attribute')?.text : undefined;
    if (imported === undefined && method !== 'run' && method !== 'sudo' && method !== 'split') return;
    const { positional, keywords } = argumentsOf(call);
    if (imported === undefined) {
      const isTask = method !== 'split' && isTaskContext(called?.field('object'));
      if (isTask) this.#shell(positional[0] ?? keywords.get('command'));
      else if (method === 'split' && positional.length === 0 && isRun(this.#names, call)) this.#shell(called?.field('object'));
    } else if (listFunctions.test(imported)) {
      const command = positional[0] ?? keywords.get('args') ?? keywords.get('command');
      if (keywords.get('shell')?.text === 'True') this.#shell(command);
      else this.#list(command);
    } else if (shellFunctions.has(imported) || splitFunctions.has(imported)) {
      this.#shell(positional[0] ?? keywords.get('s') ?? keywords.get('cmd') ?? keywords.get('command'));
    } else if (wordFunctions.has(imported)) {
      const list = call.field('arguments');
      if (list) this.#words(list, positional);
    } else if (/^os\.(?:exec|spawn)[lv]/.test(imported)) {
      const given = /^os\.spawn/.test(imported) ? positional.slice(1) : positional;
      // The first is the file, the second the program's own name.
      if (/^os\.(?:exec|spawn)v/.test(imported)) this.#list(given[1]);
    }
  }

  get hasRunners(): boolean {
    return this.#runners.size > 0;
  }

  /** Reads what a call hands to a function of this file that runs it: `run("gl run x")`, `self.run("gl run x")`. */
  callOfRunner(call: CodeNode): void {
    const called = call.field('function');
    const isMethod = called?.type === 'attribute' && /^(?:self|cls)$/.test(called.field('object')?.text ?? '');
    const name = called?.type === 'identifier' ? called.text : isMethod ? called.field('attribute')?.text : undefined;
    const runner = name === undefined ? undefined : this.#runners.get(name);
    if (!runner) return;
    const owner = runner.definition.enclosing('class_definition', 'function_definition');
    // A method is called on `self` in its own class, a function by its name where it can be seen.
    if (isMethod ? owner !== call.enclosing('class_definition') : owner?.type === 'class_definition' || (owner !== undefined && !(call.start >= owner.start && call.end <= owner.end))) return;
    const { positional, keywords } = argumentsOf(call);
    const given = positional[runner.index] ?? keywords.get(runner.parameter);
    if (runner.isShell) this.#shell(given);
    else this.#list(given);
  }

  /** Remembers the function whose parameter is run, when nothing else is assigned to the parameter. */
  #parameterIsRun(node: CodeNode, isShell: boolean): void {
    const definition = node.enclosing('function_definition');
    const name = definition?.field('name')?.text;
    if (!definition || name === undefined || this.#names.assignments(node).length > 0) return;
    const parameters = parametersOf(definition).filter(({ star }) => star === '');
    const all = /^(?:self|cls)$/.test(parameters[0]?.name ?? '') ? parameters.slice(1) : parameters;
    const index = all.findIndex((parameter) => parameter.name === node.text);
    if (index < 0) return;
    const known = this.#runners.get(name);
    const isOther = this.#runners.has(name) && (known?.definition !== definition || known.isShell !== isShell);
    this.#runners.set(name, isOther ? undefined : { definition, index, parameter: node.text, isShell });
  }

  #shell(expression: CodeNode | undefined): void {
    const node = unwrapped(expression);
    if (node?.type === 'identifier') this.#parameterIsRun(node, true);
    const literal = node?.type === 'identifier' || node?.type === 'attribute' ? this.#names.valueOf(node) : node;
    const text = pythonStringText(literal);
    if (!literal || !text || this.#seen.has(literal.start)) return;
    this.#seen.add(literal.start);
    this.facts.push(...shellFacts(text));
  }

  #list(expression: CodeNode | undefined): void {
    const node = unwrapped(expression);
    if (node?.type === 'list' || node?.type === 'tuple') {
      this.#words(node, node.namedChildren.filter(({ type }) => type !== 'comment'));
    } else if (node?.type === 'binary_operator' && node.field('operator')?.text === '+') {
      let left: CodeNode | undefined = node;
      for (let i = 0; left?.type === 'binary_operator' && i < 8; i++) left = unwrapped(left.field('left'));
      const list = left?.type === 'identifier' ? this.#names.valueOf(left) : left;
      if (list?.type === 'list') this.#words(list, list.namedChildren.filter(({ type }) => type !== 'comment'), true);
    } else if (node?.type === 'identifier' || node?.type === 'attribute') {
      if (node.type === 'identifier') this.#parameterIsRun(node, false);
      const list = this.#names.valueOf(node);
      if (list?.type === 'list' || list?.type === 'tuple') this.#words(list, list.namedChildren.filter(({ type }) => type !== 'comment'), node.type === 'attribute' || this.#grows(node));
    }
  }

  /** Whether something is added to a list before it is run. */
  #grows(identifier: CodeNode): boolean {
    const scope = scopeOf(identifier);
    return this.#names.once(scope, 'grown', () => grownNames(scope)).has(identifier.text);
  }

  #words(list: CodeNode, items: readonly CodeNode[], grows = false): void {
    const last = items.at(-1);
    if (!last || list.isBroken || this.#seen.has(list.start)) return;
    this.#seen.add(list.start);
    const isOpen = grows || items.some(({ type }) => openItems.has(type));
    const quote = last.type === 'string' ? quoteOf(last) : '"';
    for (const fact of listedCommand({ words: items.map(wordOf), quote: isOpen ? undefined : quote })) this.facts.push(fact);
  }
}

/** The names in a scope whose lists are changed after they were made. */
function grownNames(scope: CodeNode): ReadonlySet<string> {
  const grown = new Set<string>();
  for (const node of scope.descendants()) {
    if (node.type !== 'identifier') continue;
    const { parent } = node;
    const isChanged = parent?.type === 'augmented_assignment' ? node.fieldName === 'left'
      : parent?.type === 'attribute' ? /^(?:append|extend|insert|pop|remove|clear|reverse)$/.test(parent.field('attribute')?.text ?? '')
        : parent?.type === 'subscript' && parent.parent?.type === 'assignment' && parent.fieldName === 'left';
    if (isChanged) grown.add(node.text);
  }
  return grown;
}

/** Items that may be several words, or none. */
const openItems = new Set(['list_splat', 'dictionary_splat', 'conditional_expression', 'list_comprehension', 'generator_expression']);

function wordOf(item: CodeNode): ListedWord {
  const text = pythonStringText(item);
  if (!text) return { text: undefined, range: item.range, outer: item.range, exact: false };
  const range = text.rangeOf(0, text.text.length);
  const isKnown = !text.text.includes(hole);
  return { text: isKnown ? text.text : undefined, range: range ?? item.range, outer: item.range, script: text, exact: isKnown && range !== undefined };
}

/** The quote character of a literal; `undefined` for three of them. */
function quoteOf(string: CodeNode): '"' | '\'' | undefined {
  const start = string.children[0]?.text ?? '';
  return /^[a-zA-Z]*"$/.test(start) ? '"' : /^[a-zA-Z]*'$/.test(start) ? '\'' : undefined;
}

/** `c.run("…")` in a task of invoke or fabric: the first parameter of a function under `@task`. */
function isTaskContext(object: CodeNode | undefined): boolean {
  if (object?.type !== 'identifier') return false;
  const definition = object.enclosing('function_definition');
  if (!definition || parametersOf(definition)[0]?.name !== object.text) return false;
  return decoratorsOf(definition).some((decorator) => /(?:^|\.)task$/.test(decorator.text)) && /^(?:c|ctx|context|conn|connection)$/.test(object.text);
}

/** `"gl run x".split()` as the words of a command. */
function isRun(names: UseNames, split: CodeNode): boolean {
  const call = split.parent?.type === 'argument_list' ? split.parent.parent : undefined;
  return call !== undefined && listFunctions.test(names.imported(call.field('function')) ?? '');
}
