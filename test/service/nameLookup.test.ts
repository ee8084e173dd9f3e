import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { isProofByName, isSample, kindByName } from '../../server/src/service/fileKinds.ts';
import { NameLookup } from '../../server/src/service/nameLookup.ts';

describe('NameLookup', () => {
  const paths = [
    'a/mod.py', 'b/mod.py', 'file:///w/a/mod.py', 'setup.py', 'x/pack.yaml', 'y/pack.yaml', 'pack.yaml/x.txt', 'package.json', 'package-lock.json', '.env', 'a/.env.example', 'Dockerfile.py',
    'requirements/base.txt', 'notes/base.txt', 'base.txt', 'file:///w/requirements/dev.in', 'file:///w/dev.in', 'requirements.txt', 'README.md', 'a/with%20space.py', 'photo.png', 'Makefile', '',
  ];

  it('says what is said of each name by itself, however often and in whatever order it is asked', () => {
    const names = new NameLookup(builtInMigrations);
    for (const path of [...paths, ...paths.slice().reverse()]) {
      expect([path, names.of(path)]).toEqual([path, { kind: kindByName(path, builtInMigrations), proves: isProofByName(path, builtInMigrations), isSample: isSample(path) }]);
    }
    expect(names.of('requirements/base.txt').kind).toEqual({ role: 'file', language: 'requirements' });
    expect(names.of('notes/base.txt').kind).toBeUndefined();
  });
});
