import { expect, it } from 'vitest';
import type { ProtocolRun } from '../../../server/src/protocol.ts';
import { interruptedFileNote, interruptedMessage } from '../../../client/src/recovery/interruptedTexts.ts';

function run(states: readonly ProtocolRun['files'][number]['now'][], restoring?: boolean): ProtocolRun {
  return {
    root: 'file:///w', id: 'r1', started: '2026-11-21T10:00:00Z', origin: 'cli', title: 'GreenLang 0.2 → 0.3', state: 'prepared', interrupted: true,
    files: states.map((now, index) => ({ uri: `file:///w/${index}`, now, changes: [] })), ...(restoring === undefined ? {} : { restoring }),
  };
}

it('says how far an upgrade came and what the buttons do', () => {
  expect(interruptedMessage(run(['new', 'old', 'old'])))
    .toBe('An upgrade was interrupted (GreenLang 0.2 → 0.3): 1 of 3 files upgraded. Finish writes the rest, Restore puts all back.');
  expect(interruptedMessage(run(['new', 'changed', 'missing']))).toMatch(/2 files changed by somebody else stay as they are\.$/);
});

it('does not offer to finish what is being rolled back', () => {
  const message = interruptedMessage(run(['new', 'old'], true));
  expect(message).toMatch(/^Rolling back an upgrade was interrupted .*: 1 file put back, 1 still upgraded/);
  expect(message).not.toContain('Finish');
});

it('says what each file holds', () => {
  expect((['new', 'old', 'changed', 'missing'] as const).map(interruptedFileNote)).toEqual(['upgraded', 'not upgraded yet', 'changed by somebody else', 'missing']);
});
