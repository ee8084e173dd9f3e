import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import type { YamlNode } from '../../syntax/yamlTree.ts';
import type { RuntimeFact } from '../facts.ts';
import { matrixRemoval } from './ciMatrix.ts';
import { yamlEntries } from './yamlEntries.ts';
import { scalarText } from './yamlScalars.ts';

const version = /^\d+(?:\.\d+){0,2}(?:\.x)?$/;
const matrixKey = /^node(?:[-_]?versions?)?$/;

/**
 * The versions of Node in a CI pipeline: `node-version` of a step of GitHub Actions (a version, or the matrix, `env` or input that it names), and
 * `version` or `versionSpec` of Azure's `UseNode` and `NodeTool`. Never throws.
 */
export function ciNodeFacts(file: ParsedYaml): readonly RuntimeFact[] {
  const { text } = file;
  if (!/node-version|UseNode@|NodeTool@/.test(text)) return [];
  const named = (from: string): ReadonlySet<string> => new Set([...text.matchAll(/\bnode-version:[ \t]{0,9}["']?\$\{\{[ \t]{0,9}(matrix|env|inputs)\.([\w-]+)[ \t]{0,9}\}\}/g)]
    .flatMap(([, where, name = '']) => (where === from ? [name] : [])));
  const [matrix, env, inputs] = [named('matrix'), named('env'), named('inputs')];
  const facts: RuntimeFact[] = [];
  const add = (node: YamlNode | undefined, more: Partial<RuntimeFact> = {}): void => {
    const scalar = scalarText(text, node);
    if (scalar && version.test(scalar.value)) facts.push(fact(scalar.value, scalar.offset, more));
  };
  for (const { entry: { name = '', value }, path } of yamlEntries(file)) {
    const parent = path.at(-1);
    const isMatrix = matrixKey.test(name) || matrix.has(name);
    if (parent === 'with' && name === 'node-version') add(value);
    else if (parent === 'matrix' && isMatrix && value?.kind === 'seq') {
      for (const [at, item] of value.items.entries()) {
        const compared = scalarText(text, item.value)?.value ?? '';
        const isCompared = [`'${compared}'`, compared, 'env.', 'inputs.'].some((other) => text.includes(`matrix.${name} == ${other}`) || text.includes(`matrix.${name} != ${other}`));
        add(item.value, { list: { group: value.range.start, removal: matrixRemoval(text, value, at) }, ...(isCompared ? { raising: 'none', because: 'a condition in this file compares with it' } : {}) });
      }
    } else if (path.includes('matrix') && parent === 'include' && isMatrix) {
      add(value, { raising: 'none', because: 'a job of the matrix may have that version already' });
    } else if ((parent === 'env' && env.has(name)) || (name === 'default' && path.at(-2) === 'inputs' && parent !== undefined && inputs.has(parent))) {
      add(value);
    } else if (parent === 'inputs' && ((name === 'version' && text.includes('UseNode@')) || (name === 'versionSpec' && text.includes('NodeTool@')))) {
      add(value);
    }
  }
  return facts;
}

/** `18.x` is read as `18`: the rest can stay. */
function fact(value: string, offset: number, more: Partial<RuntimeFact>): RuntimeFact {
  const numbers = value.replace(/\.x$/, '');
  return { kind: 'runtime', runtime: 'node', version: numbers, range: { start: offset, end: offset + numbers.length }, form: 'exact', ...more };
}
