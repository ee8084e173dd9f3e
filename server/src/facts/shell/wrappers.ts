/** A word of a command, from a shell or from an argument list. */
export interface Argument {
  /** `undefined` when it is known at run time only. */
  readonly text: string | undefined;
  /** As written, between the quotes. */
  readonly raw: string;
}

/** A program among the words of a command: `sudo env A=b gl run` has three, the last one is what matters. */
export interface Stage {
  /** Index of its word. */
  readonly start: number;
  /** Behind its last word. */
  readonly end: number;
}

/** The programs of a command from the outermost wrapper to the program that it is about. At least one. */
export function stagesOf(words: readonly Argument[]): readonly Stage[] {
  const stages: Stage[] = [{ start: 0, end: words.length }];
  // No sane command has more wrappers.
  while (stages.length < 12) {
    const { start, end } = stages[stages.length - 1] as Stage;
    const next = inside(words, start, end);
    if (!next || next.start >= next.end || next.start <= start) break;
    stages.push(next);
  }
  return stages;
}

/** A program that a command is about. */
export interface CommandStage extends Stage {
  /** A container that another program is run in, up to its image: nothing can be added to it. */
  readonly isContainer: boolean;
}

/** The programs that a command is about: the last one, and before it the containers that it starts for it (`docker run image` of `docker run image gl run`). */
export function commandStages(words: readonly Argument[]): readonly CommandStage[] {
  const stages = stagesOf(words);
  return stages.flatMap((stage, i): CommandStage[] => {
    if (i === stages.length - 1) return [{ ...stage, isContainer: false }];
    const container = /^(?:docker|podman|nerdctl)$/.test(programName(words[stage.start]?.text)) ? containerCommand(words, stage.start, stage.end) : undefined;
    return container?.verb === 'run' && container.options === stage.start + 2 ? [{ start: stage.start, end: container.target + 1, isContainer: true }] : [];
  });
}

/** The name of a program without its folder and `.exe`. */
export function programName(path: string | undefined): string {
  return path === undefined ? '' : path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
}

interface Wrapper {
  /** Options whose value is the next word. */
  readonly values?: readonly string[];
  /** Words between the options and the program. */
  readonly positionals?: number;
  /** `A=b` may stand before the program. */
  readonly assignments?: boolean;
  /** These options mean that no program is run. */
  readonly without?: readonly string[];
}

const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: { values: ['-u', '-g', '-h', '-p', '-C', '-D', '-r', '-t', '-T', '-U', '-R', '--user', '--group', '--chdir', '--host', '--prompt'], assignments: true, without: ['-l', '-v', '-e', '-K', '-k'] },
  doas: { values: ['-u', '-C'] },
  env: { values: ['-u', '--unset', '-C', '--chdir'], assignments: true, without: ['-S', '--split-string'] },
  time: { values: ['-o', '-f', '--output', '--format'] },
  exec: { values: ['-a'] },
  nohup: {},
  command: { without: ['-v', '-V'] },
  builtin: {},
  setsid: {},
  nice: { values: ['-n', '--adjustment'] },
  ionice: { values: ['-c', '-n', '--class', '--classdata'] },
  xargs: { values: ['-n', '-P', '-I', '-L', '-s', '-d', '-E', '-a', '--max-args', '--max-procs', '--delimiter', '--arg-file', '--max-lines'] },
  timeout: { values: ['-k', '-s', '--kill-after', '--signal'], positionals: 1 },
  stdbuf: { values: ['-i', '-o', '-e'] },
  unbuffer: {},
  winpty: {},
  caffeinate: {},
  strace: { values: ['-o', '-e', '-s', '-p'] },
  flock: { values: ['-w', '-E', '--wait', '--timeout'], positionals: 1, without: ['-c', '--command'] },
  gosu: { positionals: 1 },
  'su-exec': { positionals: 1 },
  chroot: { positionals: 1 },
  tini: { values: ['-p', '-e'] },
  'dumb-init': { values: ['-r', '--rewrite'] },
  'cross-env': { assignments: true },
  'cross-env-shell': { assignments: true },
  retry: { values: ['-t', '-d', '--times', '--delay'] },
};

/** `poetry run gl …`: the sub-command behind which a program follows, and its options that take a value. */
const runners: Readonly<Record<string, readonly string[]>> = {
  poetry: ['-C', '--directory', '-P', '--project'],
  pipenv: [],
  uv: ['--with', '--python', '-p', '--extra', '--group', '--env-file', '--directory', '--project', '--package', '--with-requirements', '--with-editable'],
  pdm: ['-p', '--project'],
  rye: [],
  hatch: ['-e', '--env'],
  conda: ['-n', '--name', '-p', '--prefix', '--cwd'],
  mamba: ['-n', '--name', '-p', '--prefix', '--cwd'],
  micromamba: ['-n', '--name', '-p', '--prefix', '--cwd'],
  dotenv: ['-f', '--file'],
};

