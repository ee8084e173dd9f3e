import type { TypescriptApi } from '../../../facts/typescript/api.ts';
import type { CodeModels, SymbolChange } from '../../symbolChange.ts';

/**
 * What all changes of a migration and its models say about its API in TypeScript: what has two names is one thing, so that a call is still known when
 * another fix has been there. A name that is old and new at once means two things, and stands for itself.
 */
export function typescriptApi(changes: readonly SymbolChange[], models: CodeModels | undefined): TypescriptApi {
  const pairs = changes.flatMap((change) => {
    if (change.kind === 'symbolMoved') return [[`${change.to}#${change.name}`, `${change.from}#${change.name}`] as const];
    return change.kind === 'symbolReplaced' ? [[`${change.to}#${change.newName}`, `${change.from}#${change.name}`] as const] : [];
  });
  const exports = oldNames(pairs);
  const old = new Set<string>(pairs.map(([, before]) => before));
  const ofExport = (name: string): string => {
    const [whole = name, module = '', rest = ''] = /^([^#]*#[^.]*)(.*)$/.exec(name) ?? [];
    return `${exports.get(module) ?? whole.slice(0, module.length)}${rest}` || name;
  };
  const members = oldNames(changes.flatMap((change) => (
    change.kind === 'memberRenamed' ? [[`${ofExport(change.on)}.${change.to}`, `${ofExport(change.on)}.${change.from}`] as const] : []
  )));
  const canonical = (name: string): string => {
    const known = ofExport(name);
    return members.get(known) ?? known;
  };
  return {
    canonical,
    isOld: (name) => old.has(name),
    returns: new Map(Object.entries(models?.returns ?? {}).map(([callee, type]) => [canonical(callee), canonical(type)])),
  };
}

/** New name → old name, without those that are both. */
function oldNames(pairs: readonly (readonly [now: string, before: string])[]): ReadonlyMap<string, string> {
  const before = new Set(pairs.map(([, old]) => old));
  return new Map(pairs.filter(([now]) => !before.has(now)));
}
