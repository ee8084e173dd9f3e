import type { Diagnostic } from '../analysis/diagnostic.ts';
import { lifecycleText } from '../analysis/lifecycle.ts';
import type { GuideChange } from '../analysis/migration.ts';
import { kindsOfTree } from '../schemas/kinds.ts';
import { describe, environmentVariables } from '../schemas/schemaInfo.ts';
import { pathAt } from '../syntax/yamlPath.ts';
import { touches, type Range } from '../text/range.ts';
import { relativePath, directory } from '../text/uri.ts';
import { partAt } from './documentParts.ts';
import { fenced } from './explain.ts';
import { documentOf, variableSchemas, type FeatureContext } from './featureContext.ts';
import type { Hover } from './languageService.ts';
import { migrationsAt } from './migrationsAt.ts';
import { definitionsOf, variablesAt } from './navigation.ts';

/** What the guide says about the place (with before and after), what the schema says, and where a variable is set. Never shows a value of a `.env` file. */
export function hoverAt(context: FeatureContext, uri: string, offset: number): Hover | undefined {
  const parts: string[] = [];
  let range: Range | undefined;
  const described = schemaPart(context, uri, offset);
  if (described) {
    parts.push(described.markdown);
    range = described.range;
  }
  for (const name of variablesAt(context, uri, offset)) {
    // On a `.env` line the schema's part has described the variable already.
    const variable = variablePart(context, uri, name, described?.markdown.startsWith(`**${name}**`) === true);
    if (variable !== undefined) parts.push(variable);
  }
  const found = (context.report(uri)?.diagnostics ?? []).filter((diagnostic) => touches(diagnostic.range, offset));
  for (const change of changesOf(context, uri, found)) parts.push(changePart(change));
  range ??= found[0]?.range;
  if (parts.length === 0 || !range) return undefined;
  return { range, markdown: parts.join('\n\n---\n\n') };
}

/** Longer lists of values are for completion. */
const listedAtMost = 20;

function schemaPart(context: FeatureContext, uri: string, offset: number): { readonly range: Range; readonly markdown: string } | undefined {
  const document = documentOf(context, uri);
  const file = context.tree(uri);
  if (!document || !file) return undefined;
  if (file.language === 'dotenv') {
    const entry = file.dotenv.entries.find(({ range }) => touches(range, offset));
    const markdown = entry && variableMarkdown(document.schema, entry.name);
    return entry && markdown !== undefined ? { range: entry.nameRange, markdown } : undefined;
  }
  const part = partAt(document.parts(file), offset);
  const place = pathAt(part?.root, offset);
  const info = part && place && describe(part.schema, place.path, kindsOfTree(part.root));
  if (!place || !info || info.description === '') return undefined;
  const written = place.node.kind === 'scalar' ? String(place.node.value) : '';
  const member = Object.hasOwn(info.enumDescriptions, written) ? `\`${written}\`: ${info.enumDescriptions[written] ?? ''}` : '';
  const facts = [
    info.type === '' ? '' : `Type: ${info.type}.`,
    info.required ? 'Required.' : '',
    info.default === undefined ? '' : `Default: \`${String(info.default)}\`.`,
    info.enum.length > 1 && info.enum.length <= listedAtMost ? `One of ${info.enum.map((value) => `\`${String(value)}\``).join(', ')}.` : '',
    info.deprecated ? `Deprecated${info.replacement === undefined ? '' : `: use \`${info.replacement}\``}.` : '',
  ].filter((fact) => fact !== '');
  const name = place.path.filter((step) => typeof step === 'string').join('.');
  return { range: place.node.range, markdown: [`**${name}**`, info.description, member, facts.join(' ')].filter((part) => part !== '').join('\n\n') };
}

function variableMarkdown(schema: string, name: string): string | undefined {
  const variable = environmentVariables(schema).find((info) => info.name === name);
  if (!variable) return undefined;
  const facts = [
    variable.required ? 'Required.' : '',
    variable.sensitive ? 'Secret.' : '',
    variable.default === undefined ? '' : `Default: \`${variable.default}\`.`,
    variable.enum.length > 0 ? `One of ${variable.enum.map((value) => `\`${value}\``).join(', ')}.` : '',
    variable.deprecated ? `Deprecated${variable.replacement === undefined ? '' : `: use \`${variable.replacement}\``}.` : '',
  ].filter((fact) => fact !== '');
  return [`**${name}**`, variable.description, facts.join(' ')].filter((part) => part !== '').join('\n\n');
}

function variablePart(context: FeatureContext, uri: string, name: string, isDescribed: boolean): string | undefined {
  const places = definitionsOf(context, uri, name).filter((location) => location.uri !== uri);
  const described = isDescribed ? undefined : variableSchemas(context, uri).flatMap(({ current, former }) => [current, former]).map((schema) => variableMarkdown(schema, name)).find((markdown) => markdown !== undefined);
  const where = places.length > 0 ? `Set in ${places.slice(0, 5).map((place) => `[${relativePath(directory(uri), place.uri)}](${place.uri})`).join(', ')}.` : '';
  const parts = [described ?? (isDescribed || where === '' ? '' : `**${name}**`), where].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('\n\n') : undefined;
}

/** Two guides may number their entries alike. */
function changesOf({ migrations }: FeatureContext, uri: string, diagnostics: readonly Diagnostic[]): readonly GuideChange[] {
  const found = new Set(diagnostics.map(({ migration, change }) => `${migration}/${change ?? ''}`));
  return migrationsAt(migrations, uri).flatMap(({ id: migration, changes }) => changes.filter(({ id }) => found.has(`${migration}/${id}`)));
}

function changePart(change: GuideChange): string {
  const [example] = change.examples;
  return [
    `**${change.id}: ${change.title}** (${lifecycleText(change)})`,
    change.summary[0] ?? '',
    ...(example ? ['Before', fenced(example.language, example.before), 'After', fenced(example.language, example.after)] : []),
  ].join('\n\n');
}
