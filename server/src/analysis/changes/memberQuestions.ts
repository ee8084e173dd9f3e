import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { namedNodes } from '../namedNodes.ts';
import { functionAround } from '../pythonRules.ts';
import { keyQuestions, type MemberRead } from './memberReads.ts';

/** Code that tells two shapes of a value apart itself: `hasattr(r, "data")`, `isinstance(r, dict)`, `if "data" in r`. Reads beside it must not change alone. */
export class ShapeQuestions {
  readonly #python: PythonAnalysis;
  readonly #names: ReadonlySet<string>;
  #keys: readonly Pick<MemberRead, 'node' | 'object' | 'name'>[] | undefined;
  #calls: readonly CodeNode[] | undefined;

  /** `names`: of the members whose reads will be asked about. */
  constructor(python: PythonAnalysis, names: ReadonlySet<string>) {
    this.#python = python;
    this.#names = names;
  }

  /** Whether the function around a read asks what shape its object has. */
  about({ node, object, name }: MemberRead): boolean {
    const scope = functionAround(node) ?? this.#python.root;
    // A test that asserts a key asks for no other shape.
    this.#keys ??= [...keyQuestions(this.#python, this.#names)].filter((key) => key.node.parent?.type !== 'assert_statement');
    if (this.#keys.some((key) => key.name === name && key.node.start >= scope.start && key.node.end <= scope.end && key.object.text === object.text)) return true;
    this.#calls ??= namedNodes(this.#python, 'call', questions).filter((call) => call.field('function')?.type === 'identifier');
    return this.#calls.some((call) => {
      if (call.start < scope.start || call.end > scope.end) return false;
      const [subject, asked] = call.field('arguments')?.namedChildren ?? [];
      if (subject?.text !== object.text || !asked) return false;
      return call.field('function')?.text === 'isinstance' ? /\b(?:dict|Dict|Mapping)\b/.test(asked.text) : this.#python.constantOf(asked) === name;
    });
  }
}

const questions: ReadonlySet<string> = new Set(['hasattr', 'getattr', 'isinstance']);
