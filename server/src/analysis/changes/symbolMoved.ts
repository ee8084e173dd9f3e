import type { PythonAnalysis, PythonImport } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import type { PythonImports } from '../../syntax/pythonImports.ts';
import { boundName, moduleOf } from '../../syntax/pythonImportStatements.ts';
import { replace } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import type { SymbolMoved } from '../symbolChange.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { pathOf, withDefinition } from '../pythonDefinitions.ts';
import { namedNodes } from '../namedNodes.ts';
import { bulkFix } from '../bulkFix.ts';
import { importsOf } from '../pythonRules.ts';
import { moveImport } from './importMoves.ts';
import { moduleMembers } from './moduleMembers.ts';
import { quotedMembers } from './quotedMembers.ts';

/** One rule for all classes and functions of a migration that live in another Python module now. */
export function symbolMoved(migration: string, changes: readonly SymbolMoved[], guideSection: string): Rule {
  return {
    id: `${migration}/symbol-moved`,
    change: changes[0]?.change,
    description: `Something is imported from the module it used to live in (${changes.map(({ from, name }) => `\`${from}.${name}\``).join(', ')}).`,
    guideSection,
    languages: ['python'],
    literals: moduleMembers(changes),
    *check({ python }) {
      if (!python) return;
      const imports = importsOf(python);
      for (const one of python.imports) {
        const change = changes.find(({ from, name }) => one.module === from && one.name === name);
        // In a package of its own, a relative import says where the file's neighbours are.
        if (change && moduleOf(one.statement) === change.from && !python.inImportBridge(one.node)) yield importFinding(python, imports, change, one);
      }
      for (const node of namedNodes(python, 'attribute', changes.map(({ name }) => name))) {
        const change = changes.find(({ name }) => node.field('attribute')?.text === name);
        const object = node.field('object');
        if (change && object && python.nameOf(object) === change.from && !python.inImportBridge(node) && !python.isStore(node)) yield memberFinding(python, imports, change, node, node.range);
      }
      for (const { node, range, name, module } of quotedMembers(python, changes.map(({ name }) => name))) {
        const change = changes.find((one) => one.name === name && one.from === module);
        if (change && !python.inImportBridge(node)) yield memberFinding(python, imports, change, node, range);
      }
    },
  };
}

function message(python: PythonAnalysis, change: SymbolMoved): Finding['message'] {
  const { name, from, to, why } = change;
  const definition = isMoved(python, change) ? undefined : python.definitionOf(`${from}.${name}`);
  return withDefinition({ what: `${name} is no longer in ${from}.`, why, todo: `Import it from ${to}.` }, name, definition && pathOf(python, definition.uri));
}

/** Whether nothing in the workspace says that the name is where it was: neither the old module nor the new one, if it has them. */
function isMoved(python: PythonAnalysis, { name, from, to }: SymbolMoved): boolean {
  const isThere = python.shows(to, name);
  return isThere ?? python.shows(from, name) !== true;
}

function importFinding(python: PythonAnalysis, imports: PythonImports, change: SymbolMoved, { statement, node }: PythonImport): Finding {
  const edits = moveImport(python.file.text, imports, { ...change, local: boundName(node) }, statement, node);
  return {
    range: node.range,
    old: true,
    message: message(python, change),
    fixes: edits ? [bulkFix(isMoved(python, change) ? 'safe' : 'unsafe', `Import ${change.name} from ${change.to}`, () => edits)] : [],
  };
}

/** `core.ExecutionContext`, as code or in a quoted annotation. */
function memberFinding(python: PythonAnalysis, imports: PythonImports, change: SymbolMoved, node: CodeNode, range: Range): Finding {
  const plan = imports.plan([{ module: change.to, name: change.name, formerly: change.from }], node);
  return {
    range,
    old: true,
    message: message(python, change),
    fixes: plan ? [bulkFix(isMoved(python, change) ? 'safe' : 'unsafe', `Import ${change.name} from ${change.to}`, () => [replace(range, plan.names[0] ?? change.name), ...plan.edits])] : [],
  };
}
