import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { messageText } from '../../../server/src/analysis/diagnostic.ts';
import { createExampleRunner } from '../../../server/src/migrations/own/exampleRunner.ts';
import { readMigrationFile, type ReadMigration } from '../../../server/src/migrations/own/readMigrationFile.ts';

const require = createRequire(import.meta.url);

/** Reads a migration file's text, with no id taken. */
export function read(text: string): ReadMigration {
  return readMigrationFile(text, { takenIds: new Map() });
}

/** Problems as tests read them: `line:column severity source "text": message`. */
export function problemsOf({ text, problems }: ReadMigration): readonly string[] {
  return problems.map(({ range, severity, source, message }) => {
    const before = text.slice(0, range.start).split('\n');
    return `${before.length}:${(before.at(-1) ?? '').length + 1} ${severity} ${source} ${JSON.stringify(text.slice(range.start, range.end))}: ${messageText(message)}`;
  });
}

/** A runner with the grammars that the product uses; what it logs is an error. */
export function testRunner(): ReturnType<typeof createExampleRunner> {
  const fail = (message: string): never => { throw new Error(message); };
  return createExampleRunner({
    grammars: {
      load: (language) => readFile(require.resolve(`tree-sitter-${language === 'tsx' ? 'typescript' : language}/tree-sitter-${language}.wasm`)),
      engine: () => readFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    },
    logger: { info: () => undefined, warn: fail, error: fail },
  });
}
