import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, remove, replace, type Edit } from '../../../text/edit.ts';
import { hasCommentIn, takesQuestionMark } from '../layout.ts';
import { kagziModels } from '../names.ts';
import { joinedSteps, type JoinedSteps } from './joinedSteps.ts';

/** `tokio::join!` of steps: V2 runs them in parallel itself (section 3). */
export const stepsJoined: Rule = {
  id: 'kagzi/steps-joined',
  change: 'KZ-PARALLEL',
  description: 'Steps are joined with `join!` or `try_join!`.',
  guideSection: 'Upgrading to Parallel Execution',
  languages: ['rust'],
  literals: [['kagzi'], ['step'], ['join']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const macro of code?.nodes('macro_invocation') ?? []) {
      const joined = code && joinedSteps(code, macro);
      if (code && joined) yield finding(joined, editsOf(code, joined));
    }
  },
};

/** Brackets and names stay where they are: `tokio::join!(` becomes `ctx.parallel("…", (`, and each step the tuple of its arguments. */
function editsOf(code: RustCode, joined: JoinedSteps): readonly Edit[] | undefined {
  const { macro, tokens, context, steps, kind } = joined;
  if (!steps || hasCommentIn(macro, macro.start, tokens.start)) return undefined;
  const results = kind === 'join' ? withoutQuestionMarks(code, macro, steps.length) : [];
  if (!results) return undefined;
  return [
    replace({ start: macro.start, end: tokens.start + 1 }, `${context}.parallel("${steps.map(({ name }) => name).join('+')}", (`),
    ...steps.map(({ head }) => remove(head)),
    insert(tokens.end, kind === 'join' ? ').await?' : ').await'),
    ...results,
  ];
}

/**
 * `join!` gives a tuple of results, `parallel` one result of a tuple: behind it the results are values. `undefined` where a result is used in another way
 * than with `?`.
 */
function withoutQuestionMarks(code: RustCode, macro: CodeNode, count: number): readonly Edit[] | undefined {
  const declaration = macro.parent;
  const pattern = declaration?.type === 'let_declaration' && declaration.field('value') === macro ? declaration.field('pattern') : undefined;
  const bound = pattern?.type === 'tuple_pattern' ? pattern.namedChildren : [];
  if (!declaration || bound.length !== count || declaration.field('type') || !takesQuestionMark(macro)) return undefined;
  const edits: Edit[] = [];
  for (const { type, text } of bound) {
    const uses = type === 'identifier' ? usesBehind(declaration, text) : undefined;
    // A result that nobody looks at may be an error; `parallel` would hand it on.
    if (!uses || uses.length === 0) return undefined;
    for (const use of uses) {
      if (code.text[use.end] !== '?') return undefined;
      edits.push(remove({ start: use.end, end: use.end + 1 }));
    }
  }
  return edits;
}

/** Where a variable stands behind its declaration, until another one takes its name; `undefined` when a string may use it too. */
function usesBehind(declaration: CodeNode, name: string): readonly CodeNode[] | undefined {
  const siblings = declaration.parent?.children ?? [];
  const uses: CodeNode[] = [];
  for (const statement of siblings.slice(siblings.indexOf(declaration) + 1)) {
    const isNew = statement.type === 'let_declaration' && [...(statement.field('pattern')?.descendants() ?? [])].some((node) => node.type === 'identifier' && node.text === name);
    const looked = isNew ? statement.field('value') : statement;
    for (const node of looked?.descendants() ?? []) {
      if (node.type === 'string_content' && new RegExp(`\\{${name}\\b`).test(node.text)) return undefined;
      if ((node.type === 'identifier' || node.type === 'shorthand_field_identifier') && node.text === name) uses.push(node);
    }
    if (isNew) break;
  }
  return uses;
}

function finding({ macro, tokens }: JoinedSteps, edits: readonly Edit[] | undefined): Finding {
  return {
    range: { start: macro.start, end: tokens.start },
    severity: 'information',
    message: {
      what: 'Steps are joined by hand here.',
      why: 'Kagzi V2 keeps the results of parallel steps over restarts, and tells how far they are.',
      todo: edits ? 'Run them with ctx.parallel(…), and give the group a name that tells what it is.'
        : 'Run them with ctx.parallel("group", (("name", future), …)).await?, which gives the values of all steps or the first error.',
    },
    fixes: edits ? [{ title: 'Run the steps with parallel', applicability: 'unsafe', bulk: true, edits: () => edits }] : [],
  };
}
