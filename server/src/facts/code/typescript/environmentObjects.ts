import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { TypescriptSource } from './source.ts';
import { dottedName, inner, literalOf } from './syntax.ts';

const environments: ReadonlySet<string> = new Set(['process.env', 'globalThis.process.env', 'global.process.env', 'import.meta.env', 'Bun.env']);
/** Modules that export the environment as `env`. */
const modules: ReadonlySet<string> = new Set(['process', 'node:process', '$env/dynamic/private', '$env/dynamic/public', 'cloudflare:workers', 'bun']);

/** Tells which expressions of a file are the environment: `process.env` and its like, and names that stand for nothing else. */
export function environmentObjects(source: TypescriptSource): (node: CodeNode | undefined) => boolean {
  const isEnvironment = (node: CodeNode | undefined): boolean => environments.has(dottedName(node) ?? '');
  const aliases = new Set<string>();
  const add = (name: CodeNode | undefined): void => {
    // A name that is bound a second time may be anything there.
    if (name?.type === 'identifier' && source.bindings(name.text).length === 1) aliases.add(name.text);
  };
  for (const node of source.nodes('variable_declarator')) if (isEnvironment(node.field('value'))) add(node.field('name'));
  for (const type of ['required_parameter', 'optional_parameter'] as const) {
    for (const node of source.nodes(type)) if (isEnvironment(node.field('value')) || isTypedSo(node)) add(node.field('pattern'));
  }
  for (const node of source.nodes('assignment_pattern')) if (isEnvironment(node.field('right'))) add(node.field('left'));
  for (const node of source.nodes('import_specifier')) {
    const from = literalOf(node.enclosing('import_statement')?.field('source'))?.text ?? '';
    if (modules.has(from) && node.field('name')?.text === 'env') add(node.field('alias') ?? node.field('name'));
  }
  return (node) => {
    const expression = inner(node);
    return isEnvironment(expression) || (expression?.type === 'identifier' && aliases.has(expression.text));
  };
}

function isTypedSo(parameter: CodeNode): boolean {
  return /^:\s*NodeJS\.ProcessEnv$/.test(parameter.field('type')?.text ?? '');
}
