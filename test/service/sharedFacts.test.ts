import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createGrammars } from '../../server/src/service/grammars.ts';
import type { FileRecord } from '../../server/src/service/projectIndex.ts';
import { createState } from '../../server/src/service/serviceState.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';

const compose = (command: string): string => `services:
  worker:
    image: python:3.8
    command: ${command}
    environment:
      GREENLANG_ENV: production
`;

/** A state that knows no file, and what its reader makes of a text on the disk. */
function reading() {
  const options = testServiceOptions(inMemoryWorkspace({}), []);
  const parts = { ...options, migrations: builtInMigrations, grammars: createGrammars(options.grammars, options.logger), settingsOf: () => defaultSettings, isScanned: () => true, onRuleFailure: () => undefined };
  const { index, reader, analyses } = createState(parts, () => undefined);
  const read = (text: string) => {
    const file = reader.parse('file:///workspace/docker-compose.yml', text);
    if (!file) return expect.unreachable('a compose file is accepted');
    return { ...reader.fromParsed(file, { folder: 'file:///workspace', version: undefined, ignoredByGit: undefined }), again: analyses.factsOf(file) };
  };
  const revisionAfter = (record: FileRecord): number => {
    index.set(record);
    return index.projectOf(record).revision;
  };
  return { read, revisionAfter };
}

describe('the index', () => {
  it('keeps what others ask of a file, and leaves out what only its own rules read', () => {
    const { record, facts, again } = reading().read(compose('gl run pack.yaml'));
    const kinds = (all: readonly { readonly kind: string }[]): readonly string[] => [...new Set(all.map(({ kind }) => kind))].sort();
    expect(kinds(facts)).toEqual(['command', 'environment', 'runtime', 'service']);
    expect(kinds(record.facts)).toEqual(['environment', 'service']);
    expect(again).toEqual(facts);
  });

  it('gives a project no new revision when only a command of a file changes, and moves nothing', () => {
    const { read, revisionAfter } = reading();
    const before = revisionAfter(read(compose('gl run pack.yaml')).record);
    expect(revisionAfter(read(compose('gl run spec.yaml')).record)).toBe(before);
    expect(revisionAfter(read(compose('gl run spec.yaml').replace('GREENLANG_ENV', 'GL_ENV')).record)).not.toBe(before);
  });
});
