import type { ProtocolRun, RollbackResult } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';

type RunFile = ProtocolRun['files'][number];

/** The files of a run that a rollback has something to do with. */
export function filesToRestore({ files }: ProtocolRun): readonly RunFile[] {
  return files.filter(({ now }) => now !== 'old');
}

/** Whether a run can be taken back, in whole or what is left of it. Interrupted ones are recovered instead. */
export function canRollBack(run: ProtocolRun): boolean {
  return run.state === 'done' && !run.interrupted && filesToRestore(run).length > 0;
}

/** The line below a run's title: `12 files, 40 changes; 1 has changed since`. */
export function runDetail(run: ProtocolRun): string {
  const changes = run.files.flatMap((file) => file.changes).reduce((sum, { count }) => sum + count, 0);
  const of = (state: RunFile['now']): number => run.files.filter(({ now }) => now === state).length;
  const notes = [
    of('old') > 0 ? `${of('old')} as before already` : '',
    of('changed') > 0 ? `${of('changed')} changed since` : '',
    of('missing') > 0 ? `${of('missing')} missing` : '',
  ].filter((note) => note !== '');
  return `${counted(run.files.length, 'file')}, ${counted(changes, 'change')}${notes.length > 0 ? `; ${notes.join(', ')}` : ''}`;
}

/** Who made a run, as the user would say it. */
export function originName({ origin }: Pick<ProtocolRun, 'origin'>): string {
  return { cli: 'command line', editor: 'editor', server: 'editor' }[origin];
}

/** What stands beside a file in a list: what a rollback would meet there. */
export function fileNote({ now, changes }: RunFile): string {
  const made = counted(changes.reduce((sum, { count }) => sum + count, 0), 'change');
  return { new: made, changed: `${made}, changed since`, missing: 'missing', old: 'as before already' }[now];
}

/** What a rollback, or a recovery, did, in a sentence or two. `done` is the verb: `Rolled back`, `Finished`, `Restored`. */
export function rollbackMessage({ files, problem }: RollbackResult, done: string): string {
  const of = (...outcomes: readonly string[]): number => files.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [changed, refused, failed] = [of('restored', 'written'), of('refused'), of('failed')];
  const parts = [
    changed > 0 ? `${done} ${counted(changed, 'file')}.` : problem === undefined && refused + failed === 0 ? 'Nothing was left to do.' : '',
    refused > 0 ? `${counted(refused, 'file')} left alone.` : '',
    failed > 0 ? `${counted(failed, 'file')} failed, see the log.` : '',
    problem ?? '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
