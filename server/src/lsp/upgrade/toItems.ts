import { messageText } from '../../analysis/diagnostic.ts';
import type { Migration, MigrationStep } from '../../analysis/migration.ts';
import type { ProtocolFileItems, ProtocolItem, ProtocolMigration, ProtocolStep } from '../../protocol.ts';
import type { DetectedMigration, LanguageService, UpgradeItem } from '../../service/languageService.ts';
import type { WorkspaceFolder } from '../../service/workspace.ts';
import type { DocumentStore, Positions } from '../documentStore.ts';
import { toRange } from '../toProto.ts';
import { clientId } from './itemIds.ts';

/** What items are made from. */
export interface ItemSource {
  readonly service: LanguageService;
  readonly documents: DocumentStore;
  readonly folders: () => readonly WorkspaceFolder[];
}

/** The items of a file as it is now, in the editor's spelling; none for a file that has nothing (any more). */
export function toFileItems({ service, documents, folders }: ItemSource, uri: string): ProtocolFileItems {
  const positions = documents.positionsOf(uri);
  const clientUri = documents.clientUri(uri);
  const items = positions ? service.items(uri) : [];
  return { uri: clientUri, items: positions ? items.map((item) => toItem(clientId(folders(), item), clientUri, positions, item)) : [] };
}

function toItem(id: string, uri: string, positions: Positions, item: UpgradeItem): ProtocolItem {
  const { migration, change, rule, severity, message, applicability, fix } = item;
  return {
    id, uri, range: toRange(positions, item.range), migration, change: change ?? null, rule, severity,
    message: messageText(message), applicability, fix: fix ?? null,
  };
}

/** The migrations that are active somewhere, with their guides' entries, in the order of the registry. */
export function toMigrations(migrations: readonly Migration[], detected: readonly DetectedMigration[]): ProtocolMigration[] {
  const active = new Set(detected.filter(({ state }) => state === 'active').map(({ migration }) => migration));
  return migrations.filter(({ id }) => active.has(id)).map(({ id, title, from, to, changes, steps = [] }) => ({
    id, title, from, to,
    changes: changes.map((change) => ({ id: change.id, title: change.title, impact: change.impact })),
    checklist: steps.filter(({ phase }) => phase === 'before').map(toStep),
    followUps: steps.filter(({ phase }) => phase !== 'before').map(toStep),
  }));
}

function toStep({ title, command, script, change }: MigrationStep): ProtocolStep {
  return { title, ...(command === undefined ? {} : { command }), ...(script === undefined ? {} : { script }), ...(change === undefined ? {} : { change }) };
}
