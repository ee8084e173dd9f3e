import type { Rule } from '../../../analysis/migration.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import type { YamlNode } from '../../../syntax/yamlTree.ts';
import { replace } from '../../../text/edit.ts';
import { databaseVariables as variables } from '../names.ts';
import { composeServices, type ComposeService, type ComposeServices } from './services.ts';

/** The host of an address of PostgreSQL on the machine itself, and its port. */
const onThisMachine = /postgres(?:ql)?:\/\/(?:[^@/\s"']*@)?(?<host>localhost|127\.0\.0\.1)(?::(?<port>\d+))?(?=[/"'\s}?]|$)/d;
const databaseImage = /^(?:[\w.-]+(?::\d+)?\/)*(?:postgres|postgis|postgresql|pgvector|timescaledb)(?:[:@]|$)/;

/** An address of the database that leads nowhere from the engine's container: `localhost` is the container itself. */
export const databaseUnreachable: Rule = {
  id: 'workflow-engine/database-unreachable',
  change: 'WE-ENV',
  description: 'In a compose file the engine looks for its database in its own container.',
  guideSection: 'WE-ENV: Issue 2',
  languages: ['yaml'],
  literals: [['ai-workflow-system', 'workflow-engine'], [...variables]],
  *check(context) {
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
  },
};

/** What the service is given as the address of its database. */
function addresses({ settings }: ComposeService): readonly YamlNode[] {
  const environment = entryOf(settings, 'environment')?.value;
  if (environment?.kind === 'map') return environment.entries.flatMap(({ name, value }) => (name !== undefined && variables.includes(name) && value?.kind === 'scalar' ? [value] : []));
  if (environment?.kind !== 'seq') return [];
  return environment.items.flatMap(({ value }) => (value?.kind === 'scalar' && variables.includes(String(value.value).replace(/=[^]*/, '')) ? [value] : []));
}

/** The one service that runs PostgreSQL. */
function databaseOf({ all }: ComposeServices): string | undefined {
  const [first, ...others] = all.filter(({ image }) => databaseImage.test(image));
  return others.length === 0 ? first?.name : undefined;
}
