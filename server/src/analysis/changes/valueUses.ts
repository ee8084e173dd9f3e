import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { itemsOf } from '../../syntax/codeEdits.ts';
import { functionAround } from '../pythonRules.ts';

/**
 * What a place asks of a value: nothing but whether there is one and how it prints (`indifferent`), that it is a dict, something that a
 * text or a list has and a dict has not (`particular`); else nobody knows, or a dict does as well but gives something else (a loop).
 */
export type ValueUse = 'indifferent' | 'dict' | 'unknown' | 'particular';

const fromMildToStrict: readonly ValueUse[] = ['indifferent', 'dict', 'unknown', 'particular'];

/** How the values of one file are used, for values that have another shape now. */
export class ValueUses {
  readonly #python: PythonAnalysis;

  constructor(python: PythonAnalysis) {
    this.#python = python;
  }

  /** What becomes of the value that an expression reads; a name of its own that it gets is followed through the function. */
  of(read: CodeNode): ValueUse {
    return this.#useOf(read, true);
  }

  #useOf(read: CodeNode, follows: boolean): ValueUse {
    let value = read;
    while (value.parent && (passesOn.has(value.parent.type) || (value.parent.type === 'conditional_expression' && !isCondition(value.parent, value)))) value = value.parent;
    const { parent, fieldName } = value;
    switch (parent?.type) {
      case 'conditional_expression':
      case 'not_operator':
      case 'if_clause':
      case 'assert_statement':
      case 'expression_statement':
        return 'indifferent';
      case 'if_statement':
      case 'elif_clause':
      case 'while_statement':
        return fieldName === 'condition' ? 'indifferent' : 'unknown';
      case 'comparison_operator':
        return asksForNone(parent) ? 'indifferent' : isSearched(parent, value) ? 'unknown' : 'particular';
      case 'interpolation':
        // A dict takes no format: `f"{error:>20}"` is a TypeError, `f"{error!s:>20}"` is none.
        return parent.children.some(({ type }) => type === 'format_specifier') && !parent.children.some(({ type }) => type === 'type_conversion') ? 'particular' : 'indifferent';
      case 'argument_list':
        return parent.parent ? this.#argument(parent.parent) : 'unknown';
      case 'assignment':
        return follows && fieldName === 'right' ? this.#assigned(parent) : 'unknown';
      case 'attribute':
        return dictMethods.has(parent.field('attribute')?.text ?? '') ? 'dict' : 'particular';
      case 'subscript':
        return fieldName !== 'value' ? 'unknown' : this.#hasTextKey(parent) ? 'dict' : 'particular';
      case 'binary_operator':
      case 'augmented_assignment':
      case 'call':
        return 'particular';
      default:
        return 'unknown';
    }
  }

  #hasTextKey(subscript: CodeNode): boolean {
    const [key, ...more] = subscript.fields('subscript');
    return key !== undefined && more.length === 0 && this.#python.constantOf(key) !== undefined;
  }

  #argument(call: CodeNode): ValueUse {
    const callee = call.field('function');
    if (!callee) return 'unknown';
    const name = this.#python.nameOf(callee) ?? '';
    if (printing.has(name)) return 'indifferent';
    // Two texts are the same no more, and a piece of the text is at another place in it.
    if (name === 'builtins.str' || name === 'builtins.repr') return call.parent && partOfText.has(call.parent.type) ? 'particular' : 'indifferent';
    const method = callee.type === 'attribute' ? callee.field('attribute')?.text ?? '' : '';
    return logging.has(method) && /(?:^|\.)_?log(?:ger|ging)?$/i.test(callee.field('object')?.text ?? '') ? 'indifferent' : 'unknown';
  }

  /** The strictest use of the name that an assignment gives the value. */
  #assigned(assignment: CodeNode): ValueUse {
    const left = assignment.field('left');
    if (left?.type !== 'identifier' || assignment.parent?.type !== 'expression_statement') return 'unknown';
    const annotation = assignment.field('type');
    if (annotation && !/\b(?:dict|Dict|Mapping|Any)\b/.test(annotation.text)) return 'particular';
    const scope = functionAround(assignment) ?? this.#python.root;
    const uses = this.#named(left.text, scope).filter((node) => !this.#python.isStore(node)).map((node) => this.#useOf(node, false));
    return fromMildToStrict.findLast((use) => uses.includes(use)) ?? 'indifferent';
  }

  /** The places of a name in a scope that stand for its value. */
  #named(name: string, scope: CodeNode): readonly CodeNode[] {
    return this.#python.covering(scope).identifiers(name).filter((node) => node.start >= scope.start && node.end <= scope.end
      && node.fieldName !== 'attribute' && !(node.fieldName === 'name' && node.parent?.type === 'keyword_argument'));
  }
}

function isCondition(conditional: CodeNode, value: CodeNode): boolean {
  return itemsOf(conditional)[1]?.start === value.start;
}

/** `x is None`, `x != None`: the same question to a text, a list and a dict. */
function asksForNone(comparison: CodeNode): boolean {
  const [left, operator, right, ...more] = comparison.children;
  return more.length === 0 && operator !== undefined && ['is', 'is not', '==', '!='].includes(operator.type) && (left?.type === 'none' || right?.type === 'none');
}

/** `x in value`: a dict looks among its keys. */
function isSearched(comparison: CodeNode, value: CodeNode): boolean {
  const [, operator, right, ...more] = comparison.children;
  return more.length === 0 && (operator?.type === 'in' || operator?.type === 'not in') && right?.start === value.start;
}

/** What hands on one of its parts as it is. */
const passesOn: ReadonlySet<string> = new Set(['parenthesized_expression', 'boolean_operator']);
const printing: ReadonlySet<string> = new Set(['builtins.print', 'builtins.bool']);
const partOfText: ReadonlySet<string> = new Set(['comparison_operator', 'attribute', 'subscript']);
const dictMethods: ReadonlySet<string> = new Set(['get', 'items', 'keys', 'values', 'update', 'setdefault']);
const logging: ReadonlySet<string> = new Set(['debug', 'info', 'warning', 'warn', 'error', 'exception', 'critical', 'log']);
