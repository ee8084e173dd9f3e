import { GraphQLError, parse, type ASTNode, type DefinitionNode, type NameNode } from 'graphql';
import type { Range } from '../text/range.ts';
import type { GraphqlDefinition, GraphqlField, GraphqlFile, GraphqlForm } from './graphqlTree.ts';
import { isDeep } from './settingsTree.ts';

/** Longer texts are generated. In UTF-16 units. */
const maximumLength = 1024 * 1024;

/** Reads a GraphQL text: a schema, a part of one, or a client's operations. Never throws; a text with a mistake defines nothing. */
export function parseGraphql(text: string): GraphqlFile {
  if (text.length > maximumLength) return broken('TOO_LARGE', 'This is too large to be read.', 0, 'too-large');
  if (isDeep(text)) return broken('TOO_DEEP', 'This is nested too deeply to be read.', 0, 'too-deep');
  try {
    return { definitions: parse(text).definitions.flatMap((node) => definitionOf(node, text) ?? []), problems: [] };
  } catch (error) {
    return broken('GRAPHQL', 'This is no valid GraphQL.', error instanceof GraphQLError ? error.positions?.[0] ?? 0 : 0);
  }
}

function broken(code: string, message: string, at: number, refused?: GraphqlFile['refused']): GraphqlFile {
  return { definitions: [], problems: [{ code, message, range: { start: at, end: at } }], ...(refused === undefined ? {} : { refused }) };
}

const forms: Readonly<Record<DefinitionNode['kind'], { readonly form: GraphqlForm; readonly extension?: true }>> = {
  OperationDefinition: { form: 'operation' },
  FragmentDefinition: { form: 'operation' },
  SchemaDefinition: { form: 'schema' },
  SchemaExtension: { form: 'schema', extension: true },
  ObjectTypeDefinition: { form: 'object' },
  ObjectTypeExtension: { form: 'object', extension: true },
  InterfaceTypeDefinition: { form: 'interface' },
  InterfaceTypeExtension: { form: 'interface', extension: true },
  InputObjectTypeDefinition: { form: 'input' },
  InputObjectTypeExtension: { form: 'input', extension: true },
  UnionTypeDefinition: { form: 'union' },
  UnionTypeExtension: { form: 'union', extension: true },
  EnumTypeDefinition: { form: 'enum' },
  EnumTypeExtension: { form: 'enum', extension: true },
  ScalarTypeDefinition: { form: 'scalar' },
  ScalarTypeExtension: { form: 'scalar', extension: true },
  DirectiveDefinition: { form: 'directive' },
  DirectiveExtension: { form: 'directive', extension: true },
};

function definitionOf(node: DefinitionNode, text: string): GraphqlDefinition | undefined {
  const whole = rangeOf(node);
  if (!whole) return undefined;
  const { form, extension = false } = forms[node.kind];
  const name = 'name' in node ? node.name : undefined;
  const nameRange = (name && rangeOf(name)) ?? { start: whole.start, end: whole.start };
  const interfaces: readonly { readonly name: NameNode; readonly range: Range | undefined }[] = 'interfaces' in node ? (node.interfaces ?? []).map((one) => ({ name: one.name, range: rangeOf(one) })) : [];
  return {
    form, extension,
    name: name?.value ?? '',
    nameRange,
    range: whole,
    headEnd: interfaces.at(-1)?.range?.end ?? nameRange.end,
    interfaces: interfaces.map((one) => one.name.value),
    directives: 'directives' in node ? (node.directives ?? []).map((one) => one.name.value) : [],
    fields: fieldsOf(node, text),
  };
}

function fieldsOf(node: DefinitionNode, text: string): readonly GraphqlField[] {
  switch (node.kind) {
    case 'ObjectTypeDefinition':
    case 'ObjectTypeExtension':
    case 'InterfaceTypeDefinition':
    case 'InterfaceTypeExtension':
      return (node.fields ?? []).flatMap((field): GraphqlField[] => {
        const range = rangeOf(field);
        return range ? [{ name: field.name.value, type: textOf(field.type, text), arguments: (field.arguments ?? []).map((one) => one.name.value), range }] : [];
      });
    case 'SchemaDefinition':
    case 'SchemaExtension':
      return (node.operationTypes ?? []).flatMap((one): GraphqlField[] => {
        const range = rangeOf(one);
        return range ? [{ name: one.operation, type: one.type.name.value, arguments: [], range }] : [];
      });
    default:
      return [];
  }
}

function rangeOf({ loc }: ASTNode): Range | undefined {
  return loc && { start: loc.start, end: loc.end };
}

function textOf(node: ASTNode, text: string): string {
  return text.slice(node.loc?.start ?? 0, node.loc?.end ?? 0);
}
