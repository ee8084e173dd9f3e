import { dropItem, moveItem } from '../../../facts/typescript/importEdits.ts';
import type { ImportItem } from '../../../facts/typescript/importStatements.ts';
import { canBeImported, isFree, planImport } from '../../../facts/typescript/importPlan.ts';
import { moveLoaded } from '../../../facts/typescript/loadedEdits.ts';
import { renamedUses } from '../../../facts/typescript/renameEdits.ts';
import type { Variable } from '../../../facts/typescript/scopes.ts';
import { isSpokenOf, symbolPlaces, type MemberPlace, type PatternPlace } from '../../../facts/typescript/symbolPlaces.ts';
import type { TypescriptCode } from '../../../facts/typescript/typescriptCode.ts';
import { replace, type Edit } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { SymbolReplaced } from '../../symbolChange.ts';
import { codeRule, exportInWords, literalOfName } from './codeRule.ts';
import type { Entry } from './symbolRules.ts';

/** One rule for all exports that have another name now, perhaps in another module: import and uses change together. */
export function symbolReplaced(changes: readonly SymbolReplaced[], entry: Entry): Rule {
  return codeRule(entry, {
    id: 'symbol-replaced',
    changes,
    description: 'Something is imported that has another name now',
    inWords: ({ name, from, newName, to }) => `\`${name}\` of \`${from}\`: \`${newName}\` of \`${to}\``,
    literals: [changes.map(({ from }) => from), changes.map(({ name }) => literalOfName(name))],
    *check(code, change) {
      // Where the new name is an old one, too, nobody knows which of both is meant after the first run.
      const isClear = !code.api.isOld(`${change.to}#${change.newName}`);
      for (const { items, module } of code.statements) {
        if (module !== change.from) continue;
        for (const item of items) if (item.imported === change.name) yield finding(code, change, item.node.range, isClear ? itemEdits(code, change, item) : undefined);
      }
      for (const place of symbolPlaces(code, change.from, change.name)) yield finding(code, change, place.name, isClear ? placeEdits(code, change, place) : undefined);
    },
  });
}

function itemEdits(code: TypescriptCode, { newName, to }: SymbolReplaced, item: ImportItem): readonly Edit[] | undefined {
  const { text, statements } = code;
  const old = item.local.text;
  const variable = item.statement.form === 'import' && old === item.imported ? code.scopes.variableOf(item.local) : undefined;
  const present = variable && presentAs(code, item, to, newName);
  const toPresent = present === undefined ? undefined : renamedUses(variable as Variable, present);
  const gone = toPresent && dropItem(text, item);
  if (gone) return [...gone, ...toPresent];
  const uses = variable && present === undefined ? usesAs(code, variable, newName) : undefined;
  const moved = moveItem(text, statements, item, { module: to, name: newName, local: uses ? newName : old });
  return moved && [...moved, ...(uses ?? [])];
}

/** The name under which a file has the new export already. */
function presentAs({ statements, scopes }: TypescriptCode, item: ImportItem, module: string, name: string): string | undefined {
  const isType = item.isType || item.statement.isType;
  for (const statement of statements) {
    if (statement.form !== 'import' || statement.module !== module) continue;
    const same = statement.items.find((one) => one.imported === name && one !== item && (isType || !(statement.isType || one.isType)));
    if (same && scopes.variables(same.local.text).length === 1) return same.local.text;
  }
  return undefined;
}

/** The edits of the uses; `undefined` where the file has to go on with the old name. */
function usesAs(code: TypescriptCode, variable: Variable, newName: string): readonly Edit[] | undefined {
  return newName !== 'default' && isFree(code, newName) ? renamedUses(variable, newName) : undefined;
}

function placeEdits(code: TypescriptCode, { name, from, newName, to }: SymbolReplaced, place: MemberPlace | PatternPlace): readonly Edit[] | undefined {
  if (place.form === 'pattern') return patternEdits(code, newName, to, place);
  if (place.node.isBroken) return undefined;
  if (place.specifier) return [replace(place.name, newName), ...(from === to ? [] : [replace(place.specifier, to)])];
  if (from === to) return name === 'default' || newName === 'default' ? undefined : [replace(place.name, newName)];
  if (!canBeImported(code, place)) return undefined;
  const plan = planImport(code, to, newName, place.node.type === 'nested_type_identifier');
  return plan && [...plan.edits, replace(place.node.range, plan.local)];
}

function patternEdits(code: TypescriptCode, newName: string, to: string, place: PatternPlace): readonly Edit[] | undefined {
  const { local, shorthand, declarator, specifier, node, name } = place;
  if (!local || !specifier) return undefined;
  const variable = shorthand && node.type !== 'object_assignment_pattern' ? code.scopes.variableOf(local) : undefined;
  const isHandedOn = declarator?.enclosing('export_statement', 'statement_block', 'program')?.type === 'export_statement';
  const uses = variable && !isHandedOn ? usesAs(code, variable, newName) : undefined;
  const wanted = { module: to, name: newName, local: uses ? newName : local.text };
  if (declarator) {
    const moved = moveLoaded(code.text, place, wanted);
    return moved && [...moved, ...(uses ?? [])];
  }
  return [replace(name, shorthand && !uses ? `${newName}: ${local.text}` : newName), replace(specifier, to), ...(uses ?? [])];
}

function finding(code: TypescriptCode, { name, from, newName, to, why }: SymbolReplaced, range: Range, edits: readonly Edit[] | undefined): Finding {
  const spokenOf = from !== to && isSpokenOf(code, from);
  const now = exportInWords(newName);
  return {
    range,
    old: true,
    message: {
      what: `${exportInWords(name, true)} of ${from} is ${now}${from === to ? '' : ` of ${to}`} now.`,
      why,
      todo: `Use ${now} of ${to} in its place.${spokenOf ? ` This file names ${from} in other places, too: change what is meant for ${exportInWords(name)} there.` : ''}`,
    },
    fixes: edits ? [bulkFix(spokenOf ? 'unsafe' : 'safe', `Use ${now} of ${to}`, () => edits)] : [],
  };
}
