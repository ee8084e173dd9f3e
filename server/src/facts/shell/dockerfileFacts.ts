import { readDockerfile, type DockerInstruction } from '../../syntax/shell/dockerfileReader.ts';
import { readStringList } from '../../syntax/shell/jsonStrings.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';
import { batchFacts } from './batchFacts.ts';
import { dockerReads, dockerVariables } from './dockerVariables.ts';
import { environmentText, isEnvironmentPath, isPlainValue } from './environmentText.ts';
import { execForm } from './jsonScripts.ts';
import { powershellFacts } from './powershellFacts.ts';
import { shellFacts } from './shellFacts.ts';
import { programName } from './wrappers.ts';

/** Where an instruction stands: what its stage makes of it. */
interface Stage {
  /** Offset of the `FROM`. */
  readonly start: number;
  /** Reads the shell form of commands. */
  shell: (script: EmbeddedText) => readonly Fact[];
}

/** What a Dockerfile says: variables (`ENV`, `ARG`, `$NAME`), and the commands that it runs or that its containers start with. Never throws. */
export function dockerfileFacts(source: EmbeddedText): readonly Fact[] {
  const tree = readDockerfile(source.text);
  const facts: Fact[] = [];
  let stage: Stage = { start: 0, shell: shellFacts };
  for (const instruction of tree.instructions) {
    if (instruction.keyword === 'FROM') stage = { start: source.offsetAt(instruction.range.start), shell: shellFacts };
    // A shell is told to go on by a backslash only.
    if (tree.escape === '\\' || !/^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK|ONBUILD)$/.test(instruction.keyword)) facts.push(...instructionFacts(source, instruction, stage));
  }
  for (const { start, end } of tree.comments) facts.push(...suggested(source, start, end));
  return facts.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function instructionFacts(source: EmbeddedText, instruction: DockerInstruction, stage: Stage): readonly Fact[] {
  const whole = source.select(instruction.body);
  const body = whole.part(/^(?:\s|\\\r?\n)*/.exec(whole.text)?.[0].length ?? 0);
  switch (instruction.keyword) {
    case 'ENV':
    case 'ARG':
      return dockerVariables(source, instruction, body, stage.start);
    case 'RUN':
      return runFacts(source, instruction, body, stage);
    case 'CMD':
    case 'ENTRYPOINT':
      return execForm(body) ?? stage.shell(body);
    case 'HEALTHCHECK': {
      const command = /^(?:--\S+(?:\s|\\\r?\n)+)*CMD(?:\s|\\\r?\n)+/i.exec(body.text);
      if (!command) return [];
      const rest = body.part(command[0].length);
      return execForm(rest) ?? stage.shell(rest);
    }
    case 'SHELL': {
      const program = programName(readStringList(body.text)?.[0]?.value);
      stage.shell = shellOf(program);
      return [];
    }
    case 'ONBUILD': {
      const keyword = /^[A-Za-z]+(?=\s)/.exec(body.text)?.[0];
      if (keyword === undefined || /^(?:ONBUILD|FROM)$/i.test(keyword)) return [];
      // Its parts stand one keyword further on; comment lines between them are gone already.
      const inner = { ...instruction, keyword: keyword.toUpperCase(), body: bodyBehind(source.text, instruction, keyword) };
      return instructionFacts(source, inner, stage);
    }
    case 'COPY':
    case 'ADD': {
      const target = /(\S+)\s*$/.exec(body.text)?.[1] ?? '';
      const texts = isEnvironmentPath(target) ? instruction.heredocs.flatMap(({ body: lines, quoted }) => environmentText(source.part(lines.start, lines.end), !quoted)) : [];
      return [...dockerReads(body), ...texts];
    }
    case 'FROM':
    case 'EXPOSE':
    case 'LABEL':
    case 'STOPSIGNAL':
    case 'USER':
    case 'VOLUME':
    case 'WORKDIR':
      return dockerReads(body);
    default:
      return [];
  }
}

function bodyBehind(text: string, { body }: DockerInstruction, keyword: string): DockerInstruction['body'] {
  return body.map((slice, index) => (index === 0 ? { start: text.indexOf(keyword, slice.start) + keyword.length, end: slice.end } : slice));
}

function runFacts(source: EmbeddedText, instruction: DockerInstruction, body: EmbeddedText, stage: Stage): readonly Fact[] {
  const flags = /^(?:--[a-z]+(?:=\S*)?(?:\s|\\\r?\n)+)*/.exec(body.text)?.[0].length ?? 0;
  const rest = body.part(flags);
  if (instruction.heredocs.length === 0) return execForm(rest) ?? stage.shell(rest);
  // `RUN <<EOF`: the body is the script. Behind a program it is that program's input.
  const [heredoc] = instruction.heredocs;
  if (!heredoc || !/^<<-?["']?[\w.]+["']?\s*$/.test(rest.text)) return [];
  const script = source.part(heredoc.body.start, heredoc.body.end);
  const interpreter = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(script.text);
  if (interpreter && !/^(?:ba|da|z|k|a)?sh$/.test(programName(/env$/.test(interpreter[1] ?? '') ? interpreter[2] : interpreter[1]))) return [];
  return stage.shell(script);
}

function shellOf(program: string): Stage['shell'] {
  if (/^(?:ba|da|z|k|a)?sh$/.test(program)) return shellFacts;
  if (/^(?:powershell|pwsh)$/i.test(program)) return powershellFacts;
  return /^cmd$/i.test(program) ? batchFacts : () => [];
}

function suggested(source: EmbeddedText, start: number, end: number): readonly Fact[] {
  const match = /^(#+[ \t]*(?:(?:ENV|ARG)[ \t]+)?)([A-Za-z_]\w*)=(.*)$/.exec(source.text.slice(start, end));
  // `# syntax=…` tells the builder something.
  if (!match || /^(?:syntax|escape|check)$/i.test(match[2] ?? '') || !isPlainValue((match[3] ?? '').replace(/\\?\s*$/, ''))) return [];
  const at = start + (match[1] ?? '').length;
  const name = match[2] ?? '';
  const range = source.rangeOf(at, at + name.length);
  return range ? [{ kind: 'environment', name, range, access: 'suggested' }] : [];
}
