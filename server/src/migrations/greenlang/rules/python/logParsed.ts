import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import { argumentsOf } from '../../../../facts/python/syntaxTools.ts';
import { useNames, type UseNames } from '../../../../facts/pythonUse/pythonNames.ts';
import { pythonStringText, unwrapped } from '../../../../facts/pythonUse/pythonStringText.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';

/** The log is opened and its lines are taken apart as text in the same function: 0.3 writes one JSON object a line. */
export const logParsed: Rule = {
  id: 'greenlang/log-parsed',
  change: 'BC-010',
  description: 'Python reads `greenlang.log` and takes its lines apart as text.',
  guideSection: 'BC-010: Logging Format',
  languages: ['python'],
  literals: [['greenlang.log']],
  *check({ python, project }) {
    if (!python || !project.proven) return;
    const names = useNames(python);
    for (const call of python.nodes('call')) if (readsLog(names, call) && takesApart(names, call)) yield finding(call);
  },
};

/** `open("logs/greenlang.log")`, `Path("…/greenlang.log").read_text()` or `.open()`; not for writing. */
function readsLog(names: UseNames, call: CodeNode): boolean {
  const called = call.field('function');
  const { positional, keywords } = argumentsOf(call);
  if (called?.type === 'identifier' && called.text === 'open') return !isForWriting(positional[1] ?? keywords.get('mode')) && isLog(names, positional[0] ?? keywords.get('file'));
  const method = called?.type === 'attribute' ? called.field('attribute')?.text : undefined;
  if (method === 'open' && isForWriting(positional[0] ?? keywords.get('mode'))) return false;
  return (method === 'open' || method === 'read_text') && isLog(names, called?.field('object'));
}

function isForWriting(mode: CodeNode | undefined): boolean {
  return /[wax+]/.test(pythonStringText(mode)?.text ?? '');
}

/** Whether an expression is the path of the log: a literal, a constant, `Path(…)` of one, `folder / "greenlang.log"`. */
function isLog(names: UseNames, expression: CodeNode | undefined): boolean {
  let node = unwrapped(expression);
  for (let i = 0; node && i < 5; i++) {
    const text = pythonStringText(node)?.text;
    if (text !== undefined) return /(?:^|[/\\])greenlang\.log$/.test(text);
    if (node.type === 'identifier' || node.type === 'attribute') node = names.valueOf(node);
    else if (node.type === 'binary_operator' && node.field('operator')?.text === '/') node = unwrapped(node.field('right'));
    else if (node.type === 'call' && /^(?:pathlib\.)?Path$|^os\.path\.join$/.test(node.field('function')?.text ?? '')) node = unwrapped(argumentsOf(node).positional.at(-1));
    else return false;
  }
  return false;
}

/** Methods of patterns and strings that look at a line's text. */
const textMethods = new Set(['match', 'fullmatch', 'search', 'findall', 'finditer', 'split', 'partition', 'startswith']);

/** Whether the function around a call (or the file outside of functions) looks at lines as text, and not as JSON. */
function takesApart(names: UseNames, call: CodeNode): boolean {
  let scope = call.enclosing('function_definition');
  for (let node = call; !scope && node.parent; node = node.parent) if (!node.parent.parent) scope = node.parent;
  if (!scope) return false;
  let isText = false;
  for (const node of scope.descendants()) {
    if (node.type === 'call') {
      const called = node.field('function');
      if (/^json\.loads?$|^(?:orjson|ujson)\.loads$/.test(names.imported(called) ?? '')) return false;
      isText ||= called?.type === 'attribute' && textMethods.has(called.field('attribute')?.text ?? '');
    } else if (node.type === 'comparison_operator' && node.namedChildren[0]?.type === 'string') {
      isText ||= node.children.some(({ type }) => type === 'in' || type === 'not in');
    }
  }
  return isText;
}

function finding(call: CodeNode): Finding {
  return {
    range: call.range,
    old: true,
    message: {
      what: 'The log that is read here has one JSON object a line in GreenLang 0.3.',
      why: 'A pattern that was written for the old plain lines finds nothing, or only by chance.',
      todo: 'Read each line with json.loads and ask for its fields: timestamp, level, message, correlation_id.',
    },
    fixes: [],
  };
}
