import { parseTree, type Node as JsonNode } from 'jsonc-parser';
import type { CodeNode } from '../syntax/codeTree.ts';
import { parseYaml } from '../syntax/yaml.ts';
import type { YamlNode } from '../syntax/yamlTree.ts';
import type { FieldTypeFact } from './facts.ts';

type FieldType = FieldTypeFact['type'];

/** The types that the named values of a JSON or YAML text have. A broken text says nothing. */
export function dataFieldTypes(fileName: string, text: string): readonly FieldTypeFact[] {
  const facts: FieldTypeFact[] = [];
  if (fileName.endsWith('.json')) {
    const root = parseTree(text);
    if (root) collectJson(root, facts);
  } else {
    const { documents, problems } = parseYaml(text);
    if (problems.length === 0) for (const { root } of documents) if (root) collectYaml(root, facts);
  }
  return facts;
}

function collectJson(node: JsonNode, facts: FieldTypeFact[]): void {
  if (node.type === 'property') {
    const [key, value] = node.children ?? [];
    const type = value && jsonType(value);
    if (key && type && typeof key.value === 'string') facts.push(fact(key.value, type, 'data', key.offset, key.offset + key.length));
  }
  for (const child of node.children ?? []) collectJson(child, facts);
}

function jsonType(node: JsonNode): FieldType | undefined {
  switch (node.type) {
    case 'string': case 'number': case 'boolean': case 'array': case 'object':
      return node.type;
    default:
      return undefined;
  }
}

function collectYaml(node: YamlNode, facts: FieldTypeFact[]): void {
  if (node.kind === 'map') {
    for (const { key, name, value } of node.entries) {
      if (!value) continue;
      const type = yamlType(value);
      if (name !== undefined && type) facts.push(fact(name, type, 'data', key.range.start, key.range.end));
      collectYaml(value, facts);
    }
  } else if (node.kind === 'seq') {
    for (const { value } of node.items) if (value) collectYaml(value, facts);
  }
}

function yamlType(node: YamlNode): FieldType | undefined {
  if (node.kind === 'map') return 'object';
  if (node.kind === 'seq') return 'array';
  if (node.kind !== 'scalar') return undefined;
  // A sample of a whole number does not prove that fractions are wrong: `number` holds both.
  const type = typeof node.value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : undefined;
}

/** The types that annotations give fields of classes and parameters of functions in Python code. */
export function annotationFieldTypes(root: CodeNode): readonly FieldTypeFact[] {
  const facts: FieldTypeFact[] = [];
  for (const node of root.descendants()) {
    const annotated = annotatedName(node);
    if (!annotated) continue;
    const type = pythonType(annotated.type.text);
    if (type) facts.push(fact(annotated.name.text, type, 'annotation', annotated.name.start, annotated.name.end));
  }
  return facts;
}

/** `name: type` as a class field (with or without a value) or as a parameter. */
function annotatedName(node: CodeNode): { readonly name: CodeNode; readonly type: CodeNode } | undefined {
  const type = node.field('type');
  if (!type) return undefined;
  if (node.type === 'assignment') {
    const name = node.field('left');
    return name?.type === 'identifier' ? { name, type } : undefined;
  }
  if (node.type === 'typed_parameter') {
    const name = node.namedChildren[0];
    return name?.type === 'identifier' ? { name, type } : undefined;
  }
  if (node.type === 'typed_default_parameter') {
    const name = node.field('name');
    return name ? { name, type } : undefined;
  }
  return undefined;
}

const pythonTypes: Readonly<Record<string, FieldType>> = {
  str: 'string', float: 'number', Decimal: 'number', int: 'integer', bool: 'boolean',
  list: 'array', List: 'array', tuple: 'array', Tuple: 'array', set: 'array', Sequence: 'array',
  dict: 'object', Dict: 'object', Mapping: 'object',
};

/** `Optional[float]`, `float | None`, `list[str]`, `"float"`; `undefined` for types that AgentSpec has no word for. */
function pythonType(annotation: string): FieldType | undefined {
  const text = annotation.trim().replace(/^["']|["']$/g, '').replace(/^(?:typing\.)/, '');
  const optional = /^Optional\[(.*)\]$/s.exec(text)?.[1] ?? /^(.*?)\s*\|\s*None$/s.exec(text)?.[1];
  if (optional !== undefined) return pythonType(optional);
  const name = /^[\w.]+/.exec(text)?.[0]?.split('.').at(-1) ?? '';
  const rest = text.slice(/^[\w.]+/.exec(text)?.[0]?.length ?? 0).trim();
  if (rest !== '' && !rest.startsWith('[')) return undefined;
  return Object.hasOwn(pythonTypes, name) ? pythonTypes[name] : undefined;
}

function fact(name: string, type: FieldType, source: FieldTypeFact['source'], start: number, end: number): FieldTypeFact {
  return { kind: 'fieldType', name, type, source, range: { start, end } };
}
