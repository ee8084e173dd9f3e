import type { Connection } from 'vscode-languageserver';
import type { LanguageService } from '../service/languageService.ts';
import type { Settings } from '../service/settings.ts';
import type { Logger, WorkspaceFolder } from '../service/workspace.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { describe } from './guard.ts';

const section = 'upguide';

/** Reads a folder's `.upguide/config.json` and a client's raw values; both report what they do not understand. */
export interface SettingsReaders {
  /** `undefined` when there is none. */
  readonly fileOf: (folder: WorkspaceFolder) => Promise<unknown>;
  /** Turns unknown JSON into settings; every problem is one sentence for the user. */
  readonly parse: (value: unknown) => { readonly settings: Partial<Settings>; readonly problems: readonly string[] };
}

/** Gets the settings of each folder from the editor and from `.upguide/config.json` and hands them to the service. */
export class SettingsLoader {
  readonly #connection: Connection;
  readonly #client: ClientFeatures;
  readonly #service: LanguageService;
  readonly #readers: SettingsReaders;
  readonly #logger: Logger;
  readonly #last = new Map<string, string>();
  /** What an editor that cannot be asked has sent. */
  #pushed: unknown;

  constructor(options: {
    readonly connection: Connection;
    readonly client: ClientFeatures;
    readonly service: LanguageService;
    readonly readers: SettingsReaders;
    readonly logger: Logger;
  }) {
    this.#connection = options.connection;
    this.#client = options.client;
    this.#service = options.service;
    this.#readers = options.readers;
    this.#logger = options.logger;
  }

  /** Keeps what `didChangeConfiguration` brought. */
  push(settings: unknown): void {
    this.#pushed = isRecord(settings) ? settings[section] : undefined;
  }

  /** Loads the settings of the folders; tells whether other files are to be read than before. */
  async load(folders: readonly WorkspaceFolder[]): Promise<{ readonly excludeChanged: boolean }> {
    const changed = await Promise.all(folders.map((folder) => this.#loadOne(folder)));
    return { excludeChanged: changed.includes(true) };
  }

  async #loadOne(folder: WorkspaceFolder): Promise<boolean> {
    const [file, client] = await Promise.all([this.#readers.fileOf(folder), this.#fromClient(folder)]);
    const settings = mergeSettings(
      this.#parsed(file, `${folder.name}/.upguide/config.json`),
      this.#parsed(client, `settings of ${folder.name}`),
    );
    this.#service.configure(folder, settings);
    const exclude = JSON.stringify(settings.exclude);
    const before = this.#last.get(folder.uri);
    this.#last.set(folder.uri, exclude);
    return before !== undefined && before !== exclude;
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

  #parsed(value: unknown, where: string): Partial<Settings> {
    if (value === undefined || value === null) return {};
    const { settings, problems } = this.#readers.parse(value);
    for (const problem of problems) this.#logger.warn(`${where}: ${problem}`);
    return settings;
  }
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
