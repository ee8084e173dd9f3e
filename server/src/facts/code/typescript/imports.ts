import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { ImportFact } from '../../facts.ts';
import { requiredModule } from './requires.ts';
import { argumentsOf, calleeOf, literalOf } from './syntax.ts';
import type { TypescriptSource } from './source.ts';

/** The npm packages that a file imports, re-exports or requires, each by the package's name without the path in it. */
export function importFacts(source: TypescriptSource): readonly ImportFact[] {
  const sources: readonly (readonly [specifier: CodeNode | undefined, require?: CodeNode])[] = [
    ...[...source.nodes('import_statement'), ...source.nodes('export_statement')].map((statement) => [statement.field('source')] as const),
    ...source.nodes('call_expression').flatMap((call): (readonly [CodeNode | undefined, CodeNode?])[] => {
      const callee = calleeOf(call);
      if (callee?.type === 'import') return [[argumentsOf(call)[0]]];
      if (callee?.text !== 'require') return [];
      const [node, ...more] = argumentsOf(call);
      return [more.length === 0 && source.bindings('require').length === 0 ? [node, call] : [node]];
    }),
  ];
  return sources.flatMap(([node, call]): ImportFact[] => {
    const specifier = literalOf(node);
    const module = specifier && packageName(specifier.text);
    if (!specifier || module === undefined) return [];
    return [{ kind: 'import', ecosystem: 'npm', module, range: specifier.range, ...(call && node ? { required: requiredModule(source, call, node.type === 'template_string' ? `'${specifier.text}'` : node.text) } : {}) }];
  });
}

/** `@scope/name/part` → `@scope/name`; `undefined` for files, Node's own modules and aliases of bundlers. */
function packageName(specifier: string): string | undefined {
  return /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?=\/|$)/i.exec(specifier)?.[0];
}
