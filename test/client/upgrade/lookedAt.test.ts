import { describe, expect, it } from 'vitest';
import type { Status } from '../../../server/src/protocol.ts';
import { lookedAtTree } from '../../../client/src/upgrade/lookedAt.ts';

const status: Status = {
  scanning: false,
  migrations: [
    { id: 'greenlang', title: 'GreenLang', from: '0.2', to: '0.3', root: 'file:///w', active: true, evidence: ['requirements.txt: greenlang==0.2.0', 'settings: on', 'proof'] },
    { id: 'other', title: 'Other', from: '1', to: '2', root: 'file:///w', active: false, evidence: [] },
  ],
  findings: { total: 0, safe: 0, unsafe: 0, manual: 0 },
  files: { scanned: 12, skipped: [{ uri: 'file:///w/big.yaml', reason: 'larger than 2 MB' }] },
  interrupted: [],
};
const pathOf = (uri: string): string => uri.slice('file:///'.length);
const fileOf = (root: string, path: string): string => `${root}/${path}`;

describe('nothing found', () => {
  it('says what was looked at, what is active and why, and what was not checked', () => {
    const { roots, nodes } = lookedAtTree(status, pathOf, fileOf);
    const notes = (keys: readonly string[]): unknown[] => keys.map((key) => {
      const node = nodes.get(key);
      return node?.kind === 'note' ? [node.label, node.description, node.uri, ...notes(node.children)] : undefined;
    });
    expect(notes(roots)).toEqual([
      ['Nothing old was found', '', undefined],
      ['12 files looked at', '', undefined],
      ['GreenLang 0.2 → 0.3 is active', 'w', undefined,
        ['requirements.txt', 'greenlang==0.2.0', 'file:///w/requirements.txt'], ['settings', 'on', undefined], ['proof', '', undefined]],
      ['1 file not checked', '', undefined, ['w/big.yaml', 'larger than 2 MB', 'file:///w/big.yaml']],
    ]);
  });

  it('says that no migration is active', () => {
    const { roots, nodes } = lookedAtTree({ ...status, migrations: status.migrations.slice(1), files: { scanned: 1, skipped: [] } }, pathOf, fileOf);
    expect(roots.map((key) => nodes.get(key))).toMatchObject([{ label: 'Nothing old was found' }, { label: '1 file looked at' }, { label: 'No migration is active' }]);
  });
});
