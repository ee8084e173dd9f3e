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
      const items = itemsFor(code, change);
      const places = symbolPlaces(code, change.from, change.name);
      if (items.length + places.length === 0) return;
      const first = firstToBring(code, changes.filter(({ newName }) => newName === change.newName));
      for (const item of items) yield finding(code, change, item.node.range, isClear ? itemEdits(code, change, item, first) : undefined);
      for (const place of places) yield finding(code, change, place.name, isClear ? placeEdits(code, change, place, first) : undefined);
    },
  });
}

/** What brings a new name into a file: the variable that gets it, or the change whose imports bring it. */
type Bringer = Variable | SymbolReplaced | undefined;

/**
 * Two edits of one pass that bring the same name would declare it twice: the first one does, and the others find it there in the next pass. Takes the
 * changes with the same new name.
 */
function firstToBring(code: TypescriptCode, changes: readonly SymbolReplaced[]): Bringer {
  for (const change of changes) {
    for (const item of itemsFor(code, change)) {
      const variable = variableToRename(code, item);
      if (variable) return variable;
    }
    for (const place of symbolPlaces(code, change.from, change.name)) {
      const variable = place.form === 'pattern' && place.shorthand && place.local ? code.scopes.variableOf(place.local) : undefined;
      if (variable?.scope === code.root) return variable;
    }
  }
  return changes.find(({ from, to, name }) => from !== to && symbolPlaces(code, from, name).some(({ form }) => form === 'member'));
}

function itemsFor({ statements }: TypescriptCode, { name, from }: SymbolReplaced): readonly ImportItem[] {
  return statements.flatMap(({ module, items }) => (module === from ? items.filter(({ imported }) => imported === name) : []));
}

/** The variable of an import that has no name of its own. */
function variableToRename({ scopes }: TypescriptCode, { statement, local, imported }: ImportItem): Variable | undefined {
  return statement.form === 'import' && local.text === imported ? scopes.variableOf(local) : undefined;
}

function itemEdits(code: TypescriptCode, { newName, to }: SymbolReplaced, item: ImportItem, first: Bringer): readonly Edit[] | undefined {
  const { text, statements } = code;
  const old = item.local.text;
  const variable = variableToRename(code, item);
  const present = variable && presentAs(code, item, to, newName);
  const toPresent = present === undefined ? undefined : renamedUses(variable as Variable, present);
  const gone = toPresent && dropItem(text, item);
  if (gone) return [...gone, ...toPresent];
  const uses = variable && present === undefined ? usesAs(code, variable, newName) : undefined;
  if (uses && variable !== first) return undefined;
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

function placeEdits(code: TypescriptCode, change: SymbolReplaced, place: MemberPlace | PatternPlace, first: Bringer): readonly Edit[] | undefined {
  const { name, from, newName, to } = change;
  if (place.form === 'pattern') return patternEdits(code, newName, to, place, first);
  if (place.node.isBroken) return undefined;
  if (place.specifier) return [replace(place.name, newName), ...(from === to ? [] : [replace(place.specifier, to)])];
  if (from === to) return name === 'default' || newName === 'default' ? undefined : [replace(place.name, newName)];
  if (!canBeImported(code, place)) return undefined;
  const plan = planImport(code, to, newName, place.node.type === 'nested_type_identifier');
  if (!plan || (plan.edits.length > 0 && first !== change)) return undefined;
  return [...plan.edits, replace(place.node.range, plan.local)];
}

function patternEdits(code: TypescriptCode, newName: string, to: string, place: PatternPlace, first: Bringer): readonly Edit[] | undefined {
  const { local, shorthand, declarator, specifier, node, name } = place;
  if (!local || !specifier) return undefined;
  const variable = shorthand && node.type !== 'object_assignment_pattern' ? code.scopes.variableOf(local) : undefined;
  const isHandedOn = declarator?.enclosing('export_statement', 'statement_block', 'program')?.type === 'export_statement';
  const uses = variable && !isHandedOn ? usesAs(code, variable, newName) : undefined;
  if (uses && variable?.scope === code.root && variable !== first) return undefined;
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
