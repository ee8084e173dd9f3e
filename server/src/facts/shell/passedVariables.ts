import { containerCommand, programName, stagesOf, type Argument } from './wrappers.ts';

/** A variable that a word of a command names. */
export interface PassedVariable {
  /** The word, and where in its `raw` the name begins. */
  readonly index: number;
  readonly at: number;
  readonly name: string;
  readonly access: 'set' | 'read';
  /** The first word that has to go with it: its option. */
  readonly first: number;
  /** For `set`: where in `raw` the value begins. */
  readonly valueAt?: number;
}

const assigned = /^([A-Za-z_]\w*)=/;
const bare = /^[A-Za-z_]\w*$/;

/** The variables that the words of a command set for programs, containers and services, or look up by name. */
export function passedVariables(words: readonly Argument[]): readonly PassedVariable[] {
  const found: PassedVariable[] = [];
  const stages = stagesOf(words);
  for (const [number, { start, end }] of stages.entries()) {
    const stop = stages[number + 1]?.start ?? end;
    visit(words, start, end, stop, found);
  }
  return found;
}

function visit(words: readonly Argument[], start: number, end: number, stop: number, found: PassedVariable[]): void {
  const set = (index: number, first: number, from = 0): void => {
    const raw = words[index]?.raw ?? '';
    const name = assigned.exec(raw.slice(from))?.[1];
    if (name !== undefined) found.push({ index, at: from, name, access: 'set', first, valueAt: from + name.length + 1 });
    // `-e A` hands on what is there.
    else if (from < raw.length && bare.test(raw.slice(from))) found.push({ index, at: from, name: raw.slice(from), access: 'read', first });
  };
  const assignments = (from: number, to = end): void => {
    for (let index = from; index < to; index++) if (assigned.test(words[index]?.raw ?? '')) set(index, index);
  };
  const names = (from: number): void => {
    for (let index = from; index < end; index++) if (bare.test(words[index]?.text ?? '')) set(index, index);
  };
  const word = (offset: number): string => words[start + offset]?.text ?? '';
  switch (programName(words[start]?.text)) {
    case 'env':
    case 'sudo':
    case 'cross-env':
    case 'cross-env-shell':
      assignments(start + 1, stop);
      break;
    case 'make':
    case 'gmake':
      assignments(start + 1);
      break;
    case 'printenv':
    case 'unset':
    case 'export':
      names(start + 1);
      break;
    case 'test':
    case '[':
    case '[[':
      for (let index = start + 1; index + 1 < end; index++) if (words[index]?.text === '-v' && bare.test(words[index + 1]?.text ?? '')) set(index + 1, index + 1);
      break;
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'docker-compose':
    case 'podman-compose': {
      const container = containerCommand(words, start, end);
      if (!container) break;
      // The options of `build` may follow its context.
      const to = container.verb === 'build' ? end : container.target;
      const options = container.verb === 'build' ? ['--build-arg'] : ['-e', '--env'];
      for (let index = container.options; index < to; index++) {
        const { raw } = words[index] as Argument;
        if (options.includes(raw) && index + 1 < to) set(index + 1, index);
        const joined = options.find((option) => option.startsWith('--') && raw.startsWith(`${option}=`));
        if (joined !== undefined) set(index, index, joined.length + 1);
        else if (container.verb !== 'build' && /^-e[A-Za-z_]\w*=/.test(raw)) set(index, index, 2);
      }
      break;
    }
    case 'kubectl':
    case 'oc':
      if (word(1) === 'set' && word(2) === 'env') assignments(start + 3);
      break;
    case 'heroku':
    case 'dokku':
      if (/^config:set$/.test(word(1)) || (word(1) === 'config' && word(2) === 'set')) assignments(start + 2);
      if (/^config:(?:get|unset)$/.test(word(1))) for (let index = start + 2; index < end; index++) if (/^[A-Z_][A-Z0-9_]*$/.test(words[index]?.text ?? '')) set(index, index);
      break;
    case 'fly':
    case 'flyctl':
      if (word(1) === 'secrets' && word(2) === 'set') assignments(start + 3);
      break;
    case 'eb':
      if (word(1) === 'setenv') assignments(start + 2);
      break;
    case 'systemctl':
      if (words.slice(start, end).some(({ text }) => text === 'set-environment')) assignments(start + 1);
      break;
    default:
      break;
  }
}
