import type { ImportFact } from '../../facts.ts';
import { argumentsOf, calleeOf, literalOf } from './syntax.ts';
import type { TypescriptSource } from './source.ts';

/** The npm packages that a file imports, re-exports or requires, each by the package's name without the path in it. */
export function importFacts(source: TypescriptSource): readonly ImportFact[] {
  const sources = [
    ...[...source.nodes('import_statement'), ...source.nodes('export_statement')].map((statement) => statement.field('source')),
    ...source.nodes('call_expression').map((call) => {
      const callee = calleeOf(call);
      return callee?.type === 'import' || callee?.text === 'require' ? argumentsOf(call)[0] : undefined;
    }),
  ];
  return sources.flatMap((node): ImportFact[] => {
    const specifier = literalOf(node);
    const module = specifier && packageName(specifier.text);
    return specifier && module !== undefined ? [{ kind: 'import', ecosystem: 'npm', module, range: specifier.range }] : [];
  });
}

/** `@scope/name/part` → `@scope/name`; `undefined` for files, Node's own modules and aliases of bundlers. */
function packageName(specifier: string): string | undefined {
  return /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?=\/|$)/i.exec(specifier)?.[0];
}
