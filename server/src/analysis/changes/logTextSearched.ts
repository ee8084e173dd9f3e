import type { CommandFact, CommandWord } from '../../facts/facts.ts';
import { commandLiterals } from '../../facts/pythonUse/useWords.ts';
import type { LogTextSearched } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { commandLanguages, written } from './programCommands.ts';

/** Programs that look for text: which of their options take a value, and how many words come before the files. */
const searchers: Readonly<Record<string, { readonly values: readonly string[]; readonly before: number; /** Options that give the pattern. */ readonly patterns: readonly string[] }>> = {
  ...Object.fromEntries(['grep', 'egrep', 'fgrep', 'zgrep', 'rg', 'ag', 'ack'].map((name) => [name, { values: ['-A', '-B', '-C', '-m', '-e', '-f', '--include', '--exclude', '-t', '-g'], before: 1, patterns: ['-e', '-f'] }])),
  ...Object.fromEntries(['awk', 'gawk', 'mawk'].map((name) => [name, { values: ['-F', '-v', '-f'], before: 1, patterns: ['-f'] }])),
  sed: { values: ['-e', '-f', '-l'], before: 1, patterns: ['-e', '-f'] },
  cut: { values: ['-d', '-f', '-c', '-b'], before: 0, patterns: [] },
  findstr: { values: [], before: 1, patterns: [] },
  'select-string': { values: ['-pattern', '-context', '-encoding'], before: 1, patterns: ['-pattern', '-path', '-literalpath'] },
  sls: { values: ['-pattern', '-context', '-encoding'], before: 1, patterns: ['-pattern', '-path', '-literalpath'] },
};

/** Programs that hand a file on as it is. */
const readers = /^(?:cat|tail|head|zcat|tac|less|type|get-content|gc)$/i;

/** A rule for scripts that search a log for text where the new version writes JSON (the guide's logging changes). */
export function logTextSearched(migration: string, changes: readonly LogTextSearched[], guideSection: string): Rule {
  return {
    id: `${migration}/log-text-searched`,
    change: changes[0]?.change,
    description: `A script searches ${changes.map(({ file }) => `\`${file}\``).join(', ')} for text, and the log is JSON now.`,
    guideSection,
    languages: commandLanguages,
    onlyManifestsOf: ['json'],
    literals: [changes.map(({ file }) => file), ['grep', 'rg', 'ag ', 'ack', 'awk', 'sed', 'cut', 'findstr', 'Select-String', 'select-string', 'sls']],
    literalsIn: { python: [commandLiterals] },
    *check(context) {
      for (const change of changes) yield* findingsFor(context, change);
    },
  };
}

function* findingsFor(context: RuleContext, change: LogTextSearched): Iterable<Finding> {
  const { text } = context.file;
  for (const pipeline of pipelines(text, context.facts.filter((fact) => fact.kind === 'command'))) {
    // Whoever has `jq` in the line, or looks for a key, knows that it is JSON.
    if (pipeline.some((fact) => programOf(text, fact) === 'jq')) continue;
    const search = pipeline.find((fact, index) => {
      const searcher = searchers[programOf(text, fact)];
      if (!searcher || /\\?"(?:level|message|timestamp|[a-z_]+_id)\\?"/.test(text.slice(fact.range.start, fact.range.end))) return false;
      return filesOf(text, fact, searcher).some((word) => isLog(text, word, change))
        || pipeline.slice(0, index).some((one) => readers.test(programOf(text, one)) && one.words.slice(1).some((word) => isLog(text, word, change)));
    });
    if (!search) continue;
    yield {
      range: search.range,
      old: true,
      message: { what: `This searches ${change.file} for text, and each of its lines is a JSON object now.`, why: change.why, todo: change.todo },
      fixes: [],
    };
  }
}

function programOf(text: string, { words }: CommandFact): string {
  return written(text, words[0]).replace(/^.*[/\\]/s, '').replace(/\.exe$/i, '').toLowerCase();
}

/** The words of a search that name files. */
function filesOf(text: string, { words }: CommandFact, { values, before, patterns }: { readonly values: readonly string[]; readonly before: number; readonly patterns: readonly string[] }): readonly CommandWord[] {
  const files: CommandWord[] = [];
  let skip = before;
  for (let index = 1; index < words.length; index++) {
    const word = words[index] as CommandWord;
    const raw = written(text, word);
    if (/^-./.test(raw) || (/^\/[a-z:]+$/i.test(raw) && programOf(text, { words } as CommandFact) === 'findstr')) {
      const option = raw.toLowerCase();
      if (patterns.some((pattern) => raw === pattern || option === pattern)) skip = 0;
      if (values.includes(raw) || values.includes(option)) index++;
    } else if (skip > 0) skip--;
    else files.push(word);
  }
  return files;
}

function isLog(text: string, word: CommandWord, { file }: LogTextSearched): boolean {
  const raw = written(text, word);
  return raw === file || raw.endsWith(`/${file}`) || raw.endsWith(`\\${file}`);
}

/** Commands that follow each other through pipes. */
function pipelines(text: string, commands: readonly CommandFact[]): readonly (readonly CommandFact[])[] {
  const found: CommandFact[][] = [];
  for (const command of commands) {
    const last = found.at(-1);
    const previous = last?.at(-1);
    if (last && previous && previous.form !== 'list' && isPipe(text.slice(previous.range.end, command.range.start))) last.push(command);
    else found.push([command]);
  }
  return found;
}

function isPipe(between: string): boolean {
  if (between.length > 200) return false;
  const joined = between.replace(/[\\`^][ \t]*\r?\n/g, ' ').replace(/\|[ \t]*\r?\n/g, '| ');
  return /^[^|;\n()]*\|&?[^|;\n()]*$/.test(joined);
}
