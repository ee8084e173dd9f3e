import { readFileSync } from 'node:fs';
import type { ItemsResult, RunsResult } from '../../../server/src/protocol.ts';
import type { Client } from './client.ts';
import type { TestWorkspace } from './workspaces.ts';

/** A `.env` file with one safe item, and what becomes of it. */
export const old = 'GREENLANG_ENV=production\n';
export const renamed = 'GL_ENV=production\n';
/** Title of the fix between the two. */
export const rename = 'Rename to GL_ENV';

/** The text of a file on disk. */
export function read(place: TestWorkspace, name: string): string {
  return readFileSync(place.path(name), 'utf8');
}

/** Ids of the items that rename the variable: in all files, or in those named. Fails when there are none. */
export async function renames(client: Client, ...uris: string[]): Promise<string[]> {
  const { items } = await client.request<ItemsResult>('upguide/items', {});
  const found = items.filter(({ fix, uri }) => fix === rename && (uris.length === 0 || uris.includes(uri)));
  if (found.length === 0) throw new Error('there is nothing to rename');
  return found.map(({ id }) => id);
}

/** The runs that the server lists. */
export function runsOf(client: Client): Promise<RunsResult> {
  return client.request<RunsResult>('upguide/runs');
}
