import type { Edit } from '../text/edit.ts';
import type { Fix } from './diagnostic.ts';

/** A fix that bulk runs may take. */
export function bulkFix(applicability: 'safe' | 'unsafe', title: string, edits: () => readonly Edit[]): Fix {
  return { title, applicability, bulk: true, edits };
}
