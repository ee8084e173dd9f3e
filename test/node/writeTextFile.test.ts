import fs from 'node:fs';
import nodeFiles from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeTextFile, type WriteFileSystem } from '../../server/src/node/writeTextFile.ts';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';

const before = 'GREENLANG_ENV=production\n';
const after = 'GL_ENV=production\n';

function setUp(content: string | Uint8Array = before) {
  const folder = temporaryFolder();
  return { folder, file: writeFile(folder, '.env', content) };
}

function write(file: string, root: string, files?: WriteFileSystem, texts = { before, after }) {
  return writeTextFile({ path: file, roots: [root], ...texts }, files);
}

describe('a replaced file', () => {
  test('holds the new text, and nothing else is left in the folder', async () => {
    const { folder, file } = setUp();
    expect(await write(file, folder)).toEqual({ kind: 'written', bytes: after.length });
    expect(fs.readFileSync(file, 'utf8')).toBe(after);
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test.each([
    ['line ends', 'A=1\r\nB=2\rC=3\n', 'X=1\r\nB=2\rC=3\n'],
    ['no line end at the end', 'A=1', 'X=1'],
    ['becomes empty', 'A=1', ''],
    ['beyond the BMP', 'A=😀', 'X=😀'],
  ])('keeps its bytes: %s', async (_name, from, to) => {
    const { folder, file } = setUp(from);
    await write(file, folder, undefined, { before: from, after: to });
    expect(fs.readFileSync(file, 'utf8')).toBe(to);
  });

  test('keeps its byte order mark', async () => {
    const { folder, file } = setUp(`\uFEFF${before}`);
    expect((await write(file, folder)).kind).toBe('written');
    expect(fs.readFileSync(file, 'utf8')).toBe(`\uFEFF${after}`);
  });

  test.each([0o600, 0o640, 0o644, 0o755, 0o664])('keeps its mode %o', async (mode) => {
    const { folder, file } = setUp();
    fs.chmodSync(file, mode);
    await write(file, folder);
    expect(fs.statSync(file).mode & 0o7777).toBe(mode);
  });

  test('keeps its owner where the system lets us', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only the superuser may give files away');
    const { folder, file } = setUp();
    fs.chownSync(file, 1234, 4321);
    await write(file, folder);
    expect(fs.statSync(file)).toMatchObject({ uid: 1234, gid: 4321 });
  });

  test('that is reached through a symbolic link stays where it is, and so does the link', async () => {
    const { folder } = setUp();
    const target = writeFile(folder, 'real/env', before);
    const link = path.join(folder, 'link.env');
    fs.symlinkSync('real/env', link);
    expect((await write(link, folder)).kind).toBe('written');
    expect(fs.readlinkSync(link)).toBe('real/env');
    expect(fs.readFileSync(target, 'utf8')).toBe(after);
  });

  test('may have a name of 255 bytes', async () => {
    const folder = temporaryFolder();
    const file = writeFile(folder, `.env.${'x'.repeat(250)}`, before);
    expect((await write(file, folder)).kind).toBe('written');
  });

  test('is not touched when there is nothing to change', async () => {
    const { folder, file } = setUp();
    const inode = fs.statSync(file).ino;
    expect((await write(file, folder, undefined, { before, after: before })).kind).toBe('written');
    expect(fs.statSync(file).ino).toBe(inode);
  });
});

describe('a file that is left alone', () => {
  async function refused(folder: string, file: string, reason: RegExp, files?: WriteFileSystem) {
    const old = fs.readFileSync(file);
    expect(await write(file, folder, files)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason) });
    expect(fs.readFileSync(file).equals(old)).toBe(true);
    expect(fs.readdirSync(path.dirname(file)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }

  test('another text than the change was made for', async () => {
    const { folder, file } = setUp('SOMEBODY=else\n');
    await refused(folder, file, /changed on disk/);
  });

  test('no text any more', async () => {
    const { folder, file } = setUp(Buffer.from([0xff, 0xfe, 0x41, 0]));
    await refused(folder, file, /changed on disk/);
  });

  test('changed between the first look and the rename', async () => {
    const { folder, file } = setUp();
    let reads = 0;
    const files = {
      ...nodeFiles,
      readFile: (async (name: string) => {
        if (++reads === 2) fs.writeFileSync(file, 'FOREIGN=bytes\n');
        return nodeFiles.readFile(name);
      }) as typeof nodeFiles.readFile,
    };
    expect(await write(file, folder, files)).toMatchObject({ kind: 'refused' });
    expect(fs.readFileSync(file, 'utf8')).toBe('FOREIGN=bytes\n');
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test('replaced by another file of the same content', async () => {
    const { folder, file } = setUp();
    let stats = 0;
    const files = {
      ...nodeFiles,
      lstat: (async (name: string) => {
        if (++stats === 2) {
          fs.writeFileSync(`${file}.new`, before);
          fs.renameSync(`${file}.new`, file);
        }
        return nodeFiles.lstat(name);
      }) as typeof nodeFiles.lstat,
    };
    await refused(folder, file, /changed on disk/, files);
  });

  test('read-only', async () => {
    const { folder, file } = setUp();
    fs.chmodSync(file, 0o444);
    await refused(folder, file, /read-only.*chmod u\+w/);
  });

  test('with a second name', async () => {
    const { folder, file } = setUp();
    fs.linkSync(file, path.join(folder, 'other'));
    await refused(folder, file, /2 names \(hard links\)/);
  });

  test('outside of the folder, through a symbolic link', async () => {
    const outside = temporaryFolder({ env: before });
    const folder = temporaryFolder();
    const link = path.join(folder, '.env');
    fs.symlinkSync(path.join(outside, 'env'), link);
    await refused(folder, link, /outside of the checked folder/);
  });
});

describe('a system that fails', () => {
  /** All calls of one write, in order; the k-th one fails. */
  function failingAt(k: number, code: string): { files: WriteFileSystem; calls: string[] } {
    const calls: string[] = [];
    const step = (name: string) => {
      calls.push(name);
      if (calls.length === k) throw Object.assign(new Error(`${code}: simulated`), { code });
    };
    const wrap = <T extends object>(object: T, names: readonly (keyof T & string)[], prefix: string): T => new Proxy(object, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (!names.some((known) => known === name)) return value.bind(target) as unknown;
        return async (...values: unknown[]) => {
          // A failed close has still closed, and failing clean-up is nothing a test can check afterwards.
          if (name !== 'unlink') step(`${prefix}${String(name)}`);
          const result: unknown = await value.apply(target, values);
          return name === 'open' ? wrap(result as nodeFiles.FileHandle, ['write', 'stat', 'chmod', 'sync'], 'handle.') : result;
        };
      },
    });
    const files: WriteFileSystem = wrap({ ...nodeFiles }, ['realpath', 'lstat', 'readFile', 'open', 'rename', 'unlink'], '');
    return { files, calls };
  }

  test.each(['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EMFILE', 'EBUSY', 'EXDEV'])('%s at any call leaves all of the old text or all of the new', async (code) => {
    const probe = failingAt(0, code);
    const first = setUp();
    await write(first.file, first.folder, probe.files);
    expect(probe.calls).toContain('handle.sync');
    for (let k = 1; k <= probe.calls.length; k++) {
      const { folder, file } = setUp();
      const result = await write(file, folder, failingAt(k, code).files);
      const text = fs.readFileSync(file, 'utf8');
      // Behind the rename only the folder's own sync can fail, and then the new text is there.
      expect(text, `call ${k}`).toBe(result.kind === 'written' ? after : before);
      expect(result.kind === 'written' || (result.kind === 'failed' && result.reason.includes(code)), `call ${k}`).toBe(true);
      expect(fs.readdirSync(folder), `call ${k}`).toEqual(['.env']);
    }
  });

  test('a full disk says how many bytes are needed', async () => {
    const { folder, file } = setUp();
    const result = await write(file, folder, failingAt(5, 'ENOSPC').files);
    expect(result).toEqual({ kind: 'failed', reason: `It could not be written: no space is left on the device (ENOSPC); ${after.length} bytes are needed beside the old file. The file is as it was.` });
  });

  test('a system that takes only a few bytes at a time still gets all of them', async () => {
    const { folder, file } = setUp();
    const files = { ...nodeFiles, open: shortWrites(3) };
    expect((await write(file, folder, files)).kind).toBe('written');
    expect(fs.readFileSync(file, 'utf8')).toBe(after);
  });

  test('a system that takes no more bytes is an error, not a cut file', async () => {
    const { folder, file } = setUp();
    const result = await write(file, folder, { ...nodeFiles, open: shortWrites(0) });
    expect(result).toMatchObject({ kind: 'failed', reason: expect.stringContaining('stopped taking data') });
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  function shortWrites(count: number): typeof nodeFiles.open {
    return async (...values) => {
      const handle = await nodeFiles.open(...values);
      const original = handle.write.bind(handle);
      handle.write = (async (buffer: Uint8Array, offset: number) => (count === 0 ? { bytesWritten: 0, buffer } : original(buffer, offset, Math.min(count, buffer.length - offset)))) as typeof handle.write;
      return handle;
    };
  }
});
