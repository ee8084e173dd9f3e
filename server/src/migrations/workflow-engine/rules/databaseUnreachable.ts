import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule, RuleContext } from '../../../analysis/migration.ts';
import { isPlaceholder } from '../../../analysis/secrets.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import type { YamlNode } from '../../../syntax/yamlTree.ts';
import { replace } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import { composeServices, type ComposeService, type ComposeServices } from './services.ts';

const variables: ReadonlySet<string> = new Set(['DATABASE_URL', 'DB_URL']);
/** The host of an address of PostgreSQL on the machine itself, and its port. */
const onThisMachine = /postgres(?:ql)?:\/\/(?:[^@/\s"']*@)?(?<host>localhost|127\.0\.0\.1)(?::(?<port>\d+))?(?=[/"'\s}?]|$)/d;
const databaseImage = /^(?:[\w.-]+(?::\d+)?\/)*(?:postgres|postgis|postgresql|pgvector|timescaledb)(?:[:@]|$)/;

/** An address at which the engine finds no PostgreSQL. */
export const databaseUnreachable: Rule = {
  id: 'workflow-engine/database-unreachable',
  change: 'WE-ENV',
  description: 'The address of the database is none of PostgreSQL, or is one that the engine\'s container cannot reach.',
  guideSection: 'WE-ENV: Issue 2',
  languages: ['dotenv', 'toml', 'yaml'],
  literals: [['DATABASE_URL', 'DB_URL', 'database']],
  *check(context) {
    const { file, project, document } = context;
    if (!project.proven) return;
    if (file.language === 'yaml') yield* inContainers(context);
    if (document?.classification.kind !== 'ours') return;
    if (file.language === 'dotenv') {
      for (const { name, value, valueRange } of file.dotenv.entries) if (variables.has(name) && isOther(value)) yield otherAddress(valueRange, name);
    }
    if (file.language === 'toml') {
      const url = entryOf(entryOf(file.toml.root, 'database')?.value, 'url')?.value;
      if (url?.kind === 'scalar' && typeof url.value === 'string' && isOther(url.value)) yield otherAddress(url.range, 'database.url');
    }
  },
};

/** Neither an address of PostgreSQL nor something that is filled in later. */
function isOther(value: string): boolean {
  return value !== '' && !/^postgres(?:ql)?:\/\/|[$<{]/i.test(value) && !isPlaceholder(value);
}

function otherAddress(range: Range, name: string): Finding {
  return {
    range,
    severity: 'error',
    message: {
      what: `${name} is no address of PostgreSQL.`,
      why: 'The engine finds its database nowhere else, and stops with "Connection refused to PostgreSQL".',
      todo: 'Write it as postgresql://user:password@host:5432/database.',
    },
    fixes: [],
  };
}

/** In a container `localhost` is the container itself. */
function* inContainers(context: RuleContext): Iterable<Finding> {
  const services = composeServices(context);
  for (const engine of services?.engines ?? []) {
    const network = entryOf(engine.settings, 'network_mode')?.value;
    if (!services || network) continue;
    for (const node of addresses(engine)) {
      const found = onThisMachine.exec(services.file.text.slice(node.range.start, node.range.end));
      const [start, end] = found?.indices?.groups?.['host'] ?? [];
      if (!found || start === undefined || end === undefined) continue;
      const range = { start: node.range.start + start, end: node.range.start + end };
      const name = (found.groups?.['port'] ?? '5432') === '5432' ? databaseOf(services) : undefined;
      yield {
        range,
        severity: 'warning',
        message: {
          what: `In its container ${engine.name} looks for the database in the container itself.`,
          why: 'Nothing answers there: "Connection refused to PostgreSQL".',
          todo: name === undefined ? 'Name the host that the database runs on.' : `Name the service ${name}.`,
        },
        fixes: name === undefined ? [] : [{ title: `Ask the service ${name}`, applicability: 'unsafe', bulk: true, edits: () => [replace(range, name)] }],
      };
    }
  }
}

/** What the service is given as the address of its database. */
function addresses({ settings }: ComposeService): readonly YamlNode[] {
  const environment = entryOf(settings, 'environment')?.value;
  if (environment?.kind === 'map') return environment.entries.flatMap(({ name, value }) => (name !== undefined && variables.has(name) && value?.kind === 'scalar' ? [value] : []));
  if (environment?.kind !== 'seq') return [];
  return environment.items.flatMap(({ value }) => (value?.kind === 'scalar' && variables.has(String(value.value).replace(/=[^]*/, '')) ? [value] : []));
}

/** The one service that runs PostgreSQL. */
function databaseOf({ all }: ComposeServices): string | undefined {
  const [first, ...others] = all.filter(({ image }) => databaseImage.test(image));
  return others.length === 0 ? first?.name : undefined;
}
