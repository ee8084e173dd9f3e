import type { EnvironmentFact, Located } from '../facts/facts.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { pathAt } from '../syntax/yamlPath.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { contains, touches } from '../text/range.ts';
import { directory, relativePath } from '../text/uri.ts';
import { documentOf, type FeatureContext } from './featureContext.ts';
import type { DocumentLink, FileLocation } from './languageService.ts';

/** The lines that set the variable under the cursor, or those in the value of the key under the cursor. */
export function definitionAt(context: FeatureContext, uri: string, offset: number): readonly FileLocation[] {
  return variablesAt(context, uri, offset).flatMap((name) => definitionsOf(context, uri, name));
}

/** All places of the project that set or read the variable under the cursor. */
export function referencesAt(context: FeatureContext, uri: string, offset: number): readonly FileLocation[] {
  return variablesAt(context, uri, offset).flatMap((name) => uses(context, uri, name).map(({ uri: at, fact }) => ({ uri: at, range: fact.range })));
}

/** `${NAME}` in a document links to the line of a `.env` file that sets it. */
export function documentLinks(context: FeatureContext, uri: string): readonly DocumentLink[] {
  const file = context.tree(uri);
  if ((file?.language !== 'yaml' && file?.language !== 'toml') || !documentOf(context, uri)) return [];
  return environmentFactsOf(context, uri).flatMap((fact): DocumentLink[] => {
    const target = fact.access === 'read' ? definitionsOf(context, uri, fact.name)[0] : undefined;
    const text = target && context.text(target.uri);
    if (!target || text === undefined) return [];
    const line = new LineIndex(text).lineAt(target.range.start) + 1;
    return [{ range: fact.range, target: `${target.uri}#L${line}`, tooltip: `${fact.name} is set in ${relativePath(directory(uri), target.uri)}, line ${line}` }];
  });
}

/** Names of the environment variables that the place speaks of. */
export function variablesAt(context: FeatureContext, uri: string, offset: number): readonly string[] {
  const file = context.tree(uri);
  if (!file || context.states(uri).every(({ active }) => !active)) return [];
  const facts = environmentFactsOf(context, uri);
  const direct = facts.filter(({ range }) => touches(range, offset));
  if (direct.length > 0) return [...new Set(direct.map(({ name }) => name))];
  return keyVariables(file, offset, facts);
}

/** The cursor on `jwt_secret:` means the variables in its value. */
function keyVariables(file: ParsedFile, offset: number, facts: readonly EnvironmentFact[]): readonly string[] {
  if (file.language !== 'yaml' && file.language !== 'toml') return [];
  const place = pathAt(file.language === 'toml' ? file.toml.root : file.yaml.documents[0]?.root, offset);
  const value = place?.part === 'key' && place.entry?.value?.kind === 'scalar' ? place.entry.value : undefined;
  return value ? [...new Set(facts.filter(({ range }) => contains(value.range, range)).map(({ name }) => name))] : [];
}

/** Where the variable is set: beside the file first, real files before templates, then elsewhere in the project. */
export function definitionsOf(context: FeatureContext, uri: string, name: string): readonly FileLocation[] {
  const folder = directory(uri);
  const rank = (at: string): number => (directory(at) === folder ? 0 : 2) + (/\.(example|template|sample|dist)\b/.test(at) ? 1 : 0);
  return uses(context, uri, name)
    .filter(({ fact }) => fact.access === 'set')
    .sort((a, b) => rank(a.uri) - rank(b.uri) || (a.uri < b.uri ? -1 : 1))
    .map(({ uri: at, fact }) => ({ uri: at, range: fact.range }));
}

function environmentFactsOf(context: FeatureContext, uri: string): readonly EnvironmentFact[] {
  return (context.index.get(uri)?.facts ?? []).filter((fact): fact is EnvironmentFact => fact.kind === 'environment');
}

function uses(context: FeatureContext, uri: string, name: string): readonly Located<EnvironmentFact>[] {
  return context.states(uri)[0]?.view.environment(name) ?? [];
}
