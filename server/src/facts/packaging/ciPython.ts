import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import type { YamlNode, YamlSeq } from '../../syntax/yamlTree.ts';
import type { Range } from '../../text/range.ts';
import type { RuntimeFact } from '../facts.ts';
import { startOfLine } from './room.ts';
import { yamlEntries } from './yamlEntries.ts';
import { scalarText } from './yamlScalars.ts';

const version = /^\d+\.\d+(?:\.\d+)?(?:\.x)?$/;
const matrixKey = /^python(?:[-_]?versions?)?$/;

/**
 * The Python versions of a CI pipeline: `python-version` of a step of GitHub Actions (a version, several lines of them, or the matrix, `env` or
 * input that it names), `versionSpec` of Azure, the variable in the tag of GitLab's `image: python:$X`, and Read the Docs' `build.tools.python`.
 * Versions are read as they are written: `3.10` without quotes is not `3.1` here. Never throws.
 */
export function ciPythonFacts(fileName: string, file: ParsedYaml): readonly RuntimeFact[] {
  const { text } = file;
  if (!/python|UsePythonVersion/.test(text)) return [];
  const named = namesBehind(text);
  const facts: RuntimeFact[] = [];
  const add = (node: YamlNode | undefined, more: Partial<RuntimeFact> = {}): void => {
    const scalar = scalarText(text, node);
    if (scalar && version.test(scalar.value)) facts.push(fact(scalar.value, scalar.offset, more));
    else if (node?.kind === 'scalar' && node.style === 'literal') facts.push(...lines(text, node.range).map((one) => ({ ...one, ...more })));
  };
  for (const { entry: { name = '', value }, path } of yamlEntries(file)) {
    const parent = path.at(-1);
    if (parent === 'with' && name === 'python-version') {
      add(value);
    } else if (parent === 'matrix' && (matrixKey.test(name) || named.matrix.has(name)) && value?.kind === 'seq') {
      facts.push(...matrix(text, name, value));
    } else if (path.includes('matrix') && (parent === 'include') && (matrixKey.test(name) || named.matrix.has(name))) {
      add(value, { raising: 'none', because: 'a job of the matrix may have that version already' });
    } else if ((parent === 'env' && named.env.has(name)) || (parent === 'variables' && named.variable.has(name))) {
      add(value);
    } else if (name === 'default' && path.at(-2) === 'inputs' && parent !== undefined && (parent === 'python-version' || named.inputs.has(parent))) {
      add(value);
    } else if (name === 'versionSpec' && parent === 'inputs' && text.includes('UsePythonVersion')) {
      add(value);
    } else if (name === 'python' && path.join('.') === 'build.tools' && /^\.?readthedocs\.ya?ml$/.test(fileName)) {
      add(value);
    }
  }
  return facts;
}

interface Names {
  readonly matrix: ReadonlySet<string>;
  readonly env: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
  readonly variable: ReadonlySet<string>;
}

/** What the file's Python versions are read from. */
function namesBehind(text: string): Names {
  const names = { matrix: new Set<string>(), env: new Set<string>(), inputs: new Set<string>(), variable: new Set<string>() };
  for (const [, from, name = ''] of text.matchAll(/\bpython-version:[ \t]{0,9}["']?\$\{\{[ \t]{0,9}(matrix|env|inputs)\.([\w-]+)[ \t]{0,9}\}\}/g)) {
    names[from as 'matrix' | 'env' | 'inputs'].add(name);
  }
  for (const [, plain, braced] of text.matchAll(/\bpython:\$(?:(\w+)|\{(\w+)\})/g)) names.variable.add(plain ?? braced ?? '');
  return names;
}

function fact(value: string, offset: number, more: Partial<RuntimeFact> = {}): RuntimeFact {
  const numbers = value.replace(/\.x$/, '');
  return { kind: 'runtime', runtime: 'python', version: numbers, range: { start: offset, end: offset + numbers.length }, form: 'exact', ...more };
}

/** The versions of a matrix. One that an `if` compares with cannot simply go. */
function matrix(text: string, name: string, list: YamlSeq): readonly RuntimeFact[] {
  return list.items.flatMap((item, at): RuntimeFact[] => {
    const scalar = scalarText(text, item.value);
    if (!scalar || !version.test(scalar.value)) return [];
    const removal = list.flow ? removalBetween(text, list, at) : removalOfLine(text, item.range);
    const compared = [`'${scalar.value}'`, scalar.value, 'env.', 'inputs.'].some((other) => text.includes(`matrix.${name} == ${other}`) || text.includes(`matrix.${name} != ${other}`));
    return [fact(scalar.value, scalar.offset, {
      list: { group: list.range.start, removal },
      ...(compared ? { raising: 'none', because: 'a condition in this file compares with it' } : {}),
    })];
  });
}

/** An item between brackets with the comma behind it, or the one before it for the last item. */
function removalBetween(text: string, { items, range }: YamlSeq, at: number): Range | undefined {
  const [item, before] = [items[at], items[at - 1]];
  if (!item) return undefined;
  const behind = /^\s*,[ \t]*/.exec(text.slice(item.range.end, range.end))?.[0];
  const removal = behind !== undefined && at < items.length - 1 ? { start: item.range.start, end: item.range.end + behind.length }
    : before ? { start: before.range.end, end: item.range.end } : undefined;
  return removal && text.slice(removal.start, removal.end).includes('#') ? undefined : removal;
}

/** An item's whole line; `undefined` when something else stands on it. */
function removalOfLine(text: string, item: Range): Range | undefined {
  const start = startOfLine(text, item.start);
  const rest = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(item.end));
  return rest && text.slice(start, item.start).trim() === '' ? { start, end: item.end + rest[0].length } : undefined;
}

/** Several versions, one a line, of a block scalar. */
function lines(text: string, range: Range): readonly RuntimeFact[] {
  const found = [...text.slice(range.start, range.end).matchAll(/^([ \t]+)(\d+\.\d+(?:\.\d+)?)[ \t]*(?:\r\n|\r|\n|$)/gm)];
  return found.map((match) => {
    const start = range.start + match.index;
    return fact(match[2] ?? '', start + (match[1] ?? '').length, found.length > 1 ? { list: { group: range.start, removal: { start, end: start + match[0].length } } } : {});
  });
}
