import type { CodeNode } from '../../../syntax/codeTree.ts';
import { EmbeddedText, type Piece } from '../../../text/embeddedText.ts';
import type { CommandFact, CommandWord, Fact } from '../../facts.ts';
import { shellFacts } from '../../shell/shellFacts.ts';
import { argumentsOf, calleeOf, dottedName, inner, literalOf, member } from './syntax.ts';
import type { TypescriptSource } from './source.ts';

/** Functions that hand a text to a shell. `exec` alone is also a method of every regular expression, so methods need a known object. */
const shells = /^(?:exec|execSync|execAsync|execPromise|execa|execaCommand|execaCommandSync|(?:child_?process|cp|shell|shelljs|cy)\.(?:exec|execSync)|execa\.command|execa\.commandSync|exec\.exec|spawn|spawnSync|(?:child_?process|cp)\.(?:spawn|spawnSync))$/i;
/** Functions that take a program and a list of its arguments. */
const runners = /^(?:spawn|spawnSync|execFile|execFileSync|execa|execaSync|execa\.sync|(?:child_?process|cp)\.(?:spawn|spawnSync|execFile|execFileSync)|exec\.exec|exec\.getExecOutput|getExecOutput|execFileAsync|crossSpawn|crossSpawn\.sync|spawn\.sync|spawnAsync)$/i;
/** Template tags that run their text. */
const tags = /^(?:\$|Bun\.\$|execa|\$\.sync|execaCommand|zx\.\$)$/;

/** Programs that TypeScript or JavaScript runs, and what the shell texts among them say. */
export function commandFacts(source: TypescriptSource): readonly Fact[] {
  return [...source.nodes('call_expression'), ...source.nodes('new_expression')].flatMap((call): readonly Fact[] => {
    const callee = dottedName(calleeOf(call) ?? call.field('constructor'));
    if (callee === undefined) return [];
    const template = call.field('arguments');
    if (template?.type === 'template_string') return tags.test(callee) ? shellText(source, template) : [];
    const [first, second] = argumentsOf(call).map(inner);
    if (!first) return [];
    if (runners.test(callee) && second?.type === 'array') return listed([first], second);
    if (callee === 'Deno.Command') {
      const list = member(second, 'args');
      return list?.type === 'array' ? listed([first], list) : [];
    }
    if (/^Bun\.spawn(?:Sync)?$/.test(callee)) return first.type === 'array' ? listed([], first) : [];
    const takesText = shells.test(callee) && second?.type !== 'array' && (first.type === 'string' || first.type === 'template_string');
    return takesText ? shellText(source, first) : [];
  });
}

/** Stands for what only the running program knows: a variable of the shell that is as long, so that what comes behind it stays in its place. */
function unknown(length: number): string {
  return `\${${'_'.repeat(Math.max(1, length - 3))}}`;
}

/** A string read as a shell script. Calls of endpoints in it are texts only: their parts stand inside the string's quotes. */
function shellText({ file }: TypescriptSource, node: CodeNode): readonly Fact[] {
  if (node.isBroken) return [];
  const pieces = node.children.slice(1, -1).flatMap((child): Piece[] => {
    switch (child.type) {
      case 'string_fragment':
        return [{ text: child.text, offset: child.start }];
      case 'escape_sequence':
        return [{ text: unescaped(child.text), offset: child.start }];
      default:
        return [{ text: unknown(child.end - child.start), offset: child.start }];
    }
  });
  return shellFacts(EmbeddedText.of(file.text, pieces)).flatMap((fact): Fact[] => {
    if (fact.kind === 'environment' && /^_+$/.test(fact.name)) return [];
    if (fact.kind !== 'endpoint') return [fact];
    const { kind, path, range, host, role } = fact;
    return [{ kind, path, range, host, role }];
  });
}

function unescaped(sequence: string): string {
  const character = sequence[1] ?? '';
  const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };
  return known[character] ?? (sequence.length === 2 ? character : '\uFFFD');
}

/** Programs that run another one. */
const wrappers: ReadonlySet<string> = new Set(['sudo', 'time', 'nohup']);
const runWrappers: ReadonlySet<string> = new Set(['poetry', 'uv', 'pdm', 'pipenv', 'hatch', 'rye']);

/** A program and its arguments as strings. */
function listed(before: readonly CodeNode[], list: CodeNode): readonly CommandFact[] {
  const items = [...before, ...list.namedChildren.filter(({ type }) => type !== 'comment')];
  const words = items.map(wordOf);
  let program = 0;
  while (wrappers.has(words[program]?.text ?? '')) program++;
  if (runWrappers.has(words[program]?.text ?? '') && words[program + 1]?.text === 'run') program += 2;
  const last = items.at(-1);
  if (words[program]?.text === undefined || !last) return [];
  const quote = last.type === 'string' ? last.text[0] : undefined;
  // Without an argument there is no list to put another one into, and behind a spread nobody knows what comes.
  const isOpen = items.length > before.length && (quote === '"' || quote === '\'') && items.every(({ type }) => type !== 'spread_element');
  const range = { start: (items[program] as CodeNode).start, end: last.end };
  return [{ kind: 'command', words: words.slice(program), range, ...(isOpen ? { form: 'list', quote } : { form: 'opaque' }) }];
}

function wordOf(item: CodeNode): CommandWord {
  const literal = literalOf(item);
  return literal ? { text: literal.text, range: literal.range } : { text: undefined, range: item.range };
}
