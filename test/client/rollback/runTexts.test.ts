import { describe, expect, it } from 'vitest';
import type { ProtocolRun } from '../../../server/src/protocol.ts';
import { canRollBack, fileNote, filesToRestore, originName, rollbackMessage, runDetail } from '../../../client/src/rollback/runTexts.ts';

type File = ProtocolRun['files'][number];

const file = (name: string, now: File['now'], ...counts: readonly number[]): File => ({
  uri: `file:///w/${name}`, now, changes: counts.map((count) => ({ change: 'BC-007', rule: 'r', title: 't', applicability: 'safe', count })),
});
const run = (some: Partial<ProtocolRun> = {}): ProtocolRun => ({
  root: 'file:///w', id: 'r1', started: '2026-11-21T10:00:00Z', origin: 'cli', title: 'GreenLang 0.2 → 0.3', state: 'done', interrupted: false, files: [file('a', 'new', 2, 1)], ...some,
});

describe('what can be rolled back', () => {
  it('is a run that is done and has left something', () => {
    expect(canRollBack(run())).toBe(true);
    expect(canRollBack(run({ files: [file('a', 'changed', 1), file('b', 'old', 1)] }))).toBe(true);
  });

  it('is no run that is rolled back, interrupted, damaged, or has nothing left', () => {
    for (const state of ['rolledBack', 'prepared', 'damaged'] as const) expect(canRollBack(run({ state }))).toBe(false);
    expect(canRollBack(run({ interrupted: true }))).toBe(false);
    expect(canRollBack(run({ files: [file('a', 'old', 1)] }))).toBe(false);
  });

  it('is every file that is not as before', () => {
    const files = (['new', 'old', 'changed', 'missing'] as const).map((now) => file(now, now, 1));
    expect(filesToRestore(run({ files })).map(({ now }) => now)).toEqual(['new', 'changed', 'missing']);
  });
});

describe('what is said of a run', () => {
  it('counts files and changes, and names what is not as the run left it', () => {
    expect(runDetail(run())).toBe('1 file, 3 changes');
    expect(runDetail(run({ files: [file('a', 'new', 1), file('b', 'old', 1), file('c', 'changed', 1), file('d', 'missing', 1)] })))
      .toBe('4 files, 4 changes; 1 as before already, 1 changed since, 1 missing');
  });

  it('names who made it, and what a rollback meets in a file', () => {
    expect((['cli', 'editor', 'server'] as const).map((origin) => originName({ origin }))).toEqual(['command line', 'editor', 'editor']);
    expect((['new', 'changed', 'missing', 'old'] as const).map((now) => fileNote(file('a', now, 2)))).toEqual(['2 changes', '2 changes, changed since', 'missing', 'as before already']);
  });
});

describe('what is said of a rollback', () => {
  const done = (outcome: 'restored' | 'written' | 'unchanged' | 'refused' | 'failed') => ({ uri: 'file:///w/a', outcome });

  it('counts what was put back, refused and failed', () => {
    expect(rollbackMessage({ files: [done('restored'), done('written'), done('unchanged')] }, 'Rolled back')).toBe('Rolled back 2 files.');
    expect(rollbackMessage({ files: [done('restored'), done('refused'), done('failed')] }, 'Rolled back')).toBe('Rolled back 1 file. 1 file left alone. 1 file failed, see the log.');
  });

  it('says why nothing happened', () => {
    expect(rollbackMessage({ files: [done('unchanged')] }, 'Rolled back')).toBe('Nothing was left to do.');
    expect(rollbackMessage({ files: [], problem: 'The disk is full.' }, 'Rolled back')).toBe('The disk is full.');
  });
});
