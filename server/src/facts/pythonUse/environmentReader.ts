import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf } from '../python/syntaxTools.ts';
import { environTest, type EnvironTest } from './environ.ts';
import type { EnvironmentUse } from './environmentUses.ts';
import { mentions, type FactReader } from './factReaders.ts';
import { inOrder, scopeOf, type UseNames } from './pythonNames.ts';
import { pythonStringText, unwrapped } from './pythonStringText.ts';
import { variablePlaces } from './variablePlaces.ts';

/** Without any of these nothing is the process's environment, or a copy that a program is run with. */
const environWords = /environ|dotenv_values|\b(?:env|env_vars|extra_env)(?:[\s\\]|#[^\n]*)*=/;
/** What else sets or reads a variable. */
const callWords = /\b(?:getenv|unsetenv|putenv|setenv|delenv|with_env|V1EnvVar|(?:set|get|unset)_key)\b/;
const words = new RegExp(`${environWords.source}|${callWords.source}`);

/** Every place where a file's code sets or reads a variable by name: `os`, `dotenv`, pytest, mocks, and the libraries that read settings. */
export const environReader: FactReader<UseNames, EnvironmentUse> = { isWorthwhile: mentions(words), read: (names) => new EnvironmentReader(names).read() };

interface Look {
  readonly node: CodeNode;
  readonly access: 'set' | 'read';
  readonly value?: CodeNode | undefined;
  readonly hasDefault?: boolean;
  readonly group?: CodeNode;
}

class EnvironmentReader {
  readonly #names: UseNames;
  readonly #environ: EnvironTest | undefined;
  readonly #uses: EnvironmentUse[] = [];
  /** Starts of literals that are spoken for: two look-ups through one constant are one place to rename. */
  readonly #seen = new Set<number>();

  constructor(names: UseNames) {
    this.#names = names;
    this.#environ = environWords.test(names.analysis.file.text) ? environTest(names) : undefined;
  }

  read(): readonly EnvironmentUse[] {
    for (const call of this.#names.callsOf((name) => calls.has(name))) this.#call(call);
    if (!this.#environ) return this.#uses;
    for (const subscript of this.#names.analysis.nodes('subscript')) this.#subscript(subscript);
    const compared = inOrder(this.#names.analysis.nodes('comparison_operator').flatMap(({ children }) => children));
    for (const type of ['attribute', 'identifier'] as const) for (const node of compared) if (node.type === type) this.#membership(node);
    for (const node of this.#names.analysis.nodes('augmented_assignment')) {
      const value = unwrapped(node.field('right'));
      if (node.field('operator')?.text === '|=' && value?.type === 'dictionary' && this.#isEnviron(node.field('left'))) this.#pairs(value);
    }
    for (const dict of this.#environ.dicts) this.#pairs(dict);
    return this.#uses;
  }

  #isEnviron(node: CodeNode | undefined): boolean {
    return this.#environ?.isEnviron(node) ?? false;
  }

  #call(call: CodeNode): void {
    const called = call.field('function');
    if (!called) return;
    const imported = this.#names.imported(called);
    const method = called.type === 'attribute' ? called.field('attribute')?.text ?? '' : '';
    const { positional, keywords } = argumentsOf(call);
    const [first, second] = positional;
    if (imported === 'os.getenv' || imported === 'os.unsetenv' || imported === 'os.putenv') {
      this.#look(first ?? keywords.get('key'), imported === 'os.putenv'
        ? { node: call, access: 'set', value: second }
        : { node: call, access: 'read', hasDefault: imported === 'os.unsetenv' || isGiven(second ?? keywords.get('default')) });
      return;
    }
    if (imported !== undefined && /^dotenv\.(?:main\.)?(?:set|get|unset)_key$/.test(imported)) {
      this.#look(second ?? keywords.get('key_to_set'), { node: call, access: imported.endsWith('.set_key') ? 'set' : 'read', value: positional[2], hasDefault: imported.endsWith('unset_key') });
      return;
    }
    const object = called.type === 'attribute' ? called.field('object') : undefined;
    if (environMethods.has(method) && this.#isEnviron(object)) {
      this.#environMethod(call, method);
    } else if (monkeyMethods.has(method) && isMonkeypatch(object)) {
      if (method === 'setenv') this.#look(first ?? keywords.get('name'), { node: call, access: 'set', value: second ?? keywords.get('value'), group: scopeOf(call) });
      else if (method === 'delenv') this.#look(first ?? keywords.get('name'), { node: call, access: 'read', hasDefault: true });
      else if (this.#isEnviron(first)) this.#look(second, { node: call, access: method === 'setitem' ? 'set' : 'read', value: positional[2], hasDefault: true });
    } else if (method === 'dict' && object?.text.endsWith('patch') === true && (this.#isEnviron(first) || pythonStringText(first)?.text === 'os.environ')) {
      const values = unwrapped(second ?? keywords.get('values'));
      if (values?.type === 'dictionary') this.#pairs(values);
      this.#keywords(call, ['in_dict', 'values', 'clear']);
    } else if (method === 'with_env') {
      this.#look(first, { node: call, access: 'set', value: second });
    } else if (/(?:^|\.)V1EnvVar$/.test(imported ?? '')) {
      this.#look(keywords.get('name') ?? first, { node: call, access: 'set', value: keywords.get('value') ?? second });
    }
  }

  #environMethod(call: CodeNode, method: string): void {
    const { positional, keywords } = argumentsOf(call);
    const [first, second] = positional;
    if (method === 'update') {
      const values = unwrapped(first);
      if (values?.type === 'dictionary' || values?.type === 'call') this.#pairs(values);
      this.#keywords(call, []);
    } else if (method === 'setdefault') {
      this.#look(first, { node: call, access: 'set', value: second });
    } else {
      this.#look(first ?? keywords.get('key'), { node: call, access: 'read', hasDefault: method === 'pop' || isGiven(second ?? keywords.get('default')) });
    }
  }

  #subscript(subscript: CodeNode): void {
    const key = subscript.field('subscript');
    if (!key || !this.#isEnviron(subscript.field('value'))) return;
    const { parent } = subscript;
    const isTarget = parent?.type === 'assignment' && subscript.fieldName === 'left';
    if (isTarget) this.#look(key, { node: parent, access: 'set', value: parent.field('right'), group: scopeOf(subscript) });
    else this.#look(key, { node: subscript, access: 'read', hasDefault: parent?.type === 'delete_statement' });
  }

  /** `"X" in os.environ`. */
  #membership(right: CodeNode): void {
    const operator = right.previousSibling;
    const left = operator?.previousSibling;
    if (!left || (operator?.text !== 'in' && !/^not\s+in$/.test(operator?.text ?? '')) || !this.#isEnviron(right)) return;
    this.#look(left, { node: right.parent ?? right, access: 'read', hasDefault: true });
  }

  /** The pairs of a dict literal, or the keywords of `dict(…)`. */
  #pairs(dict: CodeNode): void {
    if (dict.type === 'call') {
      this.#keywords(dict, []);
      const first = unwrapped(argumentsOf(dict).positional[0]);
      if (first?.type === 'dictionary') this.#pairs(first);
      return;
    }
    for (const pair of dict.children) {
      const key = pair.type === 'pair' ? pair.field('key') : undefined;
      // Only what is written out here: a key from a constant may be a key of other dicts too.
      if (key?.type === 'string') this.#look(key, { node: pair, access: 'set', value: pair.field('value'), group: dict });
      else if (key?.type === 'identifier') this.#look(key, { node: pair, access: 'set', value: pair.field('value') });
    }
  }

  /** `update(X="y")`: the keyword is the name. */
  #keywords(call: CodeNode, except: readonly string[]): void {
    const list = call.field('arguments');
    for (const argument of list?.type === 'argument_list' ? list.children : []) {
      const name = argument.type === 'keyword_argument' ? argument.field('name') : undefined;
      const value = argument.field('value');
      if (!name || except.includes(name.text) || this.#seen.has(name.start)) continue;
      this.#seen.add(name.start);
      this.#uses.push({ node: argument, name: name.text, range: name.range, access: 'set', beside: [], group: list as CodeNode, ...(value ? { value } : {}) });
    }
  }

  #look(key: CodeNode | undefined, { node, access, value, hasDefault, group }: Look): void {
    const places = variablePlaces(this.#names, key);
    for (const { name, range, beside, because } of places) {
      if (this.#seen.has(range.start)) continue;
      this.#seen.add(range.start);
      const isHere = range.start >= node.start && range.end <= node.end;
      this.#uses.push({
        node, name, range, access, beside,
        ...(access === 'read' ? { hasDefault: hasDefault === true } : {}),
        ...(value && isHere ? { value } : {}),
        ...(group && isHere ? { group } : {}),
        ...(because === undefined ? {} : { renaming: 'unsafe', because }),
      });
    }
  }
}

const environMethods = new Set(['get', 'setdefault', 'pop', 'update', '__getitem__', '__contains__']);
/** The last names of all calls that are looked at. */
const calls = new Set([...environMethods, 'getenv', 'unsetenv', 'putenv', 'set_key', 'get_key', 'unset_key', 'setenv', 'delenv', 'setitem', 'delitem', 'dict', 'with_env', 'V1EnvVar']);
const monkeyMethods = new Set(['setenv', 'delenv', 'setitem', 'delitem']);

/** pytest's fixture goes by this name, or is an instance of its class. */
function isMonkeypatch(node: CodeNode | undefined): boolean {
  return node !== undefined && /(?:^|\.)(?:monkeypatch|_?mp|m|patch|monkey_?patch\w*|\w+_monkeypatch)$|^(?:pytest\.)?MonkeyPatch\(\)$/.test(node.text);
}

/** Whether an argument is there and is not `None`. */
function isGiven(node: CodeNode | undefined): boolean {
  return node !== undefined && node.type !== 'none';
}
