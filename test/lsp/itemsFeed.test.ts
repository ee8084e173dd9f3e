import { describe, expect, it } from 'vitest';
import { ItemsFeed } from '../../server/src/lsp/upgrade/itemsFeed.ts';
import type { ItemSource } from '../../server/src/lsp/upgrade/toItems.ts';
import type { ItemsChangedParams, ProtocolFileItems } from '../../server/src/protocol.ts';
import type { UpgradeItem } from '../../server/src/service/languageService.ts';

const item = (uri: string): UpgradeItem => ({
  id: `id of ${uri}`, uri, range: { start: 0, end: 1 }, migration: 'm', change: undefined, rule: 'm/r', severity: 'warning', lifecycle: 'deprecated',
  message: { what: 'Old.', why: '', todo: '' }, applicability: 'safe', fix: 'Rename', followUp: false,
});

/** A feed over files that have an item each until they are settled, and what its client then has. */
function createFeed(...uris: string[]) {
  const settled = new Set<string>();
  const source = {
    service: { files: () => uris, items: (uri: string) => (settled.has(uri) ? [] : [item(uri)]) },
    documents: { clientUri: (uri: string) => uri, positionsOf: () => ({ positionAt: (character: number) => ({ line: 0, character }), offsetAt: () => 0 }) },
    folders: () => [],
  } as unknown as ItemSource;
  const shown = new Map<string, number>();
  const take = (files: readonly ProtocolFileItems[]): void => {
    for (const file of files) shown.set(file.uri, file.items.length);
  };
  let told = (): void => undefined;
  const connection = {
    sendNotification: (_method: string, { files }: ItemsChangedParams) => {
      take(files);
      told();
      return Promise.resolve();
    },
  } as unknown as ConstructorParameters<typeof ItemsFeed>[0]['connection'];
  const feed = new ItemsFeed({ connection, source, busy: () => false, logger: { info: () => undefined, warn: () => undefined, error: () => undefined } });
  return {
    shown, settled,
    notified: () => new Promise<void>((resolve) => { told = resolve; }),
    changed: (uri: string) => feed.changed(uri),
    stream: (signal: AbortSignal) => feed.stream(signal, take),
  };
}

describe('what the client shows', () => {
  it('loses what is settled after a reading that was cancelled', async () => {
    const feed = createFeed('file:///a', 'file:///b');
    expect(await feed.stream(new AbortController().signal)).toBe(true);
    expect([...feed.shown]).toEqual([['file:///a', 1], ['file:///b', 1]]);
    expect(await feed.stream(AbortSignal.abort())).toBe(false);
    feed.settled.add('file:///b');
    const notified = feed.notified();
    feed.changed('file:///b');
    await notified;
    expect([...feed.shown]).toEqual([['file:///a', 1], ['file:///b', 0]]);
  });

  it('is told anew as a whole by a further reading', async () => {
    const feed = createFeed('file:///a', 'file:///b');
    await feed.stream(new AbortController().signal);
    feed.shown.clear();
    feed.settled.add('file:///b');
    expect(await feed.stream(new AbortController().signal)).toBe(true);
    expect([...feed.shown]).toEqual([['file:///a', 1], ['file:///b', 0]]);
  });
});
