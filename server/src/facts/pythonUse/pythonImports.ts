import type { CodeNode } from '../../syntax/codeTree.ts';
import { importedName } from '../../syntax/pythonImportStatements.ts';
import type { ImportFact } from '../facts.ts';
import type { PythonAnalysis } from '../python/analysis.ts';
import type { UseNames } from './pythonNames.ts';

/** The modules that a file imports, one fact for each module of a statement; its own package's (relative imports) are marked. */
export function pythonImports({ analysis }: UseNames): readonly ImportFact[] {
  const facts: ImportFact[] = [];
  const seen = new Set<number>();
  for (const { statement, node, module } of analysis.imports) {
    const from = statement.type === 'import_statement' ? node : statement.field('module_name');
    if (!from) continue;
    const name = from.type === 'aliased_import' ? from.field('name') ?? from : from;
    if (seen.has(name.start)) continue;
    seen.add(name.start);
    const taken = from === node ? {} : { names: [...new Set(statement.fields('name').map(importedName))] };
    facts.push({ kind: 'import', ecosystem: 'pypi', module: from === node ? name.text : module, range: name.range, ...taken, ...(from.type === 'relative_import' ? { own: true } : {}) });
  }
  for (const module of starModules(analysis)) facts.push({ kind: 'import', ecosystem: 'pypi', module: module.text, range: module.range });
  return facts;
}

/** The modules of `from m import *`, which binds no name that could be listed. */
function starModules(analysis: PythonAnalysis): readonly CodeNode[] {
  if (!/import\s*\*/.test(analysis.file.text)) return [];
  return analysis.nodes('import_from_statement').flatMap((statement) => {
    const module = statement.children.some(({ type }) => type === 'wildcard_import') ? statement.field('module_name') : undefined;
    return module && module.type !== 'relative_import' ? [module] : [];
  });
}
