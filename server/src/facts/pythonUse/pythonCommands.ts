import type { CodeNode } from '../../syntax/codeTree.ts';
import { hole } from '../../syntax/shell/mask.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { CommandFact, CommandWord, Fact } from '../facts.ts';
import { argumentsOf, decoratorsOf, parametersOf } from '../python/syntaxTools.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { stagesOf, type Argument } from '../shell/wrappers.ts';
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

/** The programs that Python code runs: lists of words, and strings that a shell reads with all that shell text says. */
export function pythonCommands(names: UseNames): readonly Fact[] {
  const reader = new CommandReader(names);
  for (const call of names.analysis.nodes('call')) reader.call(call);
  return reader.facts;
}

class CommandReader {
  readonly facts: Fact[] = [];
  readonly #names: UseNames;
  /** Starts of literals that are read: one constant may be run twice. */
  readonly #seen = new Set<number>();

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

  #shell(expression: CodeNode | undefined): void {
    const node = unwrapped(expression);
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
      const list = this.#names.valueOf(node);
      if (list?.type === 'list' || list?.type === 'tuple') this.#words(list, list.namedChildren.filter(({ type }) => type !== 'comment'), node.type === 'attribute' || this.#grows(node));
    }
  }

  /** Whether something is added to a list before it is run. */
  #grows(identifier: CodeNode): boolean {
    const scope = scopeOf(identifier);
    for (const node of scope.descendants()) {
      if (node.type !== 'identifier' || node.text !== identifier.text) continue;
      const { parent } = node;
      if (parent?.type === 'augmented_assignment' && node.fieldName === 'left') return true;
      if (parent?.type === 'attribute' && /^(?:append|extend|insert|pop|remove|clear|reverse)$/.test(parent.field('attribute')?.text ?? '')) return true;
      if (parent?.type === 'subscript' && parent.parent?.type === 'assignment' && parent.fieldName === 'left') return true;
    }
    return false;
  }

  #words(list: CodeNode, items: readonly CodeNode[], grows = false): void {
    if (list.isBroken || this.#seen.has(list.start)) return;
    this.#seen.add(list.start);
    const texts = items.map((item) => pythonStringText(item));
    const words = items.map((item, i): CommandWord => wordOf(item, texts[i]));
    const script = scriptIn(words, texts);
    if (script) this.facts.push(...shellFacts(script));
    const stage = stagesOf(words.map((word, i): Argument => ({ text: word.text, raw: word.text ?? texts[i]?.text ?? '' }))).at(-1);
    const own = stage ? words.slice(stage.start, stage.end) : words;
    const [first] = own;
    const lastItem = items[stage ? stage.end - 1 : items.length - 1];
    if (!first || !lastItem) return;
    const quote = lastItem.type === 'string' ? quoteOf(lastItem) : '"';
    const isOpen = grows || quote === undefined || items.some(({ type }) => type === 'list_splat' || type === 'dictionary_splat' || type === 'conditional_expression');
    const fact: CommandFact = {
      kind: 'command',
      words: own,
      range: { start: (items[stage?.start ?? 0] ?? lastItem).start, end: lastItem.end },
      form: isOpen ? 'opaque' : 'list',
      ...(isOpen || quote === undefined ? {} : { quote }),
    };
    this.facts.push(fact);
  }
}

function wordOf(item: CodeNode, text: EmbeddedText | undefined): CommandWord {
  const range = text?.rangeOf(0, text.text.length);
  return text && range && !text.text.includes(hole) ? { text: text.text, range } : { text: undefined, range: item.range };
}

/** The script of `["bash", "-c", "…"]`. */
function scriptIn(words: readonly CommandWord[], texts: readonly (EmbeddedText | undefined)[]): EmbeddedText | undefined {
  const at = words.findIndex(({ text }) => text !== undefined && /^-[a-z]*c$/.test(text));
  return at > 0 && /(?:^|\/)(?:ba|z|da|k)?sh$/.test(words[at - 1]?.text ?? '') ? texts[at + 1] : undefined;
}

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
