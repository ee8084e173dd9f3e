import type { CodeNode } from '../../syntax/codeTree.ts';
import type { PythonClass } from '../python/analysis.ts';
import { argumentsOf } from '../python/syntaxTools.ts';
import type { EnvironmentUse } from './environmentUses.ts';
import type { FactReader } from './factReaders.ts';
import type { UseNames } from './pythonNames.ts';
import { pythonStringText, unwrapped } from './pythonStringText.ts';
import { literalPlace, variablePlaces } from './variablePlaces.ts';

const bases = { v1: ['pydantic.BaseSettings', 'pydantic.v1.BaseSettings', 'pydantic.env_settings.BaseSettings'], v2: ['pydantic_settings.BaseSettings', 'pydantic_settings.main.BaseSettings'] };
const aField = 'it is a field of a settings class, which the code uses by this name';

/**
 * Variables that fields of pydantic's settings classes are read from. A field without an alias is called like its variable, so the variable is
 * renamed by giving the field an alias: offered where pydantic-settings 2 is imported and the field's value can take it.
 */
export const settingsReader: FactReader<UseNames, EnvironmentUse> = { isWorthwhile: (analysis) => analysis.mayName('BaseSettings'), read: settingsUses };

function settingsUses(names: UseNames): readonly EnvironmentUse[] {
  const { analysis } = names;
  return analysis.classes.flatMap((one) => {
    const version = versionOf(names, one);
    return version ? classUses(names, one, version) : [];
  });
}

function versionOf(names: UseNames, one: PythonClass): 'v1' | 'v2' | undefined {
  const list = one.node.field('superclasses');
  const written = list?.namedChildren.map((base) => names.imported(base) ?? '') ?? [];
  for (const version of ['v2', 'v1'] as const) {
    if (bases[version].some((base) => written.includes(base) || one.bases.some((own) => own === base || names.analysis.reaches(own, base)))) return version;
  }
  return undefined;
}

interface Options {
  readonly prefix: string | undefined;
  readonly isCaseSensitive: boolean;
}

function classUses(names: UseNames, one: PythonClass, version: 'v1' | 'v2'): readonly EnvironmentUse[] {
  const statements = one.node.field('body')?.namedChildren ?? [];
  const options = optionsOf(names, statements);
  const fieldName = names.analysis.imports.find(({ module, name }) => name === 'Field' && /^pydantic(?:\.|$)/.test(module))?.local;
  return statements.flatMap((statement) => {
    const assignment = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
    const target = assignment?.type === 'assignment' ? assignment.field('left') : undefined;
    // pydantic takes no field without an annotation, except the old version for plain values.
    if (!assignment || target?.type !== 'identifier' || !assignment.field('type') || /^_|^model_config$/.test(target.text)) return [];
    const value = unwrapped(assignment.field('right'));
    const isField = value?.type === 'call' && /(?:^|\.)Field$/.test(names.imported(value.field('function')) ?? value.field('function')?.text ?? '');
    const aliases = isField ? aliasesOf(value) : [];
    if (aliases.length > 0) return aliasUses(names, assignment, aliases);
    if (options.prefix === undefined) return [];
    const name = options.isCaseSensitive ? options.prefix + target.text : (options.prefix + target.text).toUpperCase();
    const own: EnvironmentUse = { node: assignment, name, range: target.range, access: 'read', hasDefault: value !== undefined, beside: [], renaming: 'none', because: aField };
    const edit = version === 'v2' && /^[\w]+$/.test(name) ? aliasEdit(value, isField, fieldName, assignment) : undefined;
    return [edit ? { ...own, renaming: 'unsafe', ...edit } : own];
  });
}

/** Expressions that say what the field is read from instead of its own name. */
function aliasesOf(field: CodeNode): readonly CodeNode[] {
  const { keywords } = argumentsOf(field);
  return ['validation_alias', 'env', 'alias'].flatMap((name) => {
    const value = unwrapped(keywords.get(name));
    return value ? [value] : [];
  }).slice(0, 1);
}

/** The names in an alias: one, a list of them, `AliasChoices("A", "B")`. */
function aliasUses(names: UseNames, node: CodeNode, aliases: readonly CodeNode[]): readonly EnvironmentUse[] {
  const literals = aliases.flatMap((alias) => {
    if (alias.type === 'list' || alias.type === 'tuple' || alias.type === 'set') return alias.namedChildren;
    return alias.type === 'call' ? argumentsOf(alias).positional : [alias];
  });
  const places = literals.flatMap((literal) => variablePlaces(names, literal));
  return places.map((place) => ({ node, access: 'read', hasDefault: true, ...place, beside: places.filter(({ name }) => name !== place.name).map(({ name }) => name) }));
}

/** `model_config = SettingsConfigDict(env_prefix="P_")` and `class Config: env_prefix = "P_"`; a prefix that is no literal is unknown. */
function optionsOf(names: UseNames, statements: readonly CodeNode[]): Options {
  let prefix: string | undefined = '';
  let isCaseSensitive = false;
  const take = (name: string | undefined, value: CodeNode | undefined): void => {
    if (name === 'env_prefix') prefix = value && (pythonStringText(value)?.text ?? names.analysis.constantOf(value));
    if (name === 'case_sensitive') isCaseSensitive = value?.text === 'True';
  };
  for (const statement of statements) {
    const assignment = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
    const value = unwrapped(assignment?.field('right'));
    if (assignment?.field('left')?.text === 'model_config' && value) {
      if (value.type === 'call') for (const [name, given] of argumentsOf(value).keywords) take(name, unwrapped(given));
      else for (const pair of value.namedChildren) if (pair.type === 'pair') take(literalPlace(pair.field('key') ?? pair)?.name, unwrapped(pair.field('value')));
    }
    if (statement.type !== 'class_definition' || statement.field('name')?.text !== 'Config') continue;
    for (const inner of statement.field('body')?.namedChildren ?? []) {
      const option = inner.type === 'expression_statement' ? inner.namedChildren[0] : undefined;
      if (option?.type === 'assignment') take(option.field('left')?.text, unwrapped(option.field('right')));
    }
  }
  return { prefix, isCaseSensitive };
}

/** How the field's value takes an alias: another argument of `Field(…)`, or a `Field(…)` around a plain value. */
function aliasEdit(value: CodeNode | undefined, isField: boolean, fieldName: string | undefined, assignment: CodeNode): Pick<EnvironmentUse, 'template' | 'templateRange'> | undefined {
  if (isField) {
    const list = value?.field('arguments');
    const last = list?.namedChildren.filter(({ type }) => type !== 'comment').at(-1);
    if (list?.type !== 'argument_list' || list.isBroken || list.children.some(({ type }) => type === 'list_splat' || type === 'dictionary_splat')) return undefined;
    const at = last ? last.end : list.start + 1;
    return { template: last ? ', validation_alias="$"' : 'validation_alias="$"', templateRange: { start: at, end: at } };
  }
  if (fieldName === undefined) return undefined;
  const right = assignment.field('right');
  if (!right) {
    const type = assignment.field('type');
    return type && { template: ` = ${fieldName}(validation_alias="$")`, templateRange: { start: type.end, end: type.end } };
  }
  if (!plainValues.has(right.type) || right.text.includes('\n') || right.text.includes('$')) return undefined;
  return { template: `${fieldName}(${right.text}, validation_alias="$")`, templateRange: right.range };
}

const plainValues = new Set(['string', 'integer', 'float', 'true', 'false', 'none', 'unary_operator']);
