import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../server/src/facts/factsOf.ts';
import { analysePython } from '../../../server/src/facts/python/analysePython.ts';
import type { PythonAnalysis, PythonFile } from '../../../server/src/facts/python/analysis.ts';
import { summarise } from '../../../server/src/facts/python/summarise.ts';
import type { PythonWorld } from '../../../server/src/facts/python/summary.ts';
import { worldOf } from './worldOf.ts';
import { greenlangPython } from '../../../server/src/migrations/greenlang/python.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { ParsedCode, ParsedFile } from '../../../server/src/syntax/parsedFile.ts';
import { releaseTree } from '../../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../../support/codeParsers.ts';
import { testService } from '../../support/testService.ts';
import { editsOf, program, randomOf } from './edits.ts';

const parsers = await testParsers();
const uri = 'file:///w/app/agents.py';
const otherUri = 'file:///w/app/shared.py';

/** How many sequences of edits; `EDIT_SEQUENCES` asks for more. */
const sequences = Number(process.env['EDIT_SEQUENCES'] ?? 6);
const firstSeed = Number(process.env['EDIT_SEED'] ?? 1);

function code(file: ParsedFile): ParsedCode {
  if (file.language !== 'python') throw new Error('no Python');
  return file;
}

/** Everything that an analysis says, as lines to compare. */
function told(analysis: PythonAnalysis): readonly string[] {
  const lines: string[] = [];
  for (const node of analysis.root.descendants()) {
    const value = analysis.valueOf(node);
    const bridge = node.isNamed && analysis.inImportBridge(node);
    lines.push(`${node.type} ${String(node.start)}-${String(node.end)} ${JSON.stringify(value) ?? ''}${bridge ? ' bridge' : ''}`);
  }
  for (const type of ['call', 'attribute', 'subscript', 'assignment', 'augmented_assignment', 'return_statement', 'delete_statement', 'string', 'function_definition', 'identifier'] as const) {
    lines.push(`${type}: ${analysis.nodes(type).map(({ start }) => start).join(' ')}`);
  }
  for (const { name, qualifiedName, bases, decorators, methods, node } of analysis.classes) {
    const isAgent = analysis.reaches(qualifiedName, 'greenlang.agents.base.BaseAgent');
    lines.push(JSON.stringify([name, qualifiedName, bases, decorators, [...methods].map(([method, { start }]) => [method, start]), node.start, isAgent, analysis.docOf(qualifiedName), analysis.isAsyncMethod(qualifiedName, 'run')]));
  }
  for (const { statement, node, module, name, local } of analysis.imports) lines.push(JSON.stringify([statement.start, node.start, module, name, local]));
  lines.push(JSON.stringify(summarise(analysis.file)));
  for (const fact of factsOf(analysis.file, analysis)) lines.push(JSON.stringify(fact));
  return lines;
}

/** The world of one file and another one, made anew only when a summary changed, as the service does it. */
function worlds(): (...files: readonly ParsedCode[]) => PythonWorld {
  let last = '';
  let world: PythonWorld | undefined;
  return (...files) => {
    const summaries = files.map(summarise);
    const now = JSON.stringify(summaries);
    if (now !== last || !world) world = worldOf(summaries);
    last = now;
    return world;
  };
}

const others = [
  'from greenlang.agents import BaseAgent\nclass Shared(BaseAgent):\n    def run(self, x):\n        return {"success": True}\ndef make() -> Shared:\n    return Shared()\ndefault = Shared()\n',
  'from greenlang.agents import BaseAgent\nclass Shared:\n    def run(self, x):\n        return 1\ndef make() -> Shared:\n    return Shared()\ndefault = make()\n',
  'from greenlang.core import ExecutionContext as Shared\ndef make():\n    return Shared()\ndefault = 1\n',
];

describe('an analysis that goes on from edit to edit', () => {
  it.each(Array.from({ length: sequences }, (_, i) => firstSeed + i))('says what a new one says, seed %i', (seed) => {
    const random = randomOf(seed);
    const worldAfter = worlds();
    let text = program(random);
    let file: ParsedCode | undefined;
    let analysis: PythonFile | undefined;
    let other = others[0] ?? '';
    for (let step = 0; step < 40; step++) {
      if (step > 0) text = editsOf(text, random);
      if (random() < 0.05) other = others[Math.floor(random() * others.length)] ?? '';
      const beside = code(parse(otherUri, other, 'python', { parsers }));
      file = code(parse(uri, text, 'python', { parsers, previous: file, keep: true }));
      analysis = analysePython(file, worldAfter(file, beside), greenlangPython, analysis);
      const share = random();
      // Nobody, or only somebody, asks between two keys.
      if (share < 0.2) continue;
      if (share < 0.3) {
        for (const node of analysis.nodes('call').filter(() => random() < 0.3)) analysis.valueOf(node);
        continue;
      }
      const fresh = code(parse(uri, text, 'python', { parsers }));
      expect(told(analysis), `seed ${String(seed)}, step ${String(step)}\n${text}`).toEqual(told(analysePython(fresh, worldOf([fresh, beside].map(summarise)), greenlangPython)));
    }
    if (file?.tree) releaseTree(file.tree);
  });
});

describe('a service whose document is edited', () => {
  it.each(Array.from({ length: Math.ceil(sequences / 3) }, (_, i) => 1000 + firstSeed + i))('finds what a new one finds, seed %i', async (seed) => {
    const random = randomOf(seed);
    let text = program(random);
    const files = { 'app/shared.py': others[0] ?? '', 'requirements.txt': 'greenlang==0.2.3\n' };
    const { service, workspace, log } = await testService({ ...files, 'app/agents.py': text });
    const own = workspace.uri('app/agents.py');
    for (let version = 1; version <= 12; version++) {
      service.open({ uri: own, version, text });
      if (version % 3 === 0) {
        const fresh = await testService({ ...files, 'app/agents.py': text });
        fresh.service.open({ uri: own, version, text });
        const shown = (of: typeof service): readonly string[] => (of.diagnose(own)?.diagnostics ?? []).map((one) => JSON.stringify(one));
        expect(shown(service), `seed ${String(seed)}, version ${String(version)}\n${text}`).toEqual(shown(fresh.service));
      } else {
        service.diagnose(own);
      }
      text = editsOf(text, random);
    }
    expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});
