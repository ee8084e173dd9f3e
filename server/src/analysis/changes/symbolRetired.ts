import type { SymbolRetired } from '../symbolChange.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { namedNodes } from '../namedNodes.ts';
import { moduleOf } from '../../syntax/pythonImportStatements.ts';
import { moduleMembers } from './moduleMembers.ts';

/** One rule for all functions and classes of a migration that are used differently now: told, never edited. */
export function symbolRetired(migration: string, changes: readonly SymbolRetired[], guideSection: string): Rule {
  return {
    id: `${migration}/symbol-retired`,
    change: changes[0]?.change,
    description: `Something is imported that gave way to something used differently (${changes.map(({ from, name }) => `\`${from}.${name}\``).join(', ')}).`,
    guideSection,
    languages: ['python'],
    literals: moduleMembers(changes),
    *check({ python }) {
      if (!python) return;
      for (const { node, statement, module, name } of python.imports) {
        const change = changes.find((one) => module === one.from && name === one.name);
        if (change && moduleOf(statement) === change.from && !python.inImportBridge(node)) yield finding(change, node.range);
      }
      for (const node of namedNodes(python, 'attribute', changes.map(({ name }) => name))) {
        const change = changes.find(({ name }) => node.field('attribute')?.text === name);
        const object = node.field('object');
        if (change && object && python.nameOf(object) === change.from && !python.inImportBridge(node)) yield finding(change, node.range);
      }
    },
  };
}

function finding({ name, from, why, todo }: SymbolRetired, range: Finding['range']): Finding {
  return { range, old: true, message: { what: `${from}.${name} is the old way.`, why, todo }, fixes: [] };
}
