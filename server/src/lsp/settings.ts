import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Connection } from 'vscode-languageserver';
import { ConfigError, configFile, parseSettings, readBaseline, readSettings } from '../node/config.ts';
import { settingsByIds } from '../node/ownMigrations.ts';
import { pathOfUri } from '../node/uris.ts';
import type { LanguageService } from '../service/languageService.ts';
import { baselineFile } from '../service/upgrade/baseline.ts';
import { defaultSettings, type Settings } from '../service/settings.ts';
import type { Logger, WorkspaceFolder } from '../service/workspace.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { describe } from './guard.ts';
import type { WorkspaceMigrations } from './workspaceMigrations.ts';

const section = 'upguide';

/** Gets the settings of each folder from the editor and from `.upguide/config.json` and hands them to the service. */
export class SettingsLoader {
  readonly #connection: Connection;
  readonly #client: ClientFeatures;
  readonly #service: LanguageService;
  readonly #own: Pick<WorkspaceMigrations, 'read' | 'use'>;
  readonly #logger: Logger;
  /** What the service has, by the folder's URI. */
  readonly #given = new Map<string, Settings>();
  /** What an editor that cannot be asked has sent. */
  #pushed: unknown;

  constructor(options: {
    readonly connection: Connection;
    readonly client: ClientFeatures;
    readonly service: LanguageService;
    readonly own: Pick<WorkspaceMigrations, 'read' | 'use'>;
    readonly logger: Logger;
  }) {
    this.#connection = options.connection;
    this.#client = options.client;
    this.#service = options.service;
    this.#own = options.own;
    this.#logger = options.logger;
  }

  /** Globs that the folder's settings exclude. */
  excluded(folder: WorkspaceFolder): readonly string[] {
    return this.#given.get(folder.uri)?.exclude ?? [];
  }

  /** Whether something is accepted in the folder. */
  hasBaseline(folder: WorkspaceFolder): boolean {
    return (this.#given.get(folder.uri)?.baseline?.size ?? 0) > 0;
  }

  /** Keeps what `didChangeConfiguration` brought. */
  push(settings: unknown): void {
    this.#pushed = isRecord(settings) ? settings[section] : undefined;
  }

  /** Loads the settings of the folders and the migrations that they bring with them; tells whether other files are to be read than before, or all of them with other eyes. */
  async load(folders: readonly WorkspaceFolder[]): Promise<{ readonly excludeChanged: boolean; readonly migrationsChanged: boolean }> {
    const changed = await Promise.all(folders.map((folder) => this.#loadOne(folder)));
    return { excludeChanged: changed.includes(true), migrationsChanged: this.#own.use() };
  }

  async #loadOne(folder: WorkspaceFolder): Promise<boolean> {
    const merged = mergeSettings(this.#fromFile(folder), this.#parsed(await this.#fromClient(folder), folder));
    const settings: Settings = { ...settingsByIds(merged, this.#own.read(folder, merged.migrations)), baseline: this.#baseline(folder) };
    const before = this.#given.get(folder.uri);
    // Of what it is given, the service looks at the whole folder anew; a baseline that we wrote ourselves is told once more by its watcher.
    if (isDeepStrictEqual(before, settings)) return false;
    this.#given.set(folder.uri, settings);
    this.#service.configure(folder, settings);
    return before !== undefined && before.exclude.join('\n') !== settings.exclude.join('\n');
  }

  async #fromClient(folder: WorkspaceFolder): Promise<unknown> {
    if (!this.#client.configuration) return this.#pushed;
    try {
      return await this.#connection.workspace.getConfiguration({ scopeUri: folder.uri, section });
    } catch (error) {
      this.#logger.warn(`The editor did not give the settings of ${folder.name}: ${describe(error)}`);
      return undefined;
    }
  }

  #fromFile(folder: WorkspaceFolder): Partial<Settings> {
    const path = pathOfUri(folder.uri);
    if (path === undefined) return {};
    try {
      return readSettings(join(path, configFile), `${folder.name}/${configFile}`) ?? {};
    } catch (error) {
      this.#logger.warn(`${describeConfig(error)} The file counts as empty until then.`);
      return {};
    }
  }

  #baseline(folder: WorkspaceFolder): ReadonlySet<string> | undefined {
    const path = pathOfUri(folder.uri);
    if (path === undefined) return undefined;
    try {
      const entries = readBaseline(join(path, baselineFile), `${folder.name}/${baselineFile}`);
      return entries && new Set(entries.map(({ id }) => id));
    } catch (error) {
      this.#logger.warn(`${describeConfig(error)} Until then nothing counts as accepted.`);
      return undefined;
    }
  }

  /** Key by key, so that one wrong value does not switch the others off; what is not ours (`trace.server`) is left alone. */
  #parsed(value: unknown, folder: WorkspaceFolder): Partial<Settings> {
    let settings: Partial<Settings> = {};
    if (!isRecord(value)) return settings;
    for (const key of Object.keys(defaultSettings)) {
      if (value[key] === undefined || value[key] === null) continue;
      try {
        settings = { ...settings, ...parseSettings(JSON.stringify({ [key]: value[key] }), `settings of ${folder.name}`) };
      } catch (error) {
        const what = error instanceof ConfigError ? `\`${section}.${error.key}\`: ${error.expected}` : describe(error);
        this.#logger.warn(`Settings of ${folder.name}: ${what} The value is not used.`);
      }
    }
    return settings;
  }
}

function describeConfig(error: unknown): string {
  return error instanceof ConfigError ? error.message : describe(error);
}

/** The editor's settings over those of the file, key by key; excluded globs add up. */
export function mergeSettings(file: Partial<Settings>, client: Partial<Settings>): Settings {
  return {
    migrations: { ...file.migrations, ...client.migrations },
    targetVersions: { ...file.targetVersions, ...client.targetVersions },
    severities: { ...file.severities, ...client.severities },
    exclude: [...new Set([...(file.exclude ?? []), ...(client.exclude ?? [])])],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
