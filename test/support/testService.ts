import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import type { LanguageService, LanguageServiceOptions } from '../../server/src/service/languageService.ts';
import type { Settings } from '../../server/src/service/settings.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import type { GrammarLoader, Workspace } from '../../server/src/service/workspace.ts';
import { inMemoryWorkspace, type InMemoryWorkspace } from './inMemoryWorkspace.ts';

const require = createRequire(import.meta.url);

/** A service over files in memory, with everything that could vary fixed. */
export interface TestService {
  readonly service: LanguageService;
  readonly workspace: InMemoryWorkspace;
  /** What the service logged, `level: message`. */
  readonly log: readonly string[];
}

/** What a test may set. */
export interface TestServiceOptions {
  readonly migrations?: readonly Migration[];
  readonly settings?: Partial<Settings>;
  /** ISO date; before the removal date of GreenLang's old forms when not given. */
  readonly today?: string;
  /** Paths that git ignores. */
  readonly ignored?: readonly string[];
  readonly onUpdate?: () => void;
}

/** Makes a service and scans its files. */
export async function testService(files: Readonly<Record<string, string>>, options: TestServiceOptions = {}): Promise<TestService> {
  const workspace = inMemoryWorkspace(files);
  if (options.ignored) workspace.ignored = new Set(options.ignored);
  const log: string[] = [];
  const service = createLanguageService(testServiceOptions(workspace, log, options));
  service.configure(workspace.folder, { ...defaultSettings, ...options.settings });
  await service.scan();
  return { service, workspace, log };
}

/** What a service in a test is made with; it logs into `log`. */
export function testServiceOptions(workspace: Workspace, log: string[], options: TestServiceOptions = {}): LanguageServiceOptions {
  return {
    workspace,
    migrations: options.migrations ?? builtInMigrations,
    grammars: testGrammars,
    clock: { today: () => options.today ?? '2026-01-15' },
    random: { hex: (bytes) => '0a1b2c3d4e5f6789'.repeat(bytes).slice(0, bytes * 2), base64: (bytes) => Buffer.from('a9Z8b7Y6c5X4d3W2e1V0f9U8g7T6h5S4'.slice(0, bytes)).toString('base64') },
    ...(options.onUpdate ? { onUpdate: options.onUpdate } : {}),
    logger: { info: (message) => log.push(`info: ${message}`), warn: (message) => log.push(`warn: ${message}`), error: (message) => log.push(`error: ${message}`) },
  };
}

/** The grammars of the installed packages. */
export const testGrammars: GrammarLoader = {
  load: (language) => readFile(require.resolve(`tree-sitter-${language === 'tsx' ? 'typescript' : language}/tree-sitter-${language}.wasm`)),
  engine: async () => {
    for (const file of ['web-tree-sitter.wasm', 'tree-sitter.wasm']) {
      try {
        return await readFile(require.resolve(`web-tree-sitter/${file}`));
      } catch {
        // Which of the two names is shipped depends on the version.
      }
    }
    throw new Error('web-tree-sitter has no engine file');
  },
};
