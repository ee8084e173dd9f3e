import { describe, expect, it } from 'vitest';
import { DocumentStore } from '../../server/src/lsp/documentStore.ts';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { createLiveService } from '../../server/src/service/liveService.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';

/** A system whose documents have an ending that nobody else looks at. */
const acme: Migration = {
  ...greenlang, id: 'acme', rules: [], changes: [],
  documents: [{ id: 'acme', language: 'yaml', matchesName: (name) => name.endsWith('.acme'), classify: () => ({ kind: 'ours', schema: '', reason: 'named so', proves: true }) }],
};

/** A document that is open, with another text than on disk. */
function opened() {
  const workspace = inMemoryWorkspace({ 'x.acme': 'on: disk\n' });
  const uri = workspace.uri('x.acme');
  const service = createLiveService(testServiceOptions(workspace, [], { migrations: [acme] }));
  const documents = new DocumentStore(service);
  documents.open(uri, 'plaintext', 1, 'in: editor\n');
  documents.giveAll();
  return { uri, service, documents };
}

describe('an open document of a migration that goes and comes back', () => {
  it('is read from the disk when it was closed in between', async () => {
    const { uri, service, documents } = opened();
    expect(service.text(uri)).toBe('in: editor\n');
    service.useMigrations([]);
    documents.sortAnew();
    documents.close(uri);
    service.useMigrations([acme]);
    documents.sortAnew();
    await service.scan();
    expect(service.text(uri)).toBe('on: disk\n');
  });

  it('has the text that the editor has by then', async () => {
    const { uri, service, documents } = opened();
    service.useMigrations([]);
    documents.sortAnew();
    documents.change(uri, [{ text: 'later: too\n' }], 2);
    service.useMigrations([acme]);
    documents.sortAnew();
    await service.scan();
    documents.giveAll();
    expect(service.text(uri)).toBe('later: too\n');
  });
});