function inside(words: readonly Argument[], start: number, end: number): Stage | undefined {
  const word = words[start];
  if (!word) return undefined;
  // `$SUDO`, `$(SUDO)`: empty or `sudo`.
  if (word.text === undefined) return /^\$[({]?SUDO[)}]?$/i.test(word.raw) ? { start: start + 1, end } : undefined;
  const program = programName(word.text);
  const stage = (at: number | undefined): Stage | undefined => (at === undefined ? undefined : { start: at, end });
  if (Object.hasOwn(wrappers, program)) return stage(skipWrapper(words, start + 1, end, wrappers[program] as Wrapper));
  if (Object.hasOwn(runners, program)) return stage(skipRunner(words, start + 1, end, runners[program] as readonly string[]));
  switch (program) {
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'docker-compose':
    case 'podman-compose':
      return stage(containerCommand(words, start, end)?.program);
    case 'kubectl':
    case 'oc': {
      if (!words.slice(start, end).some(({ text }) => text === 'exec' || text === 'run' || text === 'debug')) return undefined;
      const dashes = words.findIndex(({ text }, index) => index > start && index < end && text === '--');
      return dashes === -1 ? undefined : { start: dashes + 1, end };
    }
    case 'find': {
      const action = words.findIndex(({ text }, index) => index > start && index < end && text !== undefined && /^-(?:exec|execdir|ok|okdir)$/.test(text));
      if (action === -1) return undefined;
      const close = words.findIndex(({ text }, index) => index > action && index < end && (text === ';' || text === '+'));
      return close === -1 ? undefined : { start: action + 1, end: close };
    }
    case 'npx':
    case 'pnpm':
    case 'yarn':
    case 'bunx': {
      // Only to reach a program that runs another one: `npx gl` is a package of that name.
      let at = start + 1;
      while (at < end && /^(?:-.*|exec|dlx)$/.test(words[at]?.text ?? '')) at++;
      return ['cross-env', 'cross-env-shell', 'dotenv', 'concurrently', 'env-cmd'].includes(words[at]?.text ?? '') ? { start: at, end } : undefined;
    }
    default:
      return undefined;
  }
}

function skipWrapper(words: readonly Argument[], from: number, end: number, { values = [], positionals = 0, assignments = false, without = [] }: Wrapper): number | undefined {
  let at = skipOptions(words, from, end, values);
  if (words.slice(from, at).some(({ text }) => text !== undefined && without.includes(text))) return undefined;
  if (assignments) while (at < end && /^[A-Za-z_]\w*=/.test(words[at]?.raw ?? '')) at++;
  return at + positionals;
}

function skipRunner(words: readonly Argument[], from: number, end: number, values: readonly string[]): number | undefined {
  const at = skipOptions(words, from, end, values);
  if (words[at]?.text === 'run') return skipOptions(words, at + 1, end, values);
  // `dotenv -e .env -- program`
  return programName(words[from - 1]?.text) === 'dotenv' && words[at - 1]?.text === '--' ? at : undefined;
}

/** Behind the options that begin at `from`; `--` ends them. */
export function skipOptions(words: readonly Argument[], from: number, end: number, values: readonly string[]): number {
  let at = from;
  while (at < end) {
    const word = words[at] as Argument;
    if (!/^-./.test(word.raw)) break;
    at++;
    if (word.text === '--') break;
    if (word.text !== undefined && values.includes(word.text)) at++;
  }
  return Math.min(at, end);
}

/** What a command that starts a container or runs something in one says. Indices of words. */
export interface ContainerCommand {
  /** Where the sub-command's options begin. */
  readonly options: number;
  readonly verb: 'run' | 'exec' | 'build';
  /** Behind its options: image, service or container. */
  readonly target: number;
  /** The program that is run in it. */
  readonly program: number;
}

const globalValues = ['-f', '--file', '-p', '--project-name', '--profile', '--env-file', '--project-directory', '--ansi', '--progress', '--parallel', '-H', '--host', '--context', '-c', '--config', '-l', '--log-level'];
const flags = new Set([
  '--rm', '--detach', '--interactive', '--tty', '--init', '--privileged', '--read-only', '--publish-all', '--no-healthcheck', '--oom-kill-disable', '--sig-proxy',
  '--no-deps', '--service-ports', '--use-aliases', '--build', '--quiet', '--quiet-pull', '--no-TTY', '--no-tty', '--disable-content-trust', '--remove-orphans', '--no-cache', '--pull', '--squash', '--load', '--push',
]);

/** Reads `docker run|exec|build`, `docker compose run|exec|build` and the like, from the program at `start`. */
export function containerCommand(words: readonly Argument[], start: number, end: number): ContainerCommand | undefined {
  const compose = programName(words[start]?.text).endsWith('-compose');
  let at = skipOptions(words, start + 1, end, globalValues);
  if (!compose && words[at]?.text === 'compose') at = skipOptions(words, at + 1, end, globalValues);
  else if (!compose && /^(?:container|image|builder|buildx)$/.test(words[at]?.text ?? '')) at++;
  const verb = words[at]?.text;
  if (verb !== 'run' && verb !== 'exec' && verb !== 'build' && verb !== 'create') return undefined;
  const options = at + 1;
  at = options;
  while (at < end) {
    const { raw, text } = words[at] as Argument;
    if (!/^-./.test(raw)) break;
    at++;
    if (text === '--') break;
    // Clusters such as `-dit` take no value, `-p80:80` has its own; all other options take the next word.
    const flag = raw.includes('=') || flags.has(raw) || /^-[ditPqT]+$/.test(raw) || /^-[a-z].+/i.test(raw);
    if (!flag) at++;
  }
  return { options, verb: verb === 'create' ? 'run' : verb, target: Math.min(at, end), program: verb === 'build' ? end : Math.min(at + 1, end) };
}
