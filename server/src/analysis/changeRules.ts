import type { PythonModels } from '../facts/python/values.ts';
import { ofKind, type Change } from './change.ts';
import { apiVersionRaised } from './changes/apiVersionRaised.ts';
import { argumentAdded } from './changes/argumentAdded.ts';
import { argumentRenamed } from './changes/argumentRenamed.ts';
import { argumentWrapped } from './changes/argumentWrapped.ts';
import { columnDropped } from './changes/columnDropped.ts';
import { commandRenamed } from './changes/commandRenamed.ts';
import { endpointMoved } from './changes/endpointMoved.ts';
import { environmentAdded } from './changes/environmentAdded.ts';
import { environmentDefault } from './changes/environmentDefault.ts';
import { environmentDefaultMoved } from './changes/environmentDefaultMoved.ts';
import { environmentRenamed } from './changes/environmentRenamed.ts';
import { environmentReplaced } from './changes/environmentReplaced.ts';
import { environmentSecretMissing, environmentSecretWeak } from './changes/environmentSecret.ts';
import { environmentValueRenamed } from './changes/environmentValueRenamed.ts';
import { itemRenamed } from './changes/memberItemRenamed.ts';
import { memberRenamed } from './changes/memberRenamed.ts';
import { memberReplaced } from './changes/memberReplaced.ts';
import { flagRequired } from './changes/flagRequired.ts';
import { logTextSearched } from './changes/logTextSearched.ts';
import { modulesOnly } from './changes/modulesOnly.ts';
import { packageRaised } from './changes/packageRaised.ts';
import { packageRequired } from './changes/packageRequired.ts';
import { runtimeRaised } from './changes/runtimeRaised.ts';
import { settingAdded } from './changes/settingAdded.ts';
import { settingMoved } from './changes/settingMoved.ts';
import { settingRenamed } from './changes/settingRenamed.ts';
import { settingReplaced } from './changes/settingReplaced.ts';
import { settingRequired } from './changes/settingRequired.ts';
import { settingSecret } from './changes/settingSecret.ts';
import { settingValueRenamed } from './changes/settingValueRenamed.ts';
import { settingVersion } from './changes/settingVersion.ts';
import { symbolReplaced } from './changes/symbolReplaced.ts';
import { symbolMoved } from './changes/symbolMoved.ts';
import { symbolRetired } from './changes/symbolRetired.ts';
import { textMatched } from './changes/textMatched.ts';
import { versionRoute } from './changes/versionRoute.ts';
import { spellingsOf } from './changes/pythonCalls.ts';
import { rustApiOf } from './changes/rust/rustApi.ts';
import { rustSymbolRules } from './changes/rust/symbolRules.ts';
import { typescriptApi } from './changes/typescript/symbolApi.ts';
import { typescriptSymbolRules } from './changes/typescript/symbolRules.ts';
import type { GuideChange, Rule } from './migration.ts';
import { symbolChangesOf, type CodeModels } from './symbolChange.ts';

/** What the rules of one migration share. */
export interface ChangeRuleOptions {
  readonly migration: string;
  /** Entries of the guide, for the sections that rules cite. */
  readonly guide: readonly GuideChange[];
  /** Names of variables by which a `.env` file is known as the system's. */
  readonly systemNames: ReadonlySet<string>;
  /** What is known about the system's API in TypeScript and Rust. */
  readonly code?: { readonly typescript?: CodeModels; readonly rust?: CodeModels };
  /** The same in Python. */
  readonly python?: PythonModels;
}

/**
 * The rules for changes that are data: one rule a kind and guide entry (values: one a setting), in the order of the kinds below. Rules with code
 * stand beside them in the migration.
 */
