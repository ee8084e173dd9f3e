import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ByteReader, type ReadFileSystem, readTextFile } from '../../server/src/node/readTextFile.ts';
import { maxFileBytes } from '../../server/src/service/workspace.ts';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';

function read(content: string | Uint8Array) {
  return readTextFile(writeFile(temporaryFolder(), '.env', content));
}

describe('text', () => {
  test.each([
    ['plain', 'A=1\nB=2\n', false],
    ['no line end at the end', 'A=1', false],
    ['all line ends', 'A=1\r\nB=2\rC=3\n', false],
    ['empty', '', false],
    ['beyond the BMP', 'A=😀\u2028é', false],
    ['byte order mark', '\uFEFFA=1\r\n', true],
    ['two byte order marks', '\uFEFF\uFEFFA=1', true],
  ])('%s comes back byte for byte', (_name, content, bom) => {
    const result = read(content);
    expect(result).toEqual({ kind: 'text', text: bom ? content.slice(1) : content, bom });
    if (result.kind === 'text') expect(Buffer.from(`${result.bom ? '\uFEFF' : ''}${result.text}`).equals(Buffer.from(content))).toBe(true);
  });
});

describe('no text', () => {
  test.each([
    ['Latin-1', Buffer.from('# ok\nNAME=caf\xe9\n', 'latin1'), /not valid UTF-8 \(line 2/],
    ['a surrogate in UTF-8', Buffer.from([0x41, 0x3d, 0xed, 0xa0, 0x80]), /not valid UTF-8 \(line 1/],
    ['UTF-16 LE', Buffer.from('\uFEFFA=1', 'utf16le'), /UTF-16 \(little endian\)/],
    ['UTF-16 BE', Buffer.from('\uFEFFA=1', 'utf16le').swap16(), /UTF-16 \(big endian\)/],
    ['UTF-16 without a mark', Buffer.from('A=1', 'utf16le'), /NUL/],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), /UTF-32/],
    ['binary', Buffer.from([0x7f, 0x45, 0, 1]), /NUL/],
  ])('%s is skipped with the reason and a way out', (_name, content, reason) => {
    const result = read(content);
    expect(result).toMatchObject({ kind: 'skipped', reason: expect.stringMatching(reason) });
    expect(JSON.stringify(result)).toContain('Save it as UTF-8');
    expect(JSON.stringify(result)).not.toContain('caf');
  });

  test('a missing file and a folder', () => {
    const folder = temporaryFolder();
    expect(readTextFile(path.join(folder, 'no'))).toEqual({ kind: 'missing' });
    expect(readTextFile(path.join(folder, 'no/.env'))).toEqual({ kind: 'missing' });
    expect(readTextFile(folder)).toEqual({ kind: 'skipped', reason: 'It is a folder, not a file.' });
  });

  test('a file behind the limit is not read; one at the limit is', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'pack.yaml');
    fs.writeFileSync(file, 'a'.repeat(maxFileBytes));
    expect(readTextFile(file).kind).toBe('text');
    fs.truncateSync(file, maxFileBytes + 1);
    expect(readTextFile(file)).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('larger than 10.0 MB') });
  });
});

describe('a system that does not cooperate', () => {
  const failing = (changes: Partial<ReadFileSystem>): ReadFileSystem => ({ ...fs, ...changes });
  const fail = (code: string) => () => {
    throw Object.assign(new Error(`${code}: no`), { code });
  };

  test('a file without read permission', () => {
    // As root nothing is unreadable, so the system's answer is simulated.
    const file = writeFile(temporaryFolder(), '.env', 'A=1');
    expect(readTextFile(file, failing({ openSync: fail('EACCES') }))).toEqual({ kind: 'skipped', reason: 'It cannot be read: permission denied (EACCES).' });
  });

  test('an error in the middle closes the file', () => {
    const file = writeFile(temporaryFolder(), '.env', 'A=1');
    const closed: number[] = [];
    const result = readTextFile(file, failing({ readSync: fail('EIO'), closeSync: (descriptor) => { closed.push(descriptor); fs.closeSync(descriptor); } }));
    expect(result).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('EIO') });
    expect(closed).toHaveLength(1);
  });

  test('short reads and a file that grows', () => {
    const file = writeFile(temporaryFolder(), '.env', 'NAME=value\n'.repeat(50));
    const oneByte = failing({
      readSync: ((descriptor: number, buffer: Uint8Array, offset: number) => fs.readSync(descriptor, buffer, offset, 1, null)) as typeof fs.readSync,
      fstatSync: ((descriptor: number) => Object.assign(fs.fstatSync(descriptor), { size: 3 })) as typeof fs.fstatSync,
    });
    expect(readTextFile(file, oneByte)).toEqual({ kind: 'text', text: 'NAME=value\n'.repeat(50), bom: false });
  });
});

describe('bytes', () => {
  let memory = new Uint8Array(16);
  const memoryOf = (length: number): Uint8Array => {
    if (length > memory.length) memory = new Uint8Array(length);
    return memory.subarray(0, length);
  };

  const bytes = (result: ReturnType<ByteReader['read']>) => (result.kind === 'bytes' ? Buffer.from(result.bytes).toString() : result);

  test('of one file after the other, in the same memory', () => {
    const folder = temporaryFolder();
    const [first, second] = [writeFile(folder, 'a.txt', 'first text'), writeFile(folder, 'b.txt', 'second')];
    const reader = new ByteReader(memoryOf);
    const one = reader.read(first);
    expect(bytes(one)).toBe('first text');
    const two = reader.read(second);
    expect(bytes(two)).toBe('second');
    expect(one.kind === 'bytes' && two.kind === 'bytes' && one.bytes.buffer === two.bytes.buffer).toBe(true);
  });

  test('of a file that is larger than that memory, up to the limit', () => {
    const folder = temporaryFolder();
    const reader = new ByteReader(memoryOf);
    const large = 'x'.repeat(3 * 1024 * 1024);
    expect(bytes(reader.read(writeFile(folder, 'large.txt', large)))).toBe(large);
    expect(bytes(reader.read(writeFile(folder, 'small.txt', 'small')))).toBe('small');
    expect(reader.read(writeFile(folder, 'huge.txt', Buffer.alloc(maxFileBytes + 1)))).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('larger than') });
  });

  test('of a file that grows while it is read', () => {
    const file = writeFile(temporaryFolder(), 'a.txt', 'NAME=value\n'.repeat(50));
    const reader = new ByteReader(memoryOf, { ...fs, fstatSync: ((descriptor: number) => Object.assign(fs.fstatSync(descriptor), { size: 3 })) as typeof fs.fstatSync });
    expect(bytes(reader.read(file))).toBe('NAME=value\n'.repeat(50));
  });

  test('by one read: a file that is read to its size is not asked for its end', () => {
    const file = writeFile(temporaryFolder(), 'a.txt', 'some text');
    let reads = 0;
    const reader = new ByteReader(memoryOf, { ...fs, readSync: ((...given: Parameters<typeof fs.readSync>) => { reads++; return fs.readSync(...given); }) as typeof fs.readSync });
    expect(bytes(reader.read(file))).toBe('some text');
    expect(reads).toBe(1);
    expect(bytes(reader.read(writeFile(temporaryFolder(), 'empty.txt', '')))).toBe('');
  });

  test('of nothing', () => {
    expect(new ByteReader(memoryOf).read(path.join(temporaryFolder(), 'missing'))).toEqual({ kind: 'missing' });
  });
});
