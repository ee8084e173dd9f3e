import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { namedNodes } from '../namedNodes.ts';
import { functionAround } from '../pythonRules.ts';
import { keyQuestions, type MemberRead } from './memberReads.ts';

/** Code that tells two shapes of a value apart itself: `hasattr(r, "data")`, `isinstance(r, dict)`, `if "data" in r`. Reads beside it must not change alone. */
export class ShapeQuestions {
  readonly #python: PythonAnalysis;
  readonly #names: ReadonlySet<string>;
  readonly #asked = new Map<PythonAnalysis, Asked>();

  /** `names`: of the members whose reads will be asked about. */
  constructor(python: PythonAnalysis, names: ReadonlySet<string>) {
    this.#python = python;
    this.#names = names;
  }

  /** Whether the function around a read asks what shape its object has. */
  about({ node, object, name }: MemberRead): boolean {
    const scope = functionAround(node) ?? this.#python.root;
    const { keys, calls } = this.#askedIn(this.#python.covering(scope));
    if (keys.some((key) => key.name === name && key.node.start >= scope.start && key.node.end <= scope.end && key.object.text === object.text)) return true;
    return calls.some((call) => {
      if (call.start < scope.start || call.end > scope.end) return false;
      const [subject, asked] = call.field('arguments')?.namedChildren ?? [];
      if (subject?.text !== object.text || !asked) return false;
      return call.field('function')?.text === 'isinstance' ? /\b(?:dict|Dict|Mapping)\b/.test(asked.text) : this.#python.constantOf(asked) === name;
    });
  }

  #askedIn(python: PythonAnalysis): Asked {
    const known = this.#asked.get(python) ?? {
      // A test that asserts a key asks for no other shape.
      keys: [...keyQuestions(python, this.#names)].filter((key) => key.node.parent?.type !== 'assert_statement'),
      calls: namedNodes(python, 'call', questions).filter((call) => call.field('function')?.type === 'identifier'),
    };
    this.#asked.set(python, known);
    return known;
  }
}

interface Asked {
  readonly keys: readonly Pick<MemberRead, 'node' | 'object' | 'name'>[];
  readonly calls: readonly CodeNode[];
}

const questions: ReadonlySet<string> = new Set(['hasattr', 'getattr', 'isinstance']);
