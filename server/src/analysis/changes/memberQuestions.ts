import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { functionAround } from '../pythonRules.ts';
import type { MemberRead } from './memberReads.ts';

/** Code that tells two shapes of a value apart itself: `hasattr(r, "data")`, `isinstance(r, dict)`. Reads beside it must not change alone. */
export class ShapeQuestions {
  readonly #python: PythonAnalysis;
  #calls: readonly CodeNode[] | undefined;

  constructor(python: PythonAnalysis) {
    this.#python = python;
  }

  /** Whether the function around a read asks what shape its object has. */
  about({ node, object, name }: MemberRead): boolean {
    const scope = functionAround(node) ?? this.#python.root;
    this.#calls ??= this.#python.nodes('call').filter((call) => questions.has(call.field('function')?.text ?? ''));
    return this.#calls.some((call) => {
      if (call.start < scope.start || call.end > scope.end) return false;
      const [subject, asked] = call.field('arguments')?.namedChildren ?? [];
      if (subject?.text !== object.text || !asked) return false;
      return call.field('function')?.text === 'isinstance' ? /\b(?:dict|Dict|Mapping)\b/.test(asked.text) : this.#python.constantOf(asked) === name;
    });
  }
}

const questions: ReadonlySet<string> = new Set(['hasattr', 'getattr', 'isinstance']);
