import { environmentFileRole } from '../facts/environmentFiles.ts';
import { createExclude } from '../node/exclude.ts';
import { skippedFolders } from '../node/skippedFolders.ts';
import { baseName, relativePath } from '../text/uri.ts';
import type { Session } from './session.ts';
import { innermostFolder } from './uris.ts';

/**
 * Whether a scan would list this file. Editors report every change on disk, also in installed packages and build
 * output; what a scan leaves out must not come in through events.
 */
export async function wouldBeListed(session: Session, uri: string): Promise<boolean> {
  const { workspace, settings } = session;
  const folder = innermostFolder(workspace.folders, uri);
  if (!folder) return false;
  const segments = relativePath(folder.uri, uri).split('/');
  if (segments.slice(0, -1).some((segment) => skippedFolders.has(segment))) return false;
  const isExcluded = createExclude(settings.excluded(folder));
  if (segments.some((_, index) => isExcluded(segments.slice(0, index + 1).join('/')))) return false;
  return environmentFileRole(baseName(uri)) !== undefined || await workspace.ignoredByGit(uri) !== true;
}
