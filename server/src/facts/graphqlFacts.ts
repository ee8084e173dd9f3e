import type { GraphqlDefinition } from '../syntax/graphqlTree.ts';
import type { ParsedGraphql } from '../syntax/parsedFile.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { SchemaTypeFact } from './facts.ts';

/** What a GraphQL schema defines; a client's operations say nothing. Never throws. */
export function graphqlFacts(file: ParsedGraphql): readonly SchemaTypeFact[] {
  return file.graphql.definitions.flatMap((definition): SchemaTypeFact[] => {
    const { form, extension, name, nameRange, headEnd, interfaces, directives, fields } = definition;
    if (form === 'operation') return [];
    const place = fieldPlace(file, definition);
    return [{
      kind: 'schemaType', form, name, range: nameRange, interfaces, directives,
      ...(extension ? { extension } : {}),
      fields: fields.map((field) => ({ name: field.name, type: field.type, arguments: field.arguments })),
      directiveRange: { start: headEnd, end: headEnd },
      ...(place ? { fieldPlace: place } : {}),
    }];
  });
}

/** Behind the last field: on a line of its own when that field has one (a comment behind it stays there), else on the same line. */
function fieldPlace({ text, lines }: ParsedGraphql, { form, fields, range: whole }: GraphqlDefinition): SchemaTypeFact['fieldPlace'] {
  const last = fields.at(-1)?.range;
  if (!last || (form !== 'object' && form !== 'interface')) return undefined;
  const start = lines.lineStart(lines.lineAt(last.start));
  const indent = text.slice(start, last.start);
  const end = lines.lineEnd(lines.lineAt(last.end));
  if (indent.trim() !== '' || end >= whole.end) return { range: { start: last.end, end: last.end }, before: ' ' };
  return { range: { start: end, end }, before: `${lineEndOf(text)}${indent}` };
}
