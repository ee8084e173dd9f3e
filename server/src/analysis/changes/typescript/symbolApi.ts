import type { TypescriptApi } from '../../../facts/typescript/api.ts';
import type { CodeModels, SymbolChange } from '../../symbolChange.ts';

/** What the changes of a migration say about its API, with the changes themselves. */
export interface SymbolApi extends TypescriptApi {
  readonly changes: readonly SymbolChange[];
}

type Renaming = readonly [now: string, before: string];

/**
 * What all changes of a migration and its models say about its API in TypeScript: what has two names is one thing, so that a call is still known when
 * another fix has been there. A name that is old and new at once means two things, and stands for itself.
 */
export function typescriptApi(changes: readonly SymbolChange[], models: CodeModels | undefined): SymbolApi {
  const renamed = changes.flatMap((change): readonly Renaming[] => {
    if (change.kind === 'symbolMoved') return [[`${change.to}#${change.name}`, `${change.from}#${change.name}`]];
    return change.kind === 'symbolReplaced' ? [[`${change.to}#${change.newName}`, `${change.from}#${change.name}`]] : [];
  });
  const exports = oldNames(renamed);
  const ofExport = (name: string): string => {
    const end = exportEnd(name);
    return `${exports.get(name.slice(0, end)) ?? name.slice(0, end)}${name.slice(end)}`;
  };
  const members = oldNames(changes.flatMap((change): readonly Renaming[] => (
    change.kind === 'memberRenamed' ? [[`${ofExport(change.on)}.${change.to}`, `${ofExport(change.on)}.${change.from}`]] : []
  )));
  const canonical = (name: string): string => {
    const known = ofExport(name);
    return members.get(known) ?? known;
  };
  const old = new Set(renamed.map(([, before]) => before));
  return {
    changes,
    canonical,
    isOld: (name) => old.has(name),
    spellings: (name) => {
      const end = exportEnd(name);
      const owners = [name.slice(0, end), ...keysOf(exports, name.slice(0, end))];
      const rest = [name, ...keysOf(members, name)].map((one) => one.slice(end));
      return owners.flatMap((owner) => rest.map((part) => `${owner}${part}`));
    },
    returns: new Map(Object.entries(models?.returns ?? {}).map(([callee, type]) => [canonical(callee), canonical(type)])),
  };
}

/** Where the export's name ends in a whole name: behind `@acme/sdk#Client` of `@acme/sdk#Client.send`. */
function exportEnd(name: string): number {
  const dot = name.indexOf('.', name.indexOf('#') + 1);
  return name.includes('#') && dot >= 0 ? dot : name.length;
}

/** New name → old name, without those that are both. */
function oldNames(renamed: readonly Renaming[]): ReadonlyMap<string, string> {
  const before = new Set(renamed.map(([, old]) => old));
  return new Map(renamed.filter(([now]) => !before.has(now)));
}

function keysOf(names: ReadonlyMap<string, string>, value: string): readonly string[] {
  return [...names].flatMap(([key, one]) => (one === value ? [key] : []));
}
