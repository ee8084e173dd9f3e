import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { messageText } from '../../../server/src/analysis/diagnostic.ts';
import { createExampleRunner } from '../../../server/src/migrations/own/exampleRunner.ts';
import { readMigrationFile, type ReadMigration } from '../../../server/src/migrations/own/readMigrationFile.ts';

const require = createRequire(import.meta.url);

/** A file without problems; `changes` and the like are lines of YAML, as deep as they stand in it. */
export function migrationText(parts: { readonly head?: string; readonly detection?: string; readonly documents?: string; readonly changes?: string; readonly examples?: string; readonly entry?: string } = {}): string {
  return `format: 1
id: acme
title: Acme
from: "1.0"
${parts.head ?? 'to: "2.0"'}
guide: Upgrading to Acme 2
detection: ${parts.detection ?? '{}'}
${parts.documents ?? 'documents: []'}
entries:
  - id: E-1
    title: An entry
    impact: low
    summary: Something changed.
${parts.entry ?? '    deprecatedIn: 2.0.0'}
    changes: ${parts.changes ?? '[]'}
    examples: ${parts.examples ?? '[]'}
`;
}

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
