import type { Diagnostic } from '../../../server/src/analysis/diagnostic.ts';
import type { Migration, Rule } from '../../../server/src/analysis/migration.ts';
import { builtInMigrations } from '../../../server/src/migrations/index.ts';
import { createGrammars } from '../../../server/src/service/grammars.ts';
import { createLanguageService } from '../../../server/src/service/createLanguageService.ts';
import { defaultSettings, type Settings } from '../../../server/src/service/settings.ts';
import { inMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { testGrammars, testServiceOptions } from '../../support/testService.ts';

/** One of these is in every file that holds anything. */
const everything = [[...'\n abcdefghijklmnopqrstuvwxyz:={}[]()<>."\'/0123456789']];

/** A rule that lets every file through that it has literals for: whatever it finds, it finds without the filter's help. */
function unfiltered(rule: Rule): Rule {
  return rule.literals === undefined ? rule : { ...rule, aboutClasses: false, literals: everything, literalsIn: {}, mayMatterIn: {} };
}

/** The built-in migrations with rules that turn no file away: all files are read, parsed and looked at. */
export const plainMigrations: readonly Migration[] = builtInMigrations.map((migration) => ({ ...migration, rules: migration.rules.map(unfiltered) }));

// Loaded once for all services of a test file.
const grammars = createGrammars(testGrammars, testServiceOptions(inMemoryWorkspace({}), []).logger);

/** What a workspace is beside its files. */
export interface Around {
  readonly settings?: Partial<Settings>;
  /** Paths that git ignores. */
  readonly ignored?: readonly string[];
}

/** Something that was found, and the file's text. */
export interface Found {
  readonly path: string;
  readonly text: string;
  readonly diagnostic: Diagnostic;
}

/** Everything that is found in a workspace of files by path. */
export async function diagnosticsOf(files: Readonly<Record<string, string>>, migrations: readonly Migration[], { settings, ignored }: Around = {}): Promise<readonly Found[]> {
  const workspace = inMemoryWorkspace(files);
  if (ignored) workspace.ignored = new Set(ignored);
  const log: string[] = [];
  const service = createLanguageService(testServiceOptions(workspace, log, { migrations }), grammars);
  service.configure(workspace.folder, { ...defaultSettings, ...settings });
  await service.scan();
  const found = service.files().flatMap((uri) => {
    const report = service.diagnose(uri);
    return (report?.diagnostics ?? []).map((diagnostic) => ({ path: workspace.path(uri), text: report?.text ?? '', diagnostic }));
  });
  if (log.length > 0) throw new Error(`the service complained: ${log.join('\n')}`);
  return found;
}

/** The same, a line for each finding. */
export async function findingsOf(files: Readonly<Record<string, string>>, migrations: readonly Migration[], around: Around = {}): Promise<readonly string[]> {
  return (await diagnosticsOf(files, migrations, around)).map(({ path, diagnostic: { range, severity, applicability, change, rule, message } }) =>
    `${path}:${range.start}-${range.end} ${severity} ${applicability} ${change ?? '-'} ${rule} ${JSON.stringify(message)}`).sort();
}

/** The same with the filter and without it. */
export async function bothRuns(files: Readonly<Record<string, string>>, around: Around = {}): Promise<{ readonly filtered: readonly string[]; readonly plain: readonly string[] }> {
  return { filtered: await findingsOf(files, builtInMigrations, around), plain: await findingsOf(files, plainMigrations, around) };
}
