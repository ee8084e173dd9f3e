import type { ImportFact } from '../facts.ts';
import type { UseNames } from './pythonNames.ts';

/** The modules that a file imports, one fact for each module of a statement. Its own package's (relative imports) are left out. */
export function pythonImports({ analysis }: UseNames): readonly ImportFact[] {
  const facts: ImportFact[] = [];
  const seen = new Set<number>();
  for (const { statement, node, module } of analysis.imports) {
    const from = statement.type === 'import_statement' ? node : statement.field('module_name');
    if (!from || from.type === 'relative_import') continue;
    const name = from.type === 'aliased_import' ? from.field('name') ?? from : from;
    if (seen.has(name.start)) continue;
    seen.add(name.start);
    facts.push({ kind: 'import', ecosystem: 'pypi', module: from === node ? name.text : module, range: name.range });
  }
  return facts;
}
