import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ResponseError } from 'vscode-languageserver';
import { EditLoop } from '../../server/src/lsp/editLoop.ts';
import { guarded } from '../../server/src/lsp/guard.ts';
import { explainLink } from '../../server/src/lsp/links.ts';
import { mergeSettings } from '../../server/src/lsp/settings.ts';
import { canonicalUri, innermostFolder } from '../../server/src/lsp/uris.ts';

describe('a handler that fails', () => {
  const log: string[] = [];
  const logger = { info: () => undefined, warn: () => undefined, error: (message: string) => void log.push(message) };

  it('is logged by its name and answers with nothing', async () => {
    const handler = guarded<[], number[]>('textDocument/hover', () => logger, [], () => {
      throw new Error('on purpose');
    });
    expect(await handler()).toEqual([]);
    expect(log).toEqual([expect.stringMatching(/^textDocument\/hover: Error: on purpose/)]);
  });

  it('passes on what the protocol has an answer for', async () => {
    const handler = guarded<[], null>('x', () => logger, null, () => Promise.reject(new ResponseError(-32801, 'modified')));
    await expect(handler()).rejects.toMatchObject({ code: -32801 });
  });
});

describe('the edit loop', () => {
  /** The loop's clock: it goes on only when a test says so, however busy the machine is. */
  let now = 0;
  const advance = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(ms);
  };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate'] });
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('answers a queue of changes once, and each change of somebody who types', () => {
    const answered: string[] = [];
    const loop = new EditLoop((uri) => answered.push(uri));
    loop.release();
    for (let i = 0; i < 20; i++) {
      loop.touch('a');
      vi.advanceTimersToNextTimer();
    }
    expect(answered).toEqual([]);
    advance(1);
    expect(answered).toEqual(['a']);
    for (let i = 0; i < 3; i++) {
      loop.touch('a');
      advance(1);
    }
    expect(answered).toEqual(['a', 'a', 'a', 'a']);
  });

  it('does not wait forever for a queue to end', () => {
    const answered: string[] = [];
    const loop = new EditLoop((uri) => answered.push(uri));
    loop.release();
    for (let i = 0; i < 60; i++) {
      loop.touch('a');
      now += 1;
      vi.advanceTimersToNextTimer();
    }
    expect(answered).toEqual(['a']);
  });

  it('holds answers back until it is released, and drops those of closed documents', () => {
    const answered: string[] = [];
    const loop = new EditLoop((uri) => answered.push(uri));
    loop.touch('a');
    loop.touch('b');
    loop.forget('a');
    advance(10);
    expect(answered).toEqual([]);
    expect(loop.busy).toBe(true);
    loop.release();
    advance(1);
    expect(answered).toEqual(['b']);
    expect(loop.busy).toBe(false);
  });

  it('lets a document that takes long rest, and no other', () => {
    const answered: string[] = [];
    const loop = new EditLoop((uri) => {
      answered.push(uri);
      if (uri === 'large') now += 120;
    });
    loop.release();
    loop.touch('large');
    advance(1);
    loop.touch('large');
    loop.touch('small');
    advance(30);
    expect(answered).toEqual(['large', 'small']);
    advance(80);
    expect(answered).toEqual(['large', 'small']);
    advance(20);
    expect(answered).toEqual(['large', 'small', 'large']);
  });
});

describe('spellings and settings', () => {
  it('one file has one URI', () => {
    expect(canonicalUri('file:///a%20b/%28c%29/.env')).toBe(canonicalUri('file:///a%20b/(c)/.env'));
    expect(canonicalUri('untitled:Untitled-1')).toBe('untitled:Untitled-1');
    expect(canonicalUri('file://host/%2F')).toBe('file://host/%2F');
  });

  it('the innermost folder counts', () => {
    const folders = [{ uri: 'file:///a' }, { uri: 'file:///a/b' }, { uri: 'file:///ab' }];
    expect(innermostFolder(folders, 'file:///a/b/c/.env')).toBe(folders[1]);
    expect(innermostFolder(folders, 'file:///abc/.env')).toBeUndefined();
  });

  it('the editor wins key by key, and globs add up', () => {
    expect(mergeSettings(
      { severities: { a: 'off', b: 'hint' }, exclude: ['x'] },
      { severities: { b: 'error' }, exclude: ['y', 'x'], migrations: { greenlang: 'on' } },
    )).toEqual({ migrations: { greenlang: 'on' }, targetVersions: {}, severities: { a: 'off', b: 'error' }, exclude: ['x', 'y'] });
  });

  it('links lead to the change', () => {
    expect(explainLink(undefined, 'greenlang', 'BC-007', 'greenlang/x')).toBe('https://github.com/upguide/upguide/blob/main/docs/changes/greenlang.md#bc-007');
    expect(explainLink(undefined, 'acme', 'ACME-1', 'acme/x')).toBeUndefined();
    expect(explainLink('vscode://x/', 'migration-file', undefined, 'migration-file/failing-example')).toBeUndefined();
    expect(explainLink('vscode://x/', 'greenlang', 'BC-007', 'greenlang/x')).toBe('vscode://x/greenlang/BC-007');
    expect(explainLink('vscode://x/', 'greenlang', undefined, 'upguide/schema')).toBe('vscode://x/upguide/schema');
    expect(explainLink(undefined, 'greenlang', undefined, 'upguide/schema')).toBe('https://github.com/upguide/upguide/blob/main/docs/rules.md#upguide-schema');
  });
});
