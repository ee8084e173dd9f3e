import type { Rule } from '../../../analysis/migration.ts';
import { insertEntry } from '../../../syntax/yamlEdits.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import type { YamlMap } from '../../../syntax/yamlTree.ts';
import { composeServices, type ComposeService, type ComposeServices } from './services.ts';

/** A compose file runs the engine without the gateway that answers GraphQL since 1.0. */
export const gatewayMissing: Rule = {
  id: 'workflow-engine/gateway-missing',
  change: 'WE-COMPOSE',
  description: 'A compose file runs the engine and has no service for the GraphQL gateway.',
  guideSection: 'WE-COMPOSE: Update Docker Configuration; Issue 3',
  languages: ['yaml'],
  literals: [['ai-workflow-system', 'workflow-engine']],
  *check(context) {
    const services = composeServices(context);
    const engine = services?.engines[0];
    if (!services || !engine || services.all.some(isGateway)) return;
    const taken = services.all.find(({ settings }) => publishes4000(services, settings));
    const edit = taken ? undefined : insertEntry(services.file.text, services.file.lines, services.map, [
      'graphql-gateway:', '  image: workflow-engine-gateway:v1.0', '  ports:', '    - "4000:4000"', '  depends_on:', `    - ${engine.name}`, ...networks(engine),
    ]);
    yield {
      range: engine.entry.key.range,
      severity: 'warning',
      message: {
        what: 'No service of this file is the GraphQL gateway.',
        why: 'Version 1.0 answers GraphQL through the federation gateway, a service of its own.',
        todo: edit ? 'Add the service graphql-gateway.' : taken ? `Add the service graphql-gateway by hand: ${taken.name} has port 4000 already.` : 'Add the service graphql-gateway by hand: the services are not written in lines.',
      },
      fixes: edit ? [{ title: 'Add the service graphql-gateway', applicability: 'unsafe', bulk: true, edits: () => [edit] }] : [],
    };
  },
};

function isGateway({ name, image }: ComposeService): boolean {
  return /graphql|gateway/.test(name) || /workflow-engine-gateway/.test(image);
}

function publishes4000({ file }: ComposeServices, settings: YamlMap): boolean {
  const ports = entryOf(settings, 'ports')?.value;
  return ports !== undefined && /(?<!\d)4000(?!\d)/.test(file.text.slice(ports.range.start, ports.range.end));
}

/** The gateway must be where the engine is. Only a plain list of names can be taken over. */
function networks({ settings }: ComposeService): readonly string[] {
  const value = entryOf(settings, 'networks')?.value;
  if (value?.kind !== 'seq') return [];
  const names = value.items.flatMap((item) => (item.value?.kind === 'scalar' && typeof item.value.value === 'string' && /^[\w.-]+$/.test(item.value.value) ? [item.value.value] : []));
  return names.length === value.items.length && names.length > 0 ? ['  networks:', ...names.map((name) => `    - ${name}`)] : [];
}
