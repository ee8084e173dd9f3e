import { moveItem } from '../../../facts/typescript/importEdits.ts';
import type { ImportItem } from '../../../facts/typescript/importStatements.ts';
import { canBeImported, planImport } from '../../../facts/typescript/importPlan.ts';
import { moveLoaded } from '../../../facts/typescript/loadedEdits.ts';
import { isSpokenOf, symbolPlaces, type MemberPlace, type PatternPlace } from '../../../facts/typescript/symbolPlaces.ts';
import type { TypescriptCode } from '../../../facts/typescript/typescriptCode.ts';
import { replace, type Edit } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { SymbolMoved } from '../../symbolChange.ts';
import { codeRule, exportInWords, literalOfName } from './codeRule.ts';
import type { Entry } from './symbolRules.ts';

/** One rule for all exports that are in another module now. */
export function symbolMoved(changes: readonly SymbolMoved[], entry: Entry): Rule {
  return codeRule(entry, {
    id: 'symbol-moved',
    changes,
    description: 'Something is imported from a module that no longer has it',
    inWords: ({ name, from, to }) => `\`${name}\` of \`${from}\`: \`${to}\``,
    literals: [changes.map(({ from }) => from), changes.map(({ name }) => literalOfName(name))],
    *check(code, change) {
      // Where it is old in its new module, too, a second run would move it on.
      const isClear = !code.api.isOld(`${change.to}#${change.name}`);
      for (const { items, module } of code.statements) {
        if (module !== change.from) continue;
        for (const item of items) if (item.imported === change.name) yield finding(code, change, item.node.range, isClear ? itemEdits(code, change, item) : undefined);
      }
      for (const place of symbolPlaces(code, change.from, change.name)) yield finding(code, change, place.name, isClear ? placeEdits(code, change, place) : undefined);
    },
  });
}

function itemEdits(code: TypescriptCode, { name, to }: SymbolMoved, item: ImportItem): readonly Edit[] | undefined {
  return moveItem(code.text, code.statements, item, { module: to, name, local: item.local.text });
}

function placeEdits(code: TypescriptCode, { name, to }: SymbolMoved, place: MemberPlace | PatternPlace): readonly Edit[] | undefined {
  if (place.form === 'pattern') {
    if (place.declarator) return place.local && moveLoaded(code.text, place, { module: to, name, local: place.local.text });
    return place.specifier && [replace(place.specifier, to)];
  }
  if (place.specifier) return [replace(place.specifier, to)];
  const plan = place.node.isBroken || !canBeImported(code, place) ? undefined : planImport(code, to, name, place.node.type === 'nested_type_identifier');
  return plan && [...plan.edits, replace(place.node.range, plan.local)];
}

function finding(code: TypescriptCode, { name, from, to, why }: SymbolMoved, range: Range, edits: readonly Edit[] | undefined): Finding {
  const spokenOf = isSpokenOf(code, from);
  return {
    range,
    old: true,
    message: {
      what: `${exportInWords(name, true)} is no longer in ${from}.`,
      why,
      todo: `Import it from ${to}.${spokenOf ? ` This file names ${from} in other places, too: change what is meant for ${exportInWords(name)} there.` : ''}`,
    },
    fixes: edits ? [bulkFix(spokenOf ? 'unsafe' : 'safe', `Import ${exportInWords(name)} from ${to}`, () => edits)] : [],
  };
}
