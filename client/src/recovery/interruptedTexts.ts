import type { ProtocolRun } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';

/** Says what was interrupted, and what the buttons below it mean. */
export function interruptedMessage({ title, files, restoring }: ProtocolRun): string {
  const of = (...states: readonly string[]): number => files.filter(({ now }) => states.includes(now)).length;
  const [made, waiting] = [of('new'), of('old')];
  if (restoring === true) {
    return `Rolling back an upgrade was interrupted (${title}): ${counted(waiting, 'file')} put back, ${made} still upgraded. Restore puts the rest back.`;
  }
  const changed = of('changed', 'missing');
  const others = changed > 0 ? ` ${counted(changed, 'file')} changed by somebody else stay as they are.` : '';
  return `An upgrade was interrupted (${title}): ${made} of ${counted(files.length, 'file')} upgraded. Finish writes the rest, Restore puts all back.${others}`;
}

/** What a file of an interrupted run holds. */
export function interruptedFileNote(now: ProtocolRun['files'][number]['now']): string {
  return { new: 'upgraded', old: 'not upgraded yet', changed: 'changed by somebody else', missing: 'missing' }[now];
}
