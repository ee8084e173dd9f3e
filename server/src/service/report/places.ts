import { LineIndex } from '../../text/lineIndex.ts';
import { isWithin, relativePath } from '../../text/uri.ts';
import type { WorkspaceFolder } from '../workspace.ts';
import type { ReportPlace } from './reportTypes.ts';

/** Names files and lines for people. */
export interface Places {
  /** Relative to its workspace folder, which stands in front where there are several. */
  readonly path: (uri: string) => string;
  readonly place: (uri: string, offset: number) => ReportPlace;
}

/** `text` gives what offsets are counted in; a file without one has line 1 only. Each file's lines are counted once. */
export function placesIn(folders: readonly WorkspaceFolder[], text: (uri: string) => string | undefined): Places {
  const paths = new Map<string, string>();
  const lines = new Map<string, LineIndex | undefined>();
  const path = (uri: string): string => remembered(paths, uri, () => shownPath(folders, uri));
  return {
    path,
    place: (uri, offset) => {
      const index = remembered(lines, uri, () => {
        const content = text(uri);
        return content === undefined ? undefined : new LineIndex(content);
      });
      return { uri, path: path(uri), line: (index?.lineAt(offset) ?? 0) + 1 };
    },
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key);
  if (value !== undefined || known.has(key)) return value as T;
  const made = make();
  known.set(key, made);
  return made;
}

/** The innermost of the folders counts. */
function shownPath(folders: readonly WorkspaceFolder[], uri: string): string {
  const folder = folders.filter((each) => isWithin(each.uri, uri)).sort((a, b) => b.uri.length - a.uri.length)[0];
  if (!folder) return relativePath(folders[0]?.uri ?? '', uri);
  const path = relativePath(folder.uri, uri);
  if (folders.length === 1) return path;
  return path === '.' ? folder.name : `${folder.name}/${path}`;
}