export function rulesFromChanges(changes: readonly Change[], { migration, guide, systemNames, code = {}, python }: ChangeRuleOptions): readonly Rule[] {
  const section = (id: string | undefined): string => {
    const entry = guide.find((change) => change.id === id);
    return entry ? `${entry.id}: ${entry.title}` : '';
  };
  const rules: Rule[] = [];
  /** Calls `make` once for every guide entry that has changes of the kind; those about code are Python's. */
  const perEntry = <K extends Change['kind']>(kind: K, make: (group: readonly Extract<Change, { kind: K }>[], guideSection: string) => Rule): void => {
    const own = ofKind(changes, kind).filter((change) => !('language' in change) || change.language === undefined || change.language === 'python');
    for (const [id, group] of byEntry(own)) rules.push(make(group, section(id)));
  };
  perEntry('environmentRenamed', (group, from) => environmentRenamed(migration, group, from));
  perEntry('environmentReplaced', (group, from) => environmentReplaced(migration, group, systemNames, from));
  perEntry('environmentSecret', (group, from) => environmentSecretMissing(migration, group, systemNames, from));
  perEntry('environmentSecret', (group, from) => environmentSecretWeak(migration, group, from));
  perEntry('environmentDefault', (group, from) => environmentDefault(migration, group, from));
  perEntry('environmentValueRenamed', (group, from) => environmentValueRenamed(migration, group, from));
  perEntry('environmentDefaultMoved', (group, from) => environmentDefaultMoved(migration, group, from));
  perEntry('environmentAdded', (group, from) => environmentAdded(migration, group, systemNames, from));
  perEntry('settingVersion', (group, from) => settingVersion(migration, group, from));
  perEntry('settingRenamed', (group, from) => settingRenamed(migration, group, from));
  perEntry('settingMoved', (group, from) => settingMoved(migration, group, from));
  perEntry('settingSecret', (group, from) => settingSecret(migration, group, from));
  perEntry('settingRequired', (group, from) => settingRequired(migration, group, from));
  perEntry('settingReplaced', (group, from) => settingReplaced(migration, group, from));
  for (const change of ofKind(changes, 'settingValueRenamed')) rules.push(settingValueRenamed(migration, change, section(change.change)));
  perEntry('settingAdded', (group, from) => settingAdded(migration, group, from));
  perEntry('symbolMoved', (group, from) => symbolMoved(migration, group, from));
  perEntry('symbolReplaced', (group, from) => symbolReplaced(migration, group, from));
  perEntry('symbolRetired', (group, from) => symbolRetired(migration, group, from));
  const inPython = symbolChangesOf(changes, 'python');
  const classes = new Set(python?.classes.map(({ name }) => name));
  const spellings = spellingsOf(ofKind(inPython, 'memberRenamed'));
  perEntry('memberRenamed', (group, from) => memberRenamed(migration, group, from));
  perEntry('argumentAdded', (group, from) => argumentAdded(migration, group, from, spellings, classes));
  perEntry('argumentRenamed', (group, from) => argumentRenamed(migration, group, from, spellings));
  perEntry('argumentWrapped', (group, from) => argumentWrapped(migration, group, from, spellings, ofKind(inPython, 'argumentRenamed')));
  perEntry('memberReplaced', (group, from) => memberReplaced(migration, group, from));
  perEntry('itemRenamed', (group, from) => itemRenamed(migration, group, from));
  const inTypescript = symbolChangesOf(changes, 'typescript');
  const typescript = typescriptApi(inTypescript, code.typescript);
  for (const [id, group] of byEntry(inTypescript)) rules.push(...typescriptSymbolRules(migration, group, section(id), typescript));
  const inRust = symbolChangesOf(changes, 'rust');
  const rustApi = rustApiOf(inRust, code.rust);
  for (const [id, group] of byEntry(inRust)) rules.push(...rustSymbolRules(migration, group, section(id), rustApi));
  perEntry('columnDropped', (group, from) => columnDropped(migration, group, from));
  perEntry('endpointMoved', (group, from) => endpointMoved(migration, group, from));
  perEntry('apiVersionRaised', (group, from) => apiVersionRaised(migration, group, from));
  perEntry('modulesOnly', (group, from) => modulesOnly(migration, group, from));
  perEntry('commandRenamed', (group, from) => commandRenamed(migration, group, from));
  perEntry('flagRequired', (group, from) => flagRequired(migration, group, from));
  perEntry('logTextSearched', (group, from) => logTextSearched(migration, group, from));
  perEntry('packageRaised', (group, from) => packageRaised(migration, group, from));
  perEntry('packageRequired', (group, from) => packageRequired(migration, group, from));
  perEntry('runtimeRaised', (group, from) => runtimeRaised(migration, group, from));
  perEntry('versionRoute', (group, from) => versionRoute(migration, group, from));
  perEntry('textMatched', (group, from) => textMatched(migration, group, from));
  return rules;
}

/** In the order of their first changes. */
function byEntry<C extends Change>(changes: readonly C[]): ReadonlyMap<string, readonly C[]> {
  const groups = new Map<string, C[]>();
  for (const change of changes) groups.set(change.change, [...(groups.get(change.change) ?? []), change]);
  return groups;
}
