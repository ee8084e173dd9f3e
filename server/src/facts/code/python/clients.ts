import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { PythonAnalysis } from '../../python/analysis.ts';
import { dottedName, inner } from './nodes.ts';
import type { PythonNames } from './names.ts';

/** The libraries whose calls are understood. */
export type Library = 'requests' | 'httpx' | 'aiohttp';

/** What a call is made on: the library itself, or a session or client of it, with the call that made it where that can be seen. */
export interface Client {
  readonly library: Library;
  /** The name of the session, for finding its headers; `undefined` for the library itself. */
  readonly name?: string;
  readonly made?: CodeNode;
}

const constructors: Readonly<Record<string, Library>> = {
  'requests.Session': 'requests', 'requests.session': 'requests', 'requests.sessions.Session': 'requests',
  'httpx.Client': 'httpx', 'httpx.AsyncClient': 'httpx', 'aiohttp.ClientSession': 'aiohttp', 'aiohttp.client.ClientSession': 'aiohttp',
};
const libraries: ReadonlySet<string> = new Set(['requests', 'httpx', 'aiohttp']);

/** Tells what HTTP library an expression before `.post(…)` belongs to; `undefined` without proof. */
export type ClientOf = (receiver: CodeNode | undefined) => Client | undefined;

/** Makes the answers for one file; what a `self.session` is, is found out once. */
export function pythonClients(analysis: PythonAnalysis, names: PythonNames): ClientOf {
  const attributes = new Map<string, Client | undefined>();
  return (receiver) => {
    const name = dottedName(receiver);
    if (name === undefined || !name.includes('.')) return clientOf(analysis, names, receiver);
    if (!attributes.has(name)) attributes.set(name, clientOf(analysis, names, receiver));
    return attributes.get(name);
  };
}

function clientOf(analysis: PythonAnalysis, names: PythonNames, receiver: CodeNode | undefined): Client | undefined {
  const expression = inner(receiver);
  if (expression?.type === 'call') {
    const library = constructed(analysis, names, expression);
    return library ? { library, made: expression } : undefined;
  }
  const name = dottedName(expression);
  if (name === undefined) return undefined;
  const canonical = importedName(analysis, names, name);
  if (canonical !== undefined && libraries.has(canonical)) return { library: canonical as Library };
  return name.includes('.') ? attributeClient(analysis, names, name) : variableClient(analysis, names, name, expression as CodeNode);
}

/** The library that a bare function (`post` of `from requests import post`) comes from. */
export function functionLibrary(analysis: PythonAnalysis, names: PythonNames, local: string): { readonly library: Library; readonly name: string } | undefined {
  const [library, name, ...more] = importedName(analysis, names, local)?.split('.') ?? [];
  return library !== undefined && name !== undefined && more.length === 0 && libraries.has(library) ? { library: library as Library, name } : undefined;
}

/** A dotted name with its first part replaced by what it was imported as. */
function importedName(analysis: PythonAnalysis, names: PythonNames, name: string): string | undefined {
  const [first, ...rest] = name.split('.');
  const found = analysis.imports.find(({ local }) => local === first);
  // A name that is also something else may be that; `None` stands for a library that is not installed.
  if (!found || !names.bindings(found.local).every(isImportOrNone)) return undefined;
  // `import a.b` binds `a`; `import a.b as c` binds the whole.
  const base = found.name !== undefined ? `${found.module}.${found.name}` : found.node.type === 'aliased_import' ? found.module : (found.module.split('.')[0] ?? found.module);
  return [base, ...rest].join('.');
}

function isImportOrNone(binding: CodeNode): boolean {
  if (binding.enclosing('import_statement', 'import_from_statement')) return true;
  return binding.parent?.type === 'assignment' && binding.parent.field('right')?.type === 'none';
}

function constructed(analysis: PythonAnalysis, names: PythonNames, call: CodeNode | undefined): Library | undefined {
  if (call?.type !== 'call') return undefined;
  const name = dottedName(call.field('function'));
  const canonical = name === undefined ? undefined : importedName(analysis, names, name);
  return canonical !== undefined && Object.hasOwn(constructors, canonical) ? constructors[canonical] : undefined;
}

/** A variable all of whose bindings make the same kind of session, or a parameter that is annotated as one. */
function variableClient(analysis: PythonAnalysis, names: PythonNames, name: string, use: CodeNode): Client | undefined {
  const bindings = names.bindings(name);
  const clients = bindings.map((binding): Client | undefined => {
    const { parent } = binding;
    if (parent?.type === 'assignment') {
      const call = inner(parent.field('right'));
      const library = constructed(analysis, names, call) ?? annotated(analysis, names, parent.field('type'));
      return library && call ? { library, name, made: call } : undefined;
    }
    if (parent?.type === 'as_pattern_target') {
      const call = inner(parent.parent?.namedChildren[0]);
      const library = constructed(analysis, names, call);
      return library && call ? { library, name, made: call } : undefined;
    }
    const library = parent?.type === 'typed_parameter' || parent?.type === 'typed_default_parameter' ? annotated(analysis, names, parent.field('type')) : undefined;
    return library ? { library, name } : undefined;
  });
  const library = clients[0]?.library;
  if (library === undefined || clients.some((client) => client?.library !== library)) return undefined;
  // Of several sessions the one made last before the use.
  const nearest = clients[bindings.findLastIndex(({ start }) => start < use.start)];
  return nearest ?? { library, name };
}

/** `self.session`: every assignment to it in the file makes the same kind of session. */
function attributeClient(analysis: PythonAnalysis, names: PythonNames, name: string): Client | undefined {
  const calls = analysis.nodes('assignment').filter((node) => dottedName(node.field('left')) === name).map((node) => ({ call: inner(node.field('right')), type: node.field('type') }))
    .filter(({ call }) => call?.type !== 'none');
  const found = calls.map(({ call, type }) => constructed(analysis, names, call) ?? annotated(analysis, names, type));
  const library = found[0];
  if (library === undefined || found.some((one) => one !== library)) return undefined;
  const made = calls.length === 1 ? calls[0]?.call : undefined;
  return { library, name, ...(made ? { made } : {}) };
}

/** `requests.Session`, `Optional[httpx.AsyncClient]`, `aiohttp.ClientSession | None`. */
function annotated(analysis: PythonAnalysis, names: PythonNames, type: CodeNode | undefined): Library | undefined {
  if (!type) return undefined;
  for (const [name] of type.text.matchAll(/[A-Za-z_][\w.]*/g)) {
    const canonical = importedName(analysis, names, name);
    if (canonical !== undefined && Object.hasOwn(constructors, canonical)) return constructors[canonical];
  }
  return undefined;
}
