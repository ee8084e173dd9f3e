import { fenceKind, markdownFences, type MarkdownFence } from '../syntax/markdownFences.ts';
import { parse } from '../syntax/parse.ts';
import type { ParsedPlain } from '../syntax/parsedFile.ts';
import { EmbeddedText, type Piece } from '../text/embeddedText.ts';
import { iniFacts } from './deployment/iniFacts.ts';
import { yamlFacts } from './deployment/yamlFacts.ts';
import { environmentFacts } from './environment.ts';
import type { Fact } from './facts.ts';
import { movedFact } from './movedFact.ts';
import { batchFacts } from './shell/batchFacts.ts';
import { dockerfileFacts } from './shell/dockerfileFacts.ts';
import { makefileFacts } from './shell/makefileFacts.ts';
import { powershellFacts } from './shell/powershellFacts.ts';
import { shellFacts } from './shell/shellFacts.ts';
import { sqlFacts } from './sqlFacts.ts';

/** What the code fences of a Markdown file say, each read as its language. Prose and inline code say nothing. Never throws. */
export function markdownFacts(file: ParsedPlain): readonly Fact[] {
  const facts: Fact[] = [];
  for (const fence of markdownFences(file.text)) for (const fact of fenceFacts(file, fence)) facts.push(fact);
  return facts;
}

function fenceFacts(file: ParsedPlain, fence: MarkdownFence): readonly Fact[] {
  const { content } = fence;
  switch (fenceKind(fence)) {
    case 'shell':
      return isSession(content.text) ? shellFacts(typedLines(file.text, content)) : shellFacts(content);
    case 'session':
      return shellFacts(typedLines(file.text, content));
    case 'powershell':
      return powershellFacts(content);
    case 'batch':
      return batchFacts(content);
    case 'makefile':
      return makefileFacts(content);
    case 'dockerfile':
      return dockerfileFacts(content);
    case 'sql':
      return sqlFacts(content);
    case 'yaml': {
      const inner = parse(file.uri, content.text, 'yaml');
      return inner.language === 'yaml' ? moved(yamlFacts(inner), content) : [];
    }
    case 'dotenv':
      return dotenvFacts(file, content);
    case 'ini':
      // People write `.env` files as `ini`; sections tell the two apart.
      return /^[ \t]*\[/m.test(content.text) ? iniFacts('', content) : dotenvFacts(file, content);
    case undefined:
      return [];
  }
}

function dotenvFacts(file: ParsedPlain, content: EmbeddedText): readonly Fact[] {
  const inner = parse(file.uri, content.text, 'dotenv');
  return inner.language === 'dotenv' ? moved(environmentFacts(inner), content) : [];
}

function moved(facts: readonly Fact[], content: EmbeddedText): readonly Fact[] {
  // In an indented fence a line is more than what its reader saw of it.
  const isIndented = content.text !== '' && content.rangeOf(0, content.text.length) === undefined;
  return facts.flatMap((fact) => movedFact(fact, content, isIndented ? 'removal' : undefined) ?? []);
}

/** Whether what people type begins with a prompt: what has none is output then. */
function isSession(text: string): boolean {
  return /^[ \t]*\$ /m.test(text);
}

/** What is typed at the prompts of a session, with continued lines. */
function typedLines(source: string, content: EmbeddedText): EmbeddedText {
  const pieces: Piece[] = [];
  let goesOn = false;
  for (let start = 0; start < content.text.length;) {
    const newline = content.text.indexOf('\n', start);
    const next = newline < 0 ? content.text.length : newline + 1;
    const line = content.text.slice(start, next);
    const prompt: RegExpExecArray | null = goesOn ? /^(?:> ?)?/.exec(line) : /^[ \t]*\$ /.exec(line);
    if (prompt) {
      const at = start + prompt[0].length;
      pieces.push({ text: content.text.slice(at, next), offset: content.offsetAt(at) });
    }
    goesOn = prompt !== null && /\\\r?\n?$/.test(line);
    start = next;
  }
  return EmbeddedText.of(source, pieces.length > 0 ? pieces : [{ text: '', offset: content.offsetAt(0) }]);
}
