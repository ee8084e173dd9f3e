import type { Migration } from '../analysis/migration.ts';
import { createLanguageService } from './createLanguageService.ts';
import { createGrammars } from './grammars.ts';
import type { LanguageService, LanguageServiceOptions, OpenDocument } from './languageService.ts';
import type { Settings } from './settings.ts';
import type { WorkspaceFolder } from './workspace.ts';

/** A service whose migrations may be exchanged while documents are open. */
export interface LiveService extends LanguageService {
  /** The migrations that count now. */
  readonly migrations: readonly Migration[];
  /**
   * Goes on with other migrations. Settings and open documents stay; what was known of files on disk is forgotten until the next `scan`. A scan or plan that is
   * under way still speaks of the former migrations: stop it, and ask again.
   */
  useMigrations(migrations: readonly Migration[]): void;
}

/**
 * A service behind which another one is put when the migrations change. Nearly everything that a service knows hangs on its migrations (which files are read, which names of
 * Python are followed), so starting anew is both simpler and surer than taking back what the former ones have left behind.
 */
export function createLiveService(options: LanguageServiceOptions): LiveService {
  // Shared: a grammar that is loaded twice takes its memory twice, and open code would have no tree until it is there again.
  const grammars = createGrammars(options.grammars, options.logger);
  const settings = new Map<string, readonly [WorkspaceFolder, Settings]>();
  const open = new Map<string, OpenDocument>();
  /** Files that the former service knew: what was shown for them may be wrong now. */
  const left = new Set<string>();
  let migrations = options.migrations;
  let current = create();

  function create(): LanguageService {
    const service: LanguageService = createLanguageService({ ...options, migrations, onUpdate: () => { if (current === service) options.onUpdate?.(); }, onOutgrown: () => { if (current === service) options.onOutgrown?.(); } }, grammars);
    return service;
  }

  return Object.freeze<LiveService>({
    get migrations() {
      return migrations;
    },
    useMigrations(exchanged) {
      const before = current;
      for (const uri of [...before.takeChanged(), ...before.files()]) left.add(uri);
      migrations = exchanged;
      current = create();
      for (const [folder, chosen] of settings.values()) current.configure(folder, chosen);
      for (const document of open.values()) current.open(document);
      // Gives the memory of the trees of open documents back.
      for (const uri of open.keys()) before.close(uri).catch((error: unknown) => options.logger.error(String(error)));
    },
    configure(folder, chosen) {
      settings.set(folder.uri, [folder, chosen]);
      current.configure(folder, chosen);
    },
    open(document) {
      open.set(document.uri, document);
      current.open(document);
    },
    async close(uri) {
      open.delete(uri);
      await current.close(uri);
    },
    async scan(asked) {
      const scanning = current;
      const summary = await scanning.scan(asked);
      return scanning === current ? summary : { ...summary, cancelled: true };
    },
    takeChanged() {
      const changed = [...new Set([...left, ...current.takeChanged()])].sort();
      left.clear();
      return changed;
    },
    accepts: (uri) => current.accepts(uri),
    refresh: (uris) => current.refresh(uris),
    diagnose: (uri) => current.diagnose(uri),
    text: (uri) => current.text(uri),
    files: () => current.files(),
    codeActions: (uri, range) => current.codeActions(uri, range),
    fixAll: (uri, asked) => current.fixAll(uri, asked),
    hover: (uri, offset) => current.hover(uri, offset),
    complete: (uri, offset) => current.complete(uri, offset),
    definition: (uri, offset) => current.definition(uri, offset),
    references: (uri, offset) => current.references(uri, offset),
    documentLinks: (uri) => current.documentLinks(uri),
    codeLenses: (uri) => current.codeLenses(uri),
    plan: (asked) => current.plan(asked),
    items: (uri) => current.items(uri),
    staleBaseline: (asked) => current.staleBaseline(asked),
    detected: () => current.detected(),
    routes: () => current.routes(),
    explain: (id) => current.explain(id),
  });
}
