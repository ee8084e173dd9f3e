import type { Rule } from '../../../analysis/migration.ts';
import { insertEntry } from '../../../syntax/yamlEdits.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import type { YamlNode } from '../../../syntax/yamlTree.ts';
import { insert, type Edit } from '../../../text/edit.ts';
import { lineEndOf } from '../../../text/lineEnd.ts';
import { composeServices, type ComposeService, type ComposeServices } from './services.ts';

/** The engine's service is not given the secret that 1.0 does not start without. */
export const secretNotPassed: Rule = {
  id: 'workflow-engine/secret-not-passed',
  change: 'WE-COMPOSE',
  description: 'The engine\'s service in a compose file is not given `JWT_SECRET`.',
  guideSection: 'WE-COMPOSE: Update Docker Configuration; Issue 1',
  languages: ['yaml'],
  literals: [['ai-workflow-system', 'workflow-engine']],
  *check(context) {
    const services = composeServices(context);
    for (const service of services?.engines ?? []) {
      // What comes from files, or from another service, is not seen here.
      if (!services || ['env_file', 'extends', 'secrets', '<<'].some((key) => entryOf(service.settings, key))) continue;
      const environment = entryOf(service.settings, 'environment');
      const names = namesIn(environment?.value);
      if (names === undefined || names.has('JWT_SECRET') || names.has('JWT_SECRET_KEY')) continue;
      const edit = passed(services, service, environment?.value);
      yield {
        range: environment?.key.range ?? service.entry.key.range,
        severity: 'error',
        message: {
          what: `${service.name} is not given JWT_SECRET.`,
          why: 'Version 1.0 does not start without it: "Environment variable JWT_SECRET is required".',
          todo: edit ? 'Pass it on from the environment of compose.' : 'Pass it on by hand: the environment is not written in lines.',
        },
        fixes: edit ? [{ title: 'Pass JWT_SECRET on', applicability: 'unsafe', bulk: true, edits: () => [edit] }] : [],
      };
    }
  },
};

/** Names that an `environment` sets; `undefined` when others share it, or it is none. */
function namesIn(node: YamlNode | undefined): ReadonlySet<string> | undefined {
  if (!node) return new Set();
  if (node.kind === 'map') return node.anchor !== undefined || node.entries.some(({ name }) => name === '<<' || name === undefined) ? undefined : new Set(node.entries.map(({ name }) => name ?? ''));
  if (node.kind !== 'seq' || node.anchor !== undefined) return undefined;
  const texts = node.items.map(({ value }) => (value?.kind === 'scalar' ? String(value.value) : undefined));
  return texts.includes(undefined) ? undefined : new Set(texts.map((text) => (text ?? '').replace(/=[^]*/, '')));
}

function passed({ file }: ComposeServices, { settings }: ComposeService, environment: YamlNode | undefined): Edit | undefined {
  const { text, lines } = file;
  if (!environment) return insertEntry(text, lines, settings, ['environment:', '  - JWT_SECRET=${JWT_SECRET}']);
  if (environment.kind === 'map') return insertEntry(text, lines, environment, ['JWT_SECRET: ${JWT_SECRET}']);
  const last = environment.kind === 'seq' && !environment.flow ? environment.items.at(-1) : undefined;
  if (!last) return undefined;
  const start = lines.lineStart(lines.lineAt(last.range.start));
  const indent = text.slice(start, last.range.start);
  if (indent.trim() !== '' || lines.lineAt(last.range.start) !== lines.lineAt(last.range.end)) return undefined;
  return insert(lines.lineEnd(lines.lineAt(last.range.end)), `${lineEndOf(text)}${indent}- JWT_SECRET=\${JWT_SECRET}`);
}
