import { createHash } from 'node:crypto';
import type { UpgradeItem } from '../../service/languageService.ts';
import type { WorkspaceFolder } from '../../service/workspace.ts';
import { innermostFolder } from '../uris.ts';

/** So many digits tell the folders of one workspace apart. */
const digits = 8;

/**
 * The id of an item as the client has it. The service's ids speak of a place relative to its workspace folder, so two folders with the same files
 * would share them; in a workspace of several folders the folder is part of the id.
 */
export function clientId(folders: readonly WorkspaceFolder[], { id, uri }: Pick<UpgradeItem, 'id' | 'uri'>): string {
  if (folders.length < 2) return id;
  const folder = innermostFolder(folders, uri);
  return folder ? `${id}-${createHash('sha256').update(folder.uri).digest('hex').slice(0, digits)}` : id;
}
