import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createResultStore } from '../../../server/src/node/resultCache/resultStore.ts';
import type { Entry } from '../../../server/src/node/resultCache/entryFormat.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const keyOf = (digit: string) => digit.repeat(64);
const key = keyOf('a');

const entry: Entry = {
  evidence: { folders: [['/w', 'Fa\nb', 'dä😀'], ['/w/ä😀'], ['/w/no', '!EACCES']], numbers: Float64Array.of(3, 1.25, 2.5, 2 ** 53), paths: [['/w/.git', 'missing']], contents: [['/w/a\nb', 'hash']] },
  texts: { messages: '', out: 'é😀\0\n' },
};

function storeIn(folder = path.join(temporaryFolder(), 'a/b')) {
  return { folder, store: createResultStore(folder), file: (name = key) => path.join(folder, `${name}.result`) };
}

/** A store with one entry, and a way to damage it. */
function written(): ReturnType<typeof storeIn> & { damage: (change: (bytes: Buffer) => Buffer) => void } {
  const made = storeIn();
  made.store.write(key, entry);
  return { ...made, damage: (change) => { fs.writeFileSync(made.file(), change(fs.readFileSync(made.file()))); } };
}

describe('an entry', () => {
  test('comes back as it was', () => {
    const { store } = written();
    const read = store.read(key);
    expect(read?.evidence).toEqual(entry.evidence);
    expect([read?.text('messages'), read?.text('out'), read?.text('other')]).toEqual(['', 'é😀\0\n', undefined]);
    store.write(key, { evidence: { folders: [], numbers: new Float64Array(), paths: [], contents: [] }, texts: {} });
    expect(store.read(key)?.evidence.folders).toEqual([]);
    expect(store.read(keyOf('b'))).toBeUndefined();
  });

  test.skipIf(process.platform === 'win32')('is nobody else’s to read', () => {
    const { folder, file } = written();
    expect([fs.statSync(folder).mode & 0o777, fs.statSync(file()).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(fs.readdirSync(folder)).toHaveLength(1);
  });

  test('is not believed when it is damaged, in whatever place', () => {
    const { store, damage, file } = written();
    const whole = fs.readFileSync(file());
    for (let length = 0; length < whole.length; length += 7) {
      fs.writeFileSync(file(), whole.subarray(0, length));
      expect(store.read(key)).toBeUndefined();
    }
    fs.writeFileSync(file(), whole);
    damage((bytes) => Buffer.from(bytes.map((byte, index) => (index === bytes.length - 2 ? byte ^ 1 : byte))));
    expect(store.read(key)?.text('out')).toBeUndefined();
    for (const text of [
      'upguide result 1', '{}\n', `{"magic":"upguide result 1"}\n`, `{"magic":"upguide result 0","key":"${key}"}\n`, `{"magic":"upguide result 1","a":${'['.repeat(100_000)}\n`, '\n'.repeat(1000), `{"magic":"upguide result 1",${' '.repeat(9_000_000)}\n`,
      `{"magic":"upguide result 1","key":"${key}","folders":-1,"numbers":0,"paths":[],"contents":[],"texts":[]}\n`,
      `{"magic":"upguide result 1","key":"${key}","folders":0,"numbers":4,"paths":[],"contents":[],"texts":[]}\n1234`,
      `{"magic":"upguide result 1","key":"${key}","folders":0,"numbers":0,"paths":[["a",1]],"contents":[],"texts":[]}\n`,
      `{"magic":"upguide result 1","key":"${key}","folders":0,"numbers":0,"paths":[],"contents":[],"texts":[["out",9e15,""]]}\n`,
    ]) {
      fs.writeFileSync(file(), text);
      expect(store.read(key)).toBeUndefined();
    }
    store.write(key, entry);
    expect(store.read(key)?.text('out')).toBe('é😀\0\n');
  });

  test('is not believed under another key', () => {
    const { store, file } = written();
    fs.copyFileSync(file(), file(keyOf('b')));
    expect(store.read(keyOf('b'))).toBeUndefined();
  });

  test.skipIf(process.platform === 'win32')('is not believed when somebody else may have written it', () => {
    const { store, folder, file } = written();
    fs.chmodSync(file(), 0o620);
    expect(store.read(key)).toBeUndefined();
    fs.chmodSync(file(), 0o600);
    fs.chmodSync(folder, 0o777);
    expect(store.read(key)).toBeUndefined();
    store.write(keyOf('b'), entry);
    expect(fs.existsSync(file(keyOf('b')))).toBe(false);
    fs.chmodSync(folder, 0o700);
    fs.renameSync(file(), `${folder}/elsewhere`);
    fs.symlinkSync('elsewhere', file());
    expect(store.read(key)).toBeUndefined();
  });

  test.skipIf(process.geteuid?.() !== 0)('is not believed when it belongs to another user', () => {
    const { store, folder, file } = written();
    fs.chownSync(file(), 12345, 12345);
    expect(store.read(key)).toBeUndefined();
    fs.chownSync(file(), 0, 0);
    expect(store.read(key)).toBeDefined();
    fs.chownSync(folder, 12345, 12345);
    expect(store.read(key)).toBeUndefined();
  });
});

describe('a folder', () => {
  test('that cannot be made or written to is as if there were none', () => {
    const file = path.join(temporaryFolder({ taken: '' }), 'taken');
    for (const folder of [file, path.join(file, 'below'), '/proc/upguide']) {
      const { store } = storeIn(folder);
      store.write(key, entry);
      store.touch(key);
      expect(store.read(key)).toBeUndefined();
    }
  });

  test('keeps what was of use last, and nothing that is left over', () => {
    const { folder } = storeIn();
    const store = createResultStore(folder, { entries: 3, bytes: 1_000_000 });
    const file = (name: string) => path.join(folder, name);
    const age = (name: string, seconds: number) => { fs.utimesSync(file(name), Date.now() / 1000 - seconds, Date.now() / 1000 - seconds); };
    for (const [index, digit] of ['a', 'b', 'c'].entries()) {
      store.write(keyOf(digit), entry);
      age(`${keyOf(digit)}.result`, 1000 - index);
    }
    store.touch(keyOf('a'));
    fs.writeFileSync(file(`${keyOf('e')}.0123456789abcdef.tmp`), 'old');
    age(`${keyOf('e')}.0123456789abcdef.tmp`, 7200);
    fs.writeFileSync(file(`${keyOf('e')}.0123456789abcdee.tmp`), 'of a process that runs');
    fs.writeFileSync(file('mine.txt'), 'somebody’s');
    age('mine.txt', 7200);
    store.write(keyOf('d'), entry);
    expect(fs.readdirSync(folder).sort()).toEqual([`${keyOf('a')}.result`, `${keyOf('c')}.result`, `${keyOf('d')}.result`, `${keyOf('e')}.0123456789abcdee.tmp`, 'mine.txt']);
  });

  test('keeps no more bytes than it may', () => {
    const { folder } = storeIn();
    const store = createResultStore(folder, { entries: 100, bytes: 10_000 });
    const large = { ...entry, texts: { out: 'x'.repeat(4000) } };
    for (const [index, digit] of ['a', 'b', 'c'].entries()) {
      store.write(keyOf(digit), large);
      fs.utimesSync(path.join(folder, `${keyOf(digit)}.result`), index + 1, index + 1);
    }
    store.write(keyOf('d'), large);
    expect(fs.readdirSync(folder)).toEqual([`${keyOf('c')}.result`, `${keyOf('d')}.result`]);
    store.write(keyOf('e'), { ...entry, texts: { out: 'x'.repeat(20_000) } });
    expect(store.read(keyOf('e'))).toBeUndefined();
  });
});
