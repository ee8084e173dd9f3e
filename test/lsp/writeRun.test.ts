import { describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../server/src/lsp/documentStore.ts';
import type { Session } from '../../server/src/lsp/session.ts';
import { Journals } from '../../server/src/lsp/upgrade/journals.ts';
import { writeRun } from '../../server/src/lsp/upgrade/writeRun.ts';
import type { PlannedFile } from '../../server/src/service/languageService.ts';
import { hostWhereRenaming } from '../support/interruptedRun.ts';
import { old, read, renamed } from './support/editing.ts';
import { workspace } from './support/workspaces.ts';

/** Writes `a/.env`, which is closed, and `b/.env`, which is open. `renaming` may make it fail. */
async function run(renaming: (to: string) => void) {
  const place = workspace({ 'a/.env': old, 'b/.env': old });
  const documents = { get: (uri: string) => (uri === place.uri('b/.env') ? {} : undefined) } as DocumentStore;
  const folder = { uri: place.uri('').replace(/\/$/, ''), name: 'place' };
  const journals = new Journals({ host: hostWhereRenaming(renaming), folders: () => [folder], documents });
  const session = { client: { applyEdit: true, ownProtocol: true }, documents, journals } as unknown as Session;
  const files = ['a/.env', 'b/.env'].map((name): PlannedFile => ({ uri: place.uri(name), version: undefined, before: old, after: renamed, edits: [] }));
  const progress = { report: () => undefined, done: () => undefined };
  const result = await writeRun(session, { folder: journals.folders()[0], files }, 'Upgrade', new AbortController().signal, progress);
  return { result, outcome: (name: string) => result.outcomes.get(place.uri(name)), texts: ['a/.env', 'b/.env'].map((name) => read(place, name)) };
}

describe('a run of closed files and open documents', () => {
  it('writes the closed ones, and leaves the others to the editor', async () => {
    const { result, outcome, texts } = await run(() => undefined);
    expect(result).toMatchObject({ stopped: false, unfinished: false, problem: undefined, toEdit: [{ after: renamed }] });
    expect([outcome('a/.env'), outcome('b/.env')]).toEqual([{ outcome: 'written' }, undefined]);
    expect(texts).toEqual([renamed, old]);
  });

  it('does not count a document as written that nobody has edited, because the journal was not completed', async () => {
    let journals = 0;
    const { result, outcome, texts } = await run((to) => {
      if (to.endsWith('run.json') && ++journals > 1) throw new Error('on purpose');
    });
    expect(result).toMatchObject({ unfinished: true, problem: expect.stringContaining('could not be completed') as string, toEdit: [] });
    expect(outcome('a/.env')).toEqual({ outcome: 'written' });
    expect(outcome('b/.env')).toEqual({ outcome: 'failed', reason: expect.stringContaining('was not asked to edit it') as string });
    expect(texts).toEqual([renamed, old]);
  });

  it('says of each file why the run failed', async () => {
    const { result, outcome, texts } = await run((to) => {
      if (to.endsWith('run.json')) throw new Error('the disk is full');
    });
    expect(result.problem).toContain('the disk is full');
    for (const name of ['a/.env', 'b/.env']) expect(outcome(name), name).toEqual({ outcome: 'failed', reason: result.problem });
    expect(texts).toEqual([old, old]);
  });
});
