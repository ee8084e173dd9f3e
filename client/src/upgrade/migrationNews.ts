import type { ProtocolMigration, Status } from '../../../server/src/protocol.ts';

/** Notices migrations that have become active since their guides were read: a package was added, a folder, a setting. */
export class MigrationNews {
  /** Told once: where the server gives no guide for one, asking again and again would not help. */
  #told = new Set<string>();

  /** Whether one is active of which there is no guide yet, and which was not told before. */
  hasNews({ migrations, scanning }: Pick<Status, 'migrations' | 'scanning'>, known: readonly Pick<ProtocolMigration, 'id'>[]): boolean {
    const active = new Set(migrations.flatMap(({ id, active: isActive }) => (isActive ? [id] : [])));
    this.#told = new Set([...this.#told].filter((id) => active.has(id)));
    // While it is scanning, more may follow.
    if (scanning) return false;
    const news = [...active].filter((id) => !this.#told.has(id) && !known.some((one) => one.id === id));
    for (const id of news) this.#told.add(id);
    return news.length > 0;
  }
}
