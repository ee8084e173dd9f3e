import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { fileKind } from '../../server/src/service/fileKinds.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../server/src/syntax/parsedFile.ts';
import { testParsers } from './codeParsers.ts';

const parsers = testParsers();

/** A text as the file of that name, with the grammars that the product uses; `undefined` for a name that it does not know. */
export async function parsedFile(name: string, text: string): Promise<ParsedFile | undefined> {
  const language = fileKind(name, builtInMigrations)?.language;
  return language && parse(`file:///${name}`, text, language, { parsers: await parsers });
}

/** The comments that no fix may lose. */
export function commentsOf(file: ParsedFile): readonly string[] {
  switch (file.language) {
    case 'yaml':
      // The same holds for what YAML's comments suggest.
      return file.yaml.comments.map(({ text }) => text).filter((text) => !/^(?:- )?(?:name: )?[A-Z][A-Z0-9]*_[A-Z0-9_]*(?:[=:]|$)/.test(text));
    case 'json':
      return file.json.comments.map(({ text }) => text);
    case 'dotenv':
      // A template line that is taken over under its new name is still there, with the new name.
      return [...file.dotenv.comments.filter(({ assignment }) => !assignment), ...file.dotenv.entries.flatMap(({ comment }) => (comment ? [comment] : []))].map(({ text }) => text);
    case 'python':
    case 'rust':
    case 'typescript':
      return [...(file.tree?.root.descendants() ?? [])].filter(({ type }) => /^(?:line_|block_)?comment$/.test(type)).map(({ text }) => text);
    default:
      return [...file.text.matchAll(/^\s*(?:#|\/\/|--(?!\w)|::|rem ).*$/gim)].map(([text]) => text.trim()).filter((text) => !/^# *(?:export +)?\w+=/.test(text));
  }
}
