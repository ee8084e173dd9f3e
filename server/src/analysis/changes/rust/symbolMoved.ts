import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { symbolPlaces, type SymbolImport } from '../../../facts/rust/rustSymbols.ts';
import { movedImport } from '../../../facts/rust/rustUseMoves.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { SymbolMoved } from '../../symbolChange.ts';
import { isBridge, isPublic, pathEdits } from './imports.ts';
import { rustRule, type RustEntry } from './rustRule.ts';

/** One rule for all items of a crate that live in another module now. */
export function rustSymbolMoved(changes: readonly SymbolMoved[], entry: RustEntry): Rule {
  return rustRule(entry, {
    name: 'symbol-moved',
    changes,
    description: `Something is imported from the module it used to live in (${changes.map(({ from, name }) => `\`${from}::${name}\``).join(', ')}).`,
    paths: changes.map(({ from, name }) => `${from}::${name}`),
    *check(code, change) {
      const { imports, paths, unclear, wildcards } = symbolPlaces(code, `${change.from}::${change.name}`);
      const now = `${change.to}::${change.name}`;
      for (const one of imports) if (!isBridge(code, one, now)) yield importFinding(change, one, now);
      for (const node of paths) yield pathFinding(code, change, node, now);
      for (const node of [...wildcards, ...unclear]) yield finding(change, node);
    },
  });
}

function finding({ name, from, to, why }: SymbolMoved, { range }: CodeNode): Finding {
  return { range, old: true, message: { what: `${name} is no longer in ${from}.`, why, todo: `Take it from ${to}.` }, fixes: [] };
}

function importFinding(change: SymbolMoved, { declaration, entry }: SymbolImport, now: string): Finding {
  const edits = movedImport(declaration, entry, now, entry.local);
  // Others have it from here; whether they see both modules is theirs to say.
  const tier = isPublic(declaration) ? 'unsafe' : 'safe';
  return { ...finding(change, entry.node), fixes: edits ? [bulkFix(tier, `Import ${change.name} from ${change.to}`, () => edits)] : [] };
}

function pathFinding(code: RustCode, change: SymbolMoved, node: CodeNode, now: string): Finding {
  const edits = pathEdits(code, node, now);
  return { ...finding(change, node), fixes: edits ? [bulkFix('safe', `Take ${change.name} from ${change.to}`, () => edits)] : [] };
}
