import type { Diagnostic, Message } from '../../analysis/diagnostic.ts';
import type { RandomSource } from '../../analysis/random.ts';
import { createLanguageService } from '../../service/createLanguageService.ts';
import type { Grammars } from '../../service/grammars.ts';
import type { LanguageService } from '../../service/languageService.ts';
import { defaultSettings } from '../../service/settings.ts';
import type { GrammarLoader, Logger } from '../../service/workspace.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import { exampleWorkspace, type ExampleWorkspace } from './exampleWorkspace.ts';
import { lineDiff } from './lineDiff.ts';
import type { MigrationFile, OwnExample } from './migrationFile.ts';
import { toMigration } from './toMigration.ts';

/** Something that an example expected and that did not come, at one of its keys. */
export interface Failure {
  readonly key: 'flagged' | 'fixed' | 'notFlagged';
  readonly message: Message;
  readonly diff?: string;
}

/** What running an example needs beside it. */
export interface ExampleHost {
  readonly loader: GrammarLoader;
  /** What was loaded for examples before. */
  readonly grammars: Grammars;
  readonly logger: Logger;
}

/** Fixes that draw secrets give the same text each time, so that `fixed` can state it. */
const sameSecrets: RandomSource = {
  hex: (bytes) => '0a1b2c3d4e5f6789'.repeat(Math.ceil(bytes / 8)).slice(0, bytes * 2),
  base64: (bytes) => 'a9Z8b7Y6c5X4d3W2e1V0f9U8g7T6h5S4'.repeat(Math.ceil(bytes / 24)).slice(0, Math.ceil(bytes * 4 / 3)).padEnd(Math.ceil(bytes / 3) * 4, '='),
};

/** On this day no version that is removed on a day is. */
const longAgo = '2000-01-01';

/**
 * Runs one example of a migration file with this one entry, in a workspace of its own in which the migration is switched on. Gives what did not come as expected; what
 * goes wrong on the way is a failure too. The work is bounded by the example's length.
 */
export async function checkOneExample(file: MigrationFile, example: OwnExample, { loader, grammars, logger }: ExampleHost): Promise<readonly Failure[]> {
  const key = example.flagged === undefined ? 'notFlagged' : 'flagged';
  const text = example.flagged ?? example.notFlagged ?? '';
  const workspace = exampleWorkspace(new Map([...Object.entries(example.with ?? {}), [example.file, text]]));
  const troubles: string[] = [];
  try {
    const service = createLanguageService({
      workspace, migrations: [toMigration(file, undefined)], grammars: loader, clock: { today: () => longAgo }, random: sameSecrets,
      logger: { info: () => undefined, warn: (message) => logger.warn(message), error: (message) => troubles.push(message) },
    }, grammars);
    service.configure(workspace.folder, { ...defaultSettings, migrations: { [file.id]: 'on' } });
    await service.scan();
    const failures = await compare(service, workspace, example, text);
    return troubles.length === 0 ? failures : [...failures, { key, message: { what: 'Something went wrong when the example was run.', why: troubles[0] ?? '', todo: 'Correct `changes`, or the example.' } }];
  } catch (error) {
    return [failed(key, error instanceof Error ? error.message : String(error))];
  }
}

function failed(key: Failure['key'], reason: string): Failure {
  return { key, message: { what: 'The example could not be run.', why: reason, todo: 'This is a mistake in Upguide: please report it with this entry.' } };
}

async function compare(service: LanguageService, workspace: ExampleWorkspace, { file: name, flagged, fixed, notFlagged }: OwnExample, text: string): Promise<readonly Failure[]> {
  const uri = workspace.uri(name);
  const report = service.diagnose(uri);
  if (report?.skipped !== undefined) return [{ key: flagged === undefined ? 'notFlagged' : 'flagged', message: { what: `The file ${name} was not looked at.`, why: report.skipped, todo: 'Correct the example.' } }];
  const all = report?.diagnostics ?? [];
  const found = all.filter(({ change }) => change !== undefined);
  const broken = all.find(({ change }) => change === undefined);
  if (notFlagged !== undefined) return found.length === 0 ? [] : [{ key: 'notFlagged', message: { what: 'The entry finds something here, and should find nothing.', why: listed(text, found), todo: 'Say more exactly in `changes` what is old, or correct the example.' } }];
  const failures: Failure[] = [];
  if (found.length === 0) failures.push({ key: 'flagged', message: nothingFound(name, text, report === undefined, broken) });
  const plan = await service.plan({ applicability: 'unsafe' });
  const refused = plan.refused.find((one) => one.uri === uri);
  const after = plan.files.find((one) => one.uri === uri)?.after ?? text;
  if (refused) failures.push({ key: 'flagged', message: { what: 'The fixes cannot be applied.', why: refused.reason, todo: 'Correct what stands in `changes`, or the example.' } });
  else if (fixed === undefined && after !== text) {
    failures.push({
      key: 'flagged', diff: lineDiff(text, after),
      message: { what: 'A fix is offered here, and the example does not say what it makes of the text.', why: '', todo: 'Add `fixed` with the text after all fixes, unsafe ones too.' },
    });
  } else if (fixed !== undefined && after !== fixed) {
    failures.push({
      key: 'fixed', diff: lineDiff(fixed, after),
      message: { what: after === text ? 'No fix changes the text.' : 'The fixes give another text.', why: after === text ? found.map(({ message }) => message.todo)[0] ?? '' : '', todo: 'Correct `changes`, or what the example expects.' },
    });
  }
  return failures;
}

function nothingFound(name: string, text: string, isUnknown: boolean, broken: Diagnostic | undefined): Message {
  const what = 'The entry finds nothing here.';
  if (isUnknown) return { what, why: `The file ${name} holds nothing of what its changes look for, or is of no known kind.`, todo: 'Correct the names in `changes`, or the example.' };
  if (broken) return { what, why: `The text has a mistake of its own: ${listed(text, [broken])}`, todo: 'Correct the example.' };
  return { what, why: '', todo: 'Correct `changes`, or the example; a kind of change says in its description where it looks.' };
}

/** The first findings with their places in the example. */
function listed(text: string, diagnostics: readonly Diagnostic[]): string {
  const lines = new LineIndex(text);
  const shown = diagnostics.slice(0, 3).map(({ range, message }) => {
    const { line, character } = lines.positionAt(range.start);
    return `Line ${line + 1}, column ${character + 1}: ${message.what}`;
  });
  return [...shown, ...(diagnostics.length > shown.length ? [`${diagnostics.length - shown.length} more.`] : [])].join(' ');
}
