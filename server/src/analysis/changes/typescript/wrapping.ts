import { inner } from '../../../facts/code/typescript/syntax.ts';
import { planImport } from '../../../facts/typescript/importPlan.ts';
import { isNothing } from '../../../facts/typescript/typeValues.ts';
import type { TypescriptCode } from '../../../facts/typescript/typescriptCode.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, replace, type Edit } from '../../../text/edit.ts';
import type { ArgumentWrapped } from '../../symbolChange.ts';

type Wrapping = Pick<ArgumentWrapped, 'with' | 'imports'>;

const placeholder = '$value';

/** Expressions that stay one beside an operator or a dot. */
const atoms: ReadonlySet<string> = new Set([
  'identifier', 'member_expression', 'subscript_expression', 'call_expression', 'string', 'template_string', 'number', 'true', 'false', 'parenthesized_expression', 'array', 'this', 'shorthand_property_identifier',
]);
/** What can be written twice and means the same both times. */
const repeatable: ReadonlySet<string> = new Set(['identifier', 'string', 'number', 'true', 'false', 'this', 'shorthand_property_identifier']);

/** Whether a value is nothing that could be wrapped. */
export function isAbsent(value: CodeNode): boolean {
  return isNothing(inner(value));
}

/** Whether a value needs no wrapping: it is nothing, it is wrapped where it stands, or where the constant gets it, or it is of the wrapping's type. */
export function isWrapped(code: TypescriptCode, value: CodeNode, wrapping: Wrapping): boolean {
  const expression = inner(value);
  const templates = [...new Set([wrapping.with, localTemplate(code, wrapping)?.text ?? wrapping.with])];
  const hasForm = (node: CodeNode): boolean => templates.some((template) => isMadeBy(node.text, template));
  if (!expression || isNothing(expression) || hasForm(value)) return true;
  const type = code.types.typeOf(value);
  if (type?.kind === 'api' && wrapping.imports?.some(({ module, name }) => code.api.canonical(`${module}#${name}`) === type.name)) return true;
  const variable = code.scopes.variableOf(expression);
  const [declaration] = variable?.declarations ?? [];
  const start = declaration?.kind === 'variable' ? declaration.owner.field('value') : undefined;
  const later = variable?.writes.map((write) => write.parent?.field('right')) ?? [];
  return [start, ...later].some((one) => one && (hasForm(one) || isNothing(inner(one))));
}

/** Whether a text is what the template makes of something. Blanks do not count. */
function isMadeBy(text: string, template: string): boolean {
  const bare = text.replace(/\s/g, '');
  const [before = '', ...rest] = template.replace(/\s/g, '').split(placeholder);
  const behind = rest.at(-1) ?? '';
  return bare.startsWith(before) && bare.endsWith(behind) && bare.length >= before.length + behind.length;
}

/**
 * The edits that wrap a value, with the imports that this needs. `undefined` where a name is taken, or where the value would be written twice. Takes the
 * value, or the whole of `{ timeout }`; `key` is then what its key is called afterwards.
 */
export function wrap(code: TypescriptCode, value: CodeNode, wrapping: Wrapping, key?: string): readonly Edit[] | undefined {
  const template = value.isBroken ? undefined : localTemplate(code, wrapping);
  if (!template) return undefined;
  const { edits } = template;
  const parts = template.text.split(placeholder);
  const [before = '', behind = ''] = parts;
  const brackets = !atoms.has(value.type) && !(/(?:^|[(,[:])\s*$/.test(before) && /^\s*(?:$|[),\]}])/.test(behind));
  const open = brackets ? `${before}(` : before;
  const close = brackets ? `)${behind}` : behind;
  if (parts.length !== 2) {
    if (!repeatable.has(value.type)) return undefined;
    return [...edits, replace(value.range, `${key === undefined ? '' : `${key}: `}${parts.join(value.text)}`)];
  }
  if (key !== undefined) return [...edits, replace(value.range, `${key}: ${open}${value.text}${close}`)];
  return [...edits, ...(open === '' ? [] : [insert(value.start, open)]), ...(close === '' ? [] : [insert(value.end, close)])];
}

/** The template in the names of the file, with the edits that import what it needs; `undefined` where a name is taken. */
function localTemplate(code: TypescriptCode, { with: template, imports = [] }: Wrapping): { readonly text: string; readonly edits: readonly Edit[] } | undefined {
  let text = template;
  const edits: Edit[] = [];
  for (const { module, name } of imports) {
    const plan = planImport(code, module, name);
    if (!plan) return undefined;
    edits.push(...plan.edits);
    if (plan.local !== name) text = text.replace(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'), () => plan.local);
  }
  return { text, edits };
}

/** A sentence for messages, with a blank before it, when a name that the wrapping needs stands for something else; nothing when none does. */
export function takenForWrapping(code: TypescriptCode, { imports = [] }: Wrapping): string {
  return imports.filter(({ module, name }) => !planImport(code, module, name))
    .map(({ module, name }) => ` ${name} cannot be imported here by its name: import that of ${module} under another name first.`).join('');
}
