import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import type { YamlNode, YamlSeq } from '../../syntax/yamlTree.ts';
import type { Range } from '../../text/range.ts';
import type { RuntimeFact } from '../facts.ts';
import { matrixRemoval } from './ciMatrix.ts';
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
    const removal = matrixRemoval(text, list, at);
    const compared = [`'${scalar.value}'`, scalar.value, 'env.', 'inputs.'].some((other) => text.includes(`matrix.${name} == ${other}`) || text.includes(`matrix.${name} != ${other}`));
    return [fact(scalar.value, scalar.offset, {
      list: { group: list.range.start, removal },
      ...(compared ? { raising: 'none', because: 'a condition in this file compares with it' } : {}),
    })];
  });
}

/** Several versions, one a line, of a block scalar. */
function lines(text: string, range: Range): readonly RuntimeFact[] {
  const found = [...text.slice(range.start, range.end).matchAll(/^([ \t]+)(\d+\.\d+(?:\.\d+)?)[ \t]*(?:\r\n|\r|\n|$)/gm)];
  return found.map((match) => {
    const start = range.start + match.index;
    return fact(match[2] ?? '', start + (match[1] ?? '').length, found.length > 1 ? { list: { group: range.start, removal: { start, end: start + match[0].length } } } : {});
  });
}
