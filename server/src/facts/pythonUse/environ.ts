import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf } from '../python/syntaxTools.ts';
import { inOrder, scopeOf, type UseNames } from './pythonNames.ts';
import { unwrapped } from './pythonStringText.ts';

/** Tells which expressions are the process's environment or a copy of it that a program is run with. */
export interface EnvironTest {
  /** `os.environ`, a copy of it, what `dotenv_values()` gives, a variable that is only ever one of these. */
  isEnviron(expression: CodeNode | undefined): boolean;
  /** The dict literals (and `dict(…)` calls) that are passed on as an environment. */
  readonly dicts: readonly CodeNode[];
}

/** Keywords that hand an environment to a program or a container. */
const environmentKeywords = new Set(['env', 'environment', 'env_vars', 'extra_env', 'environ']);
/** A copy of a copy of a copy is as far as people go. */
const maxDepth = 4;

/** Looks at every call of a file once. */
export function environTest(names: UseNames): EnvironTest {
  const passed = new Set<CodeNode>();
  const dicts: CodeNode[] = [];
  const seen = new Set<CodeNode>();
  const add = (node: CodeNode | undefined): void => {
    if (node && !seen.has(node) && (node.type === 'dictionary' || isDictCall(node))) {
      seen.add(node);
      dicts.push(node);
    }
  };
  for (const call of inOrder([...environmentKeywords].flatMap((keyword) => names.analysis.callsWith(keyword)))) {
    const list = call.field('arguments');
    if (list?.type !== 'argument_list') continue;
    for (const argument of list.children) {
      if (argument.type !== 'keyword_argument' || !environmentKeywords.has(argument.field('name')?.text ?? '')) continue;
      const value = unwrapped(argument.field('value'));
      if (value?.type !== 'identifier') {
        add(value);
        continue;
      }
      // A variable is followed where the call is one that starts a program: `env=env` alone may mean anything.
      if (!startsProgram(names, call)) continue;
      for (const assignment of names.assignments(value)) {
        passed.add(assignment);
        add(unwrapped(assignment.field('right')));
      }
    }
  }
  const isEnviron = (expression: CodeNode | undefined, depth = 0): boolean => {
    const node = unwrapped(expression);
    if (!node || depth > maxDepth) return false;
    const imported = names.imported(node);
    if (imported !== undefined) return imported === 'os.environ';
    if (node.type === 'identifier') {
      const own = names.assignments(node);
      const [first] = own;
      return first !== undefined && names.once(first, 'environ', () => own.every((assignment) => passed.has(assignment) || isCopy(assignment.field('right'), depth + 1)));
    }
    return isCopy(node, depth + 1);
  };
  const isCopy = (expression: CodeNode | undefined, depth: number): boolean => {
    const node = unwrapped(expression);
    if (!node || depth > maxDepth) return false;
    switch (node.type) {
      case 'identifier':
      case 'attribute':
        return isEnviron(node, depth);
      case 'dictionary':
        return node.children.some((child) => child.type === 'dictionary_splat' && isEnviron(child.namedChildren[0], depth));
      case 'binary_operator':
        return node.field('operator')?.text === '|' && (isEnviron(node.field('left'), depth) || isEnviron(node.field('right'), depth));
      case 'call': {
        const called = node.field('function');
        const { positional } = argumentsOf(node);
        const imported = names.imported(called);
        if (imported === 'dotenv.dotenv_values' || imported === 'dotenv.main.dotenv_values') return true;
        if (imported === 'copy.copy' || imported === 'copy.deepcopy' || isDictCall(node)) {
          return isEnviron(positional[0], depth) || (node.field('arguments')?.children ?? []).some((child) => child.type === 'dictionary_splat' && isEnviron(child.namedChildren[0], depth));
        }
        return called?.type === 'attribute' && called.field('attribute')?.text === 'copy' && isEnviron(called.field('object'), depth);
      }
      default:
        return false;
    }
  };
  // Dicts that extend the environment are one themselves, wherever they go.
  for (const assignment of names.analysis.nodes('assignment')) {
    const value = unwrapped(assignment.field('right'));
    if (value && (value.type === 'dictionary' || isDictCall(value)) && isCopy(value, 0)) add(value);
    if (value?.type === 'binary_operator' && isCopy(value, 0)) for (const side of [value.field('left'), value.field('right')]) add(unwrapped(side));
  }
  return { isEnviron: (expression) => isEnviron(expression), dicts };
}

function isDictCall(node: CodeNode): boolean {
  return node.type === 'call' && node.field('function')?.type === 'identifier' && node.field('function')?.text === 'dict';
}

const programStarters = /^(?:subprocess\.\w+|asyncio\.create_subprocess_\w+|os\.(?:exec|spawn|posix_spawn)\w*|anyio\.\w+|trio\.\w+|pexpect\.\w+|sh\.\w+)$/;

function startsProgram(names: UseNames, call: CodeNode): boolean {
  const called = call.field('function');
  const imported = names.imported(called);
  if (imported !== undefined) return programStarters.test(imported);
  // `runner.invoke(app, env=env)` of click and typer.
  return called?.type === 'attribute' && called.field('attribute')?.text === 'invoke' && scopeOf(call).parent !== undefined;
}
