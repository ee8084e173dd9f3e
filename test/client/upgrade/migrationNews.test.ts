import { describe, expect, it } from 'vitest';
import { MigrationNews } from '../../../client/src/upgrade/migrationNews.ts';
import type { Status } from '../../../server/src/protocol.ts';
import { greenlang } from './support.ts';

/** A status with these migrations; `-kagzi` is there and switched off. */
const status = (...ids: string[]): Status => ({
  scanning: false, findings: { total: 0, safe: 0, unsafe: 0, manual: 0 }, files: { scanned: 1, skipped: [] }, interrupted: [],
  migrations: ids.map((id) => ({ id: id.replace('-', ''), title: id, from: '1', to: '2', root: 'file:///w', active: !id.startsWith('-'), evidence: [] })),
});

describe('migrations that become active', () => {
  it('are news while their guide is not known, once', () => {
    const news = new MigrationNews();
    expect(news.hasNews(status('greenlang', '-kagzi'), [greenlang])).toBe(false);
    expect(news.hasNews(status('greenlang', 'kagzi'), [greenlang])).toBe(true);
    expect(news.hasNews(status('greenlang', 'kagzi'), [greenlang]), 'the server gives no guide for it').toBe(false);
    expect(news.hasNews(status('greenlang', 'kagzi', 'other'), [greenlang])).toBe(true);
  });

  it('are news again after they were gone', () => {
    const news = new MigrationNews();
    expect(news.hasNews(status('kagzi'), [])).toBe(true);
    expect(news.hasNews(status('-kagzi'), [])).toBe(false);
    expect(news.hasNews(status('kagzi'), [])).toBe(true);
  });

  it('are no news while the scan may find more of them', () => {
    const news = new MigrationNews();
    expect(news.hasNews({ ...status('kagzi'), scanning: true }, [])).toBe(false);
    expect(news.hasNews(status('kagzi'), [])).toBe(true);
  });
});
