import type { Migration } from '../analysis/migration.ts';
import { parse, problemsOf } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { Range } from '../text/range.ts';
import { documentFindings } from './documentParts.ts';
import { fileKind } from './fileKinds.ts';
import { createGrammars } from './grammars.ts';
import { migrationsAt } from './migrationsAt.ts';
import type { GrammarLoader, Logger } from './workspace.ts';
import { classify } from './fileRecords.ts';
import { languageOf } from './workspaceReader.ts';

/** Something that makes a text no valid file of its kind. */
export interface TextProblem {
  /** It does not parse, or does not follow its schema. */
  readonly kind: 'syntax' | 'schema';
  /** For the user. */
  readonly message: string;
  /** Line of the text, from 1. */
  readonly line: number;
}

/** Gives everything that is wrong with a text as the file of this URI. Without a grammar, and for files of unknown kinds, nothing is. */
export type TextCheck = (uri: string, text: string) => Promise<readonly TextProblem[]>;

/** What a check of texts needs; it knows no workspace. */
export interface TextCheckOptions {
  readonly migrations: readonly Migration[];
  readonly grammars: GrammarLoader;
  readonly logger: Logger;
}

/** Makes a check that parses texts and validates the documents of the migrations' systems, each by the schema of its own version. */
export function createTextCheck({ migrations, grammars: loader, logger }: TextCheckOptions): TextCheck {
  const grammars = createGrammars(loader, logger);
  return async (uri, text) => {
    const kind = fileKind(uri, migrations);
    if (kind === undefined) return [];
    const language = languageOf(kind, text);
    await grammars.ensure(uri, language);
    const file = parse(uri, text, language, { parsers: grammars.parsers });
    const lineOf = ({ start }: Range) => file.lines.lineAt(start) + 1;
    const syntax = problemsOf(file).map(({ message, range }): TextProblem => ({ kind: 'syntax', message, line: lineOf(range) }));
    // The tree of a broken file may not be what its author meant.
    return syntax.length > 0 ? syntax : schemaProblems(file, migrations, lineOf);
  };
}

function schemaProblems(file: ParsedFile, migrations: readonly Migration[], lineOf: (range: Range) => number): TextProblem[] {
  const documents = classify(file, migrations);
  return migrationsAt(migrations, file.uri).flatMap((migration) => {
    const document = documents.get(migration.id);
    const findings = document ? documentFindings(migration, file, document) : [];
    return findings.map(({ message, range }): TextProblem => ({ kind: 'schema', message: message.what, line: lineOf(range) }));
  });
}
