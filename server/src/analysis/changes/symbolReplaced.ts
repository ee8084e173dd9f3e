import type { PythonAnalysis, PythonImport } from '../../facts/python/analysis.ts';
import { denotes } from '../../facts/python/modulePath.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import type { PythonImports } from '../../syntax/pythonImports.ts';
import { moduleOf } from '../../syntax/pythonImportStatements.ts';
import { replace } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { Range } from '../../text/range.ts';
import type { SymbolReplaced } from '../symbolChange.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { namedNodes } from '../namedNodes.ts';
import type { ProjectView } from '../project.ts';
import { bulkFix } from '../bulkFix.ts';
import { importsOf, takenNames } from '../pythonRules.ts';
import { moveImport } from './importMoves.ts';

/** One rule for all classes and functions of a migration that have another name in another module now: import and uses change together. */
export function symbolReplaced(migration: string, changes: readonly SymbolReplaced[], guideSection: string): Rule {
  return {
    id: `${migration}/symbol-replaced`,
    change: changes[0]?.change,
    description: `Something is imported that has another name now (${changes.map(({ from, name, to, newName }) => `\`${from}.${name}\`: \`${to}.${newName}\``).join(', ')}).`,
    guideSection,
    languages: ['python'],
    // Not the package, too: who takes the name out of another module need not name the package, and has to be known as its importer.
    literals: [words(changes.map(({ name }) => name))],
    *check({ python, project }) {
      if (!python) return;
      const imports = importsOf(python);
      for (const one of python.imports) {
        const change = changes.find(({ from, name }) => one.module === from && one.name === name);
        // In the system's own package the old name is what it defines.
        if (change && moduleOf(one.statement) === change.from && !isOwn(python, change) && !python.inImportBridge(one.node)) yield importFinding(python, imports, change, one, project);
      }
      for (const node of namedNodes(python, 'attribute', changes.map(({ name }) => name))) {
        const change = changes.find(({ name }) => node.field('attribute')?.text === name);
        const object = node.field('object');
        if (change && object && python.nameOf(object) === change.from && !isOwn(python, change) && !python.inImportBridge(node) && !python.isStore(node)) yield memberFinding(imports, change, node);
      }
    },
  };
}

function isOwn(python: PythonAnalysis, { from }: SymbolReplaced): boolean {
  return denotes(python.file.uri, from);
}

function importFinding(python: PythonAnalysis, imports: PythonImports, change: SymbolReplaced, { statement, node, local }: PythonImport, project: ProjectView): Finding {
  const { name, newName, to } = change;
  const base = { range: node.range, old: true } as const;
  const aliased = local !== name;
  const uses = aliased ? [] : usesOf(python, name);
  const wanted = { module: to, name: newName };
  const taken = aliased ? '' : takenNames(imports, [wanted]);
  // Whoever takes the old name out of this module goes on finding it.
  const isTakenElsewhere = !aliased && project.importers(python.file.uri).some(({ names }) => names === undefined || names.includes(name));
  const keeps = isTakenElsewhere || (uses === undefined ? true : handsOn(python, name));
  const edits = taken === '' || keeps ? moveImport(python.file.text, imports, { from: change.from, to, name: newName, local: aliased ? local : keeps ? name : newName }, statement, node) : undefined;
  const all = edits && [...edits, ...(keeps || aliased ? [] : [...(uses ?? []).map(({ range }) => range), ...quotedUses(python, name)].map((range) => replace(range, newName)))];
  return {
    ...base,
    message: {
      what: `${name} of ${change.from} is ${newName} of ${to} now.`,
      why: change.why,
      todo: `Import ${newName} from ${to}${aliased ? '' : keeps && all ? `, by its old name here: other code takes it from this module` : ', and use it in its place'}.${all ? '' : taken}`,
    },
    fixes: all ? [bulkFix('safe', `Import ${newName} from ${to}`, () => all)] : [],
  };
}

/**
 * The places that say the name and mean the import, the import itself left out. `undefined` when the name means something else somewhere in the
 * file: then who means what is not for a rename to find out.
 */
function usesOf(python: PythonAnalysis, name: string): readonly CodeNode[] | undefined {
  const all = python.whole.identifiers(name).filter((node) => node.fieldName !== 'attribute' && !(node.fieldName === 'name' && node.parent?.type === 'keyword_argument'));
  const uses = all.filter((node) => !node.enclosing('import_from_statement', 'import_statement'));
  const imports = python.whole.imports.filter(({ local }) => local === name);
  const isBound = uses.some((node) => python.isStore(node) || isDeclared(node));
  return imports.length === 1 && !isBound ? uses : undefined;
}

/** A parameter, a class, a function, or a name that `global` speaks of. */
function isDeclared({ parent, fieldName }: CodeNode): boolean {
  switch (parent?.type) {
    case 'class_definition':
    case 'function_definition':
      return fieldName === 'name';
    case 'parameters':
    case 'lambda_parameters':
    case 'global_statement':
    case 'nonlocal_statement':
      return true;
    case 'typed_parameter':
      return fieldName !== 'type';
    case 'default_parameter':
    case 'typed_default_parameter':
      return fieldName === 'name';
    default:
      return false;
  }
}

/** The name in quoted annotations (`"APIError | None"`), which change with the code. */
function quotedUses(python: PythonAnalysis, name: string): readonly Range[] {
  return stringsWith(python, name).filter(isAnnotation).flatMap(({ text, start }) =>
    [...text.matchAll(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'))].map(({ index }) => ({ start: start + index, end: start + index + name.length })));
}

/** Whether the file says the name in other strings that are code to somebody: `__all__`, what a test patches. */
function handsOn(python: PythonAnalysis, name: string): boolean {
  return stringsWith(python, name).some((node) => !isAnnotation(node) && new RegExp(`^[a-zA-Z]*(["'])[\\w.]*\\b${name}\\1$`).test(node.text));
}

function stringsWith(python: PythonAnalysis, name: string): readonly CodeNode[] {
  return python.whole.nodes('string').filter(({ text }) => text.includes(name));
}

function isAnnotation(string: CodeNode): boolean {
  return /^["']/.test(string.text) && !string.text.includes('\\') && string.enclosing('type', 'call', 'lambda')?.type === 'type'
    && !/^(?:\w+\.)?Literal\b/.test(string.enclosing('generic_type', 'subscript')?.text ?? '');
}

/** `exceptions.APIError` */
function memberFinding(imports: PythonImports, change: SymbolReplaced, node: CodeNode): Finding {
  const { name, newName, from, to, why } = change;
  const wanted = { module: to, name: newName };
  const plan = node.isBroken ? undefined : imports.plan([wanted], node);
  return {
    range: node.range,
    old: true,
    message: { what: `${name} of ${from} is ${newName} of ${to} now.`, why, todo: `Use ${newName} of ${to}, and take out the import of ${from} where nothing else needs it.${plan ? '' : takenNames(imports, [wanted])}` },
    // The module itself may be gone: its import is for people to take out.
    fixes: plan ? [bulkFix('unsafe', `Use ${newName} of ${to}`, () => [replace(node.range, plan.names[0] ?? newName), ...plan.edits])] : [],
  };
}
