import { type Connection, DidChangeWatchedFilesNotification, type Disposable } from 'vscode-languageserver';
import type { Migration } from '../analysis/migration.ts';

/** Has the editor watch files whose names prove a system, which may be of kinds that nobody reads (`acme.lock`). */
export class ProofWatchers {
  readonly #connection: Pick<Connection, 'client'>;
  #watched = '';
  #registered: Promise<Disposable | undefined> = Promise.resolve(undefined);

  constructor(connection: Pick<Connection, 'client'>) {
    this.#connection = connection;
  }

  /** Watches for these migrations, and no longer for those before. Rejects where the editor refuses. */
  async watch(migrations: readonly Migration[]): Promise<void> {
    const names = [...new Set(migrations.flatMap(({ detection }) => detection.files ?? []))].sort();
    if (names.join('\n') === this.#watched) return;
    this.#watched = names.join('\n');
    const before = this.#registered;
    const watchers = names.map((name) => ({ globPattern: `**/${name.replace(/[{}[\]?]/g, '?')}` }));
    this.#registered = watchers.length === 0 ? Promise.resolve(undefined) : this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    (await before.catch(() => undefined))?.dispose();
    await this.#registered;
  }
}
