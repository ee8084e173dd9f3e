import { analysePython } from '../../../server/src/facts/python/analysePython.ts';
import type { PythonAnalysis } from '../../../server/src/facts/python/analysis.ts';
import { summarise } from '../../../server/src/facts/python/summarise.ts';
import { worldOf } from './worldOf.ts';
import type { PythonModels, PythonValue } from '../../../server/src/facts/python/values.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { ParsedCode } from '../../../server/src/syntax/parsedFile.ts';
import { testParsers } from '../../support/codeParsers.ts';

const parsers = await testParsers();

/** A small system to prove things about. */
export const models: PythonModels = {
  classes: [
    {
      name: 'greenlang.agents.base.BaseAgent',
      aliases: ['greenlang.agents.BaseAgent', 'greenlang.BaseAgent'],
      methods: { run: 'greenlang.core.types.AgentResult', execute: 'greenlang.core.types.AgentResult' },
    },
    { name: 'greenlang.core.types.AgentResult', aliases: ['greenlang.agents.base.AgentResult', 'greenlang.core.AgentResult'], methods: {} },
    { name: 'greenlang.core.orchestrator.Orchestrator', aliases: ['greenlang.core.Orchestrator', 'greenlang.Orchestrator'], methods: {} },
    { name: 'greenlang.core.context.ExecutionContext', aliases: ['greenlang.core.ExecutionContext'], methods: {} },
    {
      name: 'greenlang.core.workflow.Workflow',
      aliases: ['greenlang.Workflow'],
      methods: { from_yaml: 'self', execute: 'greenlang.core.types.AgentResult' },
    },
  ],
  functions: { 'greenlang.config.load_config': 'greenlang.config.Config' },
  families: [{ module: 'greenlang.agents', suffix: 'Agent', base: 'greenlang.agents.base.BaseAgent' }],
};

export function parsePython(text: string, uri = 'file:///w/app.py'): ParsedCode {
  const file = parse(uri, text, 'python', { parsers });
  if (file.language !== 'python') throw new Error('no Python');
  return file;
}

/** Analyses `text` in a workspace of other files (path below `/w/` → text). */
export function analyse(text: string, others: Readonly<Record<string, string>> = {}, path = 'app.py'): PythonAnalysis {
  const file = parsePython(text, `file:///w/${path}`);
  const summaries = [file, ...Object.entries(others).map(([name, code]) => parsePython(code, `file:///w/${name}`))].map(summarise);
  return analysePython(file, worldOf(summaries), models);
}

/** A value in one line. Names of the test system are shortened to their last part. */
export function shown(value: PythonValue | undefined): string {
  if (!value) return '?';
  switch (value.kind) {
    case 'instance':
      return short(value.of);
    case 'collection':
      return `list[${shown(value.element)}]`;
    case 'mapping':
      return `dict[${shown(value.value)}]`;
    case 'awaitable':
      return `awaitable[${shown(value.of)}]`;
    case 'tuple':
      return `(${value.elements.map(shown).join(', ')})`;
    case 'member':
      return `${short(value.on)}.${value.name}`;
    case 'string':
      return JSON.stringify(value.value);
    case 'none':
      return 'None';
    default:
      return `${value.kind} ${short(value.name)}`;
  }
}

const modelled = new Set(models.classes.map(({ name }) => name));

function short(name: string): string {
  return modelled.has(name) ? name.slice(name.lastIndexOf('.') + 1) : name;
}

/**
 * For each line that ends in `# is: X`: what the expression on it is found to be, and `X`. `?` stands for nothing proven.
 */
export function judged(analysis: PythonAnalysis): readonly { readonly line: string; readonly found: string; readonly wanted: string }[] {
  const { text } = analysis.file;
  return [...text.matchAll(/^(.*?)\s*# is: (.*)$/gm)].map((match) => {
    const code = match[1] ?? '';
    const start = match.index + code.length - code.trimStart().length;
    const node = analysis.root.at(start, match.index + code.length);
    const expression = node.type === 'expression_statement' ? (node.namedChildren[0] ?? node) : node;
    return { line: code.trim(), found: shown(analysis.valueOf(expression)), wanted: (match[2] ?? '').trim() };
  });
}
