import type { ParsedFile } from '../syntax/parsedFile.ts';
import { baseName } from '../text/uri.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';

/**
 * Findings in a Markdown file, whose fences are examples for people: every fix is unsafe there. A text that tells of the change itself (a migration
 * guide, a change log, anything that shows the new form beside the old one) keeps its old forms: hints, and no fix in bulk; where it does both,
 * the old form is only how it was, and there is no finding.
 */
export function inDocumentation(file: ParsedFile, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const isAboutChanges = tellsOfChanges(file);
  const places = placesOfWords(file.text);
  return diagnostics.flatMap((diagnostic) => {
    const isShown = diagnostic.fixes.some((fix) => showsResult(places, fix));
    // The half of a pair that shows how it was: there is nothing to do about it.
    if (isAboutChanges && isShown) return [];
    const isExample = isAboutChanges || isShown;
    const fixes = diagnostic.fixes.map((fix): Fix => ({ ...fix, applicability: 'unsafe', bulk: fix.bulk && !isExample }));
    return {
      ...diagnostic,
      fixes,
      severity: isExample ? 'hint' : diagnostic.severity,
      applicability: fixes.some(({ bulk }) => bulk) ? 'unsafe' : 'manual',
    };
  });
}

const changeWords = /migrat|upgrad|changelog|change[-_ ]log|breaking|deprecat|release[-_ ]notes|what'?s[-_ ]new|compatibility/i;

/** Whether the file's name, its folder's or its first heading speaks of versions and what changes between them. */
function tellsOfChanges({ uri, text }: ParsedFile): boolean {
  const folder = uri.slice(0, -baseName(uri).length - 1);
  return changeWords.test(baseName(uri)) || changeWords.test(baseName(folder)) || changeWords.test(/^#[ \t]+(.{0,200})/m.exec(text.slice(0, 4000))?.[1] ?? '');
}

/** Whether what a fix would write stands elsewhere in the file already, when it is nothing that every text has. */
function showsResult(places: (word: string) => readonly number[], fix: Fix): boolean {
  return fix.edits().some(({ range, newText }) => {
    const word = newText.trim();
    if (!/[A-Za-z]/.test(word) || !/[_/.=\d-]/.test(word) || word.length < 5) return false;
    return places(word).some((at) => at + word.length <= range.start || at >= range.end);
  });
}

/** Where a word stands in a text, not as a part of a longer one; each word is looked for once. */
function placesOfWords(text: string): (word: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (word) => {
    const cached = known.get(word);
    if (cached) return cached;
    const found: number[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (!/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length))) found.push(at);
    }
    known.set(word, found);
    return found;
  };
}
