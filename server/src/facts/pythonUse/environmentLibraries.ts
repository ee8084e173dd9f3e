import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf } from '../python/syntaxTools.ts';
import type { EnvironmentUse } from './environmentUses.ts';
import { mentions, type FactReader } from './factReaders.ts';
import type { UseNames } from './pythonNames.ts';
import { unwrapped } from './pythonStringText.ts';
import { variablePlaces } from './variablePlaces.ts';

/** Classes whose instances look a variable up when they are called, or by a method that is named after a type. */
const readers = new Set([
  'environs.Env', 'environs.FileAwareEnv', 'environ.Env', 'environ.FileAwareEnv', 'decouple.Config', 'decouple.AutoConfig', 'starlette.config.Config', 'django_environ.Env',
]);
/** Functions that look a variable up. */
const functions = new Set(['decouple.config', 'environs.env']);
/** Methods of environs and django-environ that look nothing up. */
const otherMethods = new Set(['read_env', 'read_envfile', 'prefixed', 'parser_for', 'add_parser', 'seal', 'dump', 'path', 'bind', 'register']);

/** Variables that libraries read: python-decouple, environs, django-environ, starlette's `Config`, and options of click and typer. */
export const libraryReader: FactReader<UseNames, EnvironmentUse> = { isWorthwhile: mentions(/decouple|environ|starlette|\benvvar\b/), read: libraryUses };

function libraryUses(names: UseNames): readonly EnvironmentUse[] {
  const { analysis } = names;
  const libraries = new Set(analysis.imports.map(({ module }) => module.split('.')[0]));
  const reads = ['decouple', 'environs', 'environ', 'starlette'].some((name) => libraries.has(name));
  const offers = libraries.has('click') || libraries.has('typer') || libraries.has('rich_click') || libraries.has('asyncclick');
  if (!reads && !offers) return [];
  const uses: EnvironmentUse[] = [];
  const calls = analysis.nodes('call');
  // With a prefix in force the name in the call is only a part of the variable's.
  const isPrefixed = calls.some((call) => call.field('function')?.type === 'attribute' && call.field('function')?.field('attribute')?.text === 'prefixed');
  const add = (node: CodeNode, key: CodeNode | undefined, hasDefault: boolean, beside: readonly string[] = []): void => {
    for (const place of variablePlaces(names, key)) uses.push({ node, access: 'read', hasDefault, ...place, beside: [...place.beside, ...beside] });
  };
  for (const call of calls) {
    const called = call.field('function');
    const { positional, keywords } = argumentsOf(call);
    if (offers && /^(?:rich_)?(?:async)?(?:click|typer)\./.test(names.imported(called) ?? '')) {
      const envvar = unwrapped(keywords.get('envvar'));
      const options = envvar?.type === 'list' || envvar?.type === 'tuple' ? envvar.namedChildren : envvar ? [envvar] : [];
      for (const option of options) add(call, option, true, options.filter((other) => other !== option).flatMap((other) => variablePlaces(names, other).map(({ name }) => name)));
    }
    if (reads && !isPrefixed && isReader(names, called)) add(call, positional[0], positional.length > 1 || keywords.has('default'));
  }
  return uses;
}

function isReader(names: UseNames, called: CodeNode | undefined): boolean {
  if (!called) return false;
  if (functions.has(names.imported(called) ?? '')) return true;
  const object = called.type === 'attribute' ? called.field('object') : called;
  if (called.type === 'attribute' && otherMethods.has(called.field('attribute')?.text ?? '')) return false;
  if (names.imported(object) === 'environs.env') return true;
  if (object?.type !== 'identifier') return false;
  const made = names.valueOf(object);
  if (made?.type !== 'call' || !readers.has(names.imported(made.field('function')) ?? '')) return false;
  // `Config(env_prefix="APP_")` of starlette.
  return !argumentsOf(made).keywords.has('env_prefix');
}
