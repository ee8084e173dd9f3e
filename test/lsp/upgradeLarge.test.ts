import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplyResult, ItemsResult, ReportResult, RollbackResult } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import type { Client } from './support/client.ts';
import { read } from './support/editing.ts';
import { session, type TestWorkspace, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const limitMb = 400;
const patience = 300_000;

/** Each file has its own text, so that a mix-up would show. */
const before = (number: number): string => [
  `# Service ${number}`, 'GREENLANG_ENV=production', `GREENLANG_DB_URL=postgresql://service@host-${number}/data`, 'GL_LOG_LEVEL=info',
  ...Array.from({ length: 30 }, (_, line) => `SERVICE_${number}_OPTION_${line}=value-${number * line}`), '',
].join('\n');
const after = (text: string): string => text.replace('GREENLANG_ENV=', 'GL_ENV=').replace('GREENLANG_DB_URL=', 'GL_DATABASE_URL=');
const nameOf = (number: number): string => `s${number % 50}/d${number}/.env`;

/** Names of this many files. */
function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => nameOf(number));
}

function largeWorkspace(count: number): TestWorkspace {
  return workspace(Object.fromEntries(names(count).map((name, number) => [name, before(number)])));
}

const texts = (place: TestWorkspace, count: number): readonly string[] => names(count).map((name) => read(place, name));
const allOld = (count: number): readonly string[] => Array.from({ length: count }, (_, number) => before(number));

/** The items that rename the two variables. */
async function renames(client: Client, uris: readonly string[]): Promise<readonly string[]> {
  const { items } = await client.request<ItemsResult>('upguide/items', {});
  const wanted = new Set(uris);
  return items.filter(({ fix, uri }) => wanted.has(uri) && /^Rename to GL_(ENV|DATABASE_URL)$/.test(fix ?? '')).map(({ id }) => id);
}

/** The most memory that the server has had, in MB; `undefined` where the system does not tell. */
function peakOf({ child }: Client): number | undefined {
  const file = `/proc/${String(child.pid)}/status`;
  const kilobytes = existsSync(file) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Ids of the runs whose journals are on disk. */
function journals(place: TestWorkspace): readonly string[] {
  const folder = place.path('.upguide/runs');
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^\d/.test(name)) : [];
}

describe('an upgrade of 1,000 files', () => {
  it('writes them, edits what is open in one step, leaves unsaved text alone, and is rolled back byte for byte', async ({ annotate }) => {
    const count = 1000;
    const [open, unsaved] = [20, nameOf(20)];
    const place = largeWorkspace(count);
    const client = await session(place, { editing: 'saved' });
    const [typedIn, ...saved] = [unsaved, ...names(open)];
    for (const name of [typedIn, ...saved]) await client.open(place.uri(name), read(place, name), 'dotenv');
    const typed = `# typed\n${read(place, unsaved)}`;
    await client.change(place.uri(unsaved), [{ text: typed }]);

    const items = await renames(client, names(count).map((name) => place.uri(name)));
    expect(items).toHaveLength(2 * count);
    const result = await client.request<ApplyResult>('upguide/apply', { items, leave: [place.uri(unsaved)] });
    expect(result.problem).toBeUndefined();
    const having = (wanted: string): readonly string[] => result.files.filter(({ outcome }) => outcome === wanted).map(({ uri }) => uri);
    expect([having('written').length, having('edited').length, having('refused')]).toEqual([count - open - 1, open, [place.uri(unsaved)]]);
    expect(client.appliedEdits).toHaveLength(1);
    expect(texts(place, count)).toEqual(allOld(count).map((text, number) => (nameOf(number) === unsaved ? text : after(text))));
    expect(saved.map((name) => client.text(place.uri(name)))).toEqual(allOld(open).map(after));
    expect(client.text(place.uri(unsaved))).toBe(typed);

    // As the view does after a run.
    const left = await renames(client, names(count).map((name) => place.uri(name)));
    expect(left).toHaveLength(2);
    expect((await client.request<ReportResult>('upguide/report', { format: 'html' })).text).toContain('Rename');
    const rollback = await client.request<RollbackResult>('upguide/rollback', { ...result.runs[0], force: false });
    expect(rollback.files.every(({ outcome }) => outcome === 'restored')).toBe(true);
    expect(texts(place, count)).toEqual(allOld(count));
    expect(client.text(place.uri(unsaved))).toBe(typed);

    const peak = peakOf(client);
    if (peak === undefined) return void annotate('This system has no /proc, so the memory of the server is not looked at.');
    await annotate(`The server has used ${peak.toFixed(0)} MB at most.`);
    expect(peak).toBeLessThan(limitMb);
  }, patience);
});

describe('an upgrade that is cancelled', () => {
  const count = 300;

  /** Begins an upgrade of all files and takes it back as soon as its progress has a message of this kind. */
  async function cancelledAt(client: Client, place: TestWorkspace, phase: 'Planning' | 'Preparing' | 'Writing'): Promise<ApplyResult> {
    const items = await renames(client, names(count).map((name) => place.uri(name)));
    const { answer, cancel } = client.cancellable<ApplyResult>('upguide/apply', { items, workDoneToken: 'upgrade' });
    // An answer that comes first is looked at by the test.
    const settled = answer.then(() => true, () => true);
    await Promise.race([settled, client.until(() => client.progress.some(({ message }) => message?.startsWith(phase)), phase, patience)]);
    cancel();
    return answer;
  }

  it.each(['Planning', 'Preparing'] as const)('while it is %s changes nothing and leaves no journal', async (phase) => {
    const place = largeWorkspace(count);
    const client = await session(place);
    await expect(cancelledAt(client, place, phase)).rejects.toMatchObject({ code: -32800 });
    expect(texts(place, count)).toEqual(allOld(count));
    expect(journals(place)).toEqual([]);
    // Nothing stands in the way of the next one.
    const items = await renames(client, [place.uri(nameOf(0))]);
    expect((await client.request<ApplyResult>('upguide/apply', { items })).files).toMatchObject([{ outcome: 'written' }]);
  }, patience);

  it('while it is Writing is brought to its end, and tells what it did', async () => {
    const place = largeWorkspace(count);
    const client = await session(place);
    const result = await cancelledAt(client, place, 'Writing');
    expect(client.progress.some(({ message }) => message?.startsWith('Writing'))).toBe(true);
    expect(result.problem).toBeUndefined();
    expect(result.files.filter(({ outcome }) => outcome === 'written')).toHaveLength(count);
    expect(texts(place, count)).toEqual(allOld(count).map(after));
    expect(journals(place)).toEqual(result.runs.map(({ id }) => id));
  }, patience);
});
