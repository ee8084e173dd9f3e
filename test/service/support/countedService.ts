import { builtInMigrations } from '../../../server/src/migrations/index.ts';
import { createLanguageService } from '../../../server/src/service/createLanguageService.ts';
import { createGrammars, type Grammars } from '../../../server/src/service/grammars.ts';
import type { LanguageService } from '../../../server/src/service/languageService.ts';
import { defaultSettings } from '../../../server/src/service/settings.ts';
import type { CodeParser } from '../../../server/src/syntax/treeSitter.ts';
import { inMemoryWorkspace, type InMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { testGrammars, testServiceOptions } from '../../support/testService.ts';

/** What a service asked of its disk and of the grammars since the last `reset`. */
export interface WorkCounts {
  /** How often each file was read, by path. */
  readonly reads: ReadonlyMap<string, number>;
  /** How often each text was parsed by a grammar. */
  readonly parses: ReadonlyMap<string, number>;
  /** UTF-16 units given to the grammars. */
  readonly unitsParsed: number;
  reset(): void;
}

/** A service over files in memory that has not scanned them, and what it does. */
export function countedService(files: Readonly<Record<string, string>>): { readonly service: LanguageService; readonly workspace: InMemoryWorkspace; readonly counts: WorkCounts } {
  const reads = new Map<string, number>();
  const parses = new Map<string, number>();
  let unitsParsed = 0;
  const plus = (map: Map<string, number>, key: string): void => { map.set(key, (map.get(key) ?? 0) + 1); };

  const workspace = inMemoryWorkspace(files);
  // Whatever reads a file has a name that says so, and takes the URI first.
  const watched = new Proxy(workspace, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function' || !(String(name).startsWith('read') || name === 'withBytes')) return value;
      return (...args: readonly unknown[]) => {
        plus(reads, workspace.path(String(args[0])));
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });

  const loaded = createGrammars(testGrammars, testServiceOptions(workspace, []).logger);
  const counted = new WeakMap<CodeParser, CodeParser>();
  const grammars: Grammars = {
    ...loaded,
    parsers: (grammar) => {
      const parser = loaded.parsers(grammar);
      if (!parser) return undefined;
      const known = counted.get(parser) ?? new Proxy(parser, {
        get: (target, name, receiver) => {
          const value: unknown = Reflect.get(target, name, receiver);
          if (typeof value !== 'function' || !String(name).startsWith('parse')) return value;
          return (...args: readonly unknown[]) => {
            plus(parses, String(args[0]));
            unitsParsed += String(args[0]).length;
            return Reflect.apply(value, target, args) as unknown;
          };
        },
      });
      counted.set(parser, known);
      return known;
    },
  };

  const service = createLanguageService({ ...testServiceOptions(watched, []), migrations: builtInMigrations }, grammars);
  service.configure(workspace.folder, defaultSettings);
  return {
    service,
    workspace,
    counts: {
      reads,
      parses,
      get unitsParsed() { return unitsParsed; },
      reset: () => { reads.clear(); parses.clear(); unitsParsed = 0; },
    },
  };
}
