import { entryOf, resolve } from '../../syntax/yamlPath.ts';
import type { YamlMap, YamlNode } from '../../syntax/yamlTree.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { lineFacts, listFacts } from './commands.ts';
import { interpolatedReads } from './interpolatedReads.ts';
import { commandLists, quoteOf } from './yamlCommands.ts';
import { environmentIn, type AssignmentStyle } from './yamlEnvironment.ts';
import { serviceFact } from './serviceFact.ts';
import type { YamlScope } from './yamlScope.ts';
import { walkYaml } from './yamlWalk.ts';

/** Compose fills in `${NAME}` before anything is set, from its own environment: a variable never sees its neighbours. */
const style: AssignmentStyle = { inherits: true };

/** Compose and stack files: `environment`, `build.args`, commands, health checks, interpolation. */
export function composeFacts(scope: YamlScope, root: YamlMap): void {
  walkYaml(root, { scalar: (scalar) => { scope.add(...interpolatedReads(scope.textOf(scalar), { bare: true })); } });
  const services = resolve(entryOf(root, 'services')?.value);
  if (services?.kind !== 'map') return;
  for (const { key, value } of services.entries) {
    scope.add(serviceFact(scope, key));
    for (const service of withMerged(value)) serviceFacts(scope, service);
  }
}

/** A service and the mappings that are merged into it, and into those. */
function withMerged(node: YamlNode | undefined, depth = 0): readonly YamlMap[] {
  const map = resolve(node);
  if (map?.kind !== 'map' || depth > 5) return [];
  return [map, ...map.entries.filter(({ name }) => name === '<<').flatMap(({ value }) => {
    const merged = resolve(value);
    return (merged?.kind === 'seq' ? merged.items.map((item) => item.value) : [merged]).flatMap((part) => withMerged(part, depth + 1));
  })];
}

function serviceFacts(scope: YamlScope, service: YamlMap): void {
  if (!scope.enter(service)) return;
  environmentIn(scope, entryOf(service, 'environment')?.value, style);
  environmentIn(scope, entryOf(entryOf(service, 'build')?.value, 'args')?.value, style);
  const entrypoint = resolve(entryOf(service, 'entrypoint')?.value);
  const command = resolve(entryOf(service, 'command')?.value);
  if (entrypoint?.kind === 'seq') commandLists(scope, command?.kind === 'seq' ? [entrypoint, command] : [entrypoint], unescaped);
  else commandLine(scope, entrypoint);
  if (command?.kind === 'seq' && entrypoint === undefined) commandLists(scope, [command], unescaped);
  else commandLine(scope, command);
  const test = resolve(entryOf(entryOf(service, 'healthcheck')?.value, 'test')?.value);
  if (test?.kind === 'scalar') scope.add(...shellFacts(unescaped(scope.textOf(test))));
  if (test?.kind === 'seq') healthCheck(scope, test.items.map(({ value }) => value), test.flow);
}

/** A command in one text: split as a shell would, but run without one. */
function commandLine(scope: YamlScope, node: YamlNode | undefined): void {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return;
  scope.add(...lineFacts(unescaped(scope.textOf(node))));
}

function healthCheck(scope: YamlScope, items: readonly (YamlNode | undefined)[], flow: boolean): void {
  const [form, ...rest] = items;
  if (form?.kind !== 'scalar') return;
  const texts = rest.flatMap((item) => (item?.kind === 'scalar' ? [{ text: unescaped(scope.textOf(item)), quote: quoteOf(item) }] : []));
  const facts: readonly Fact[] = form.value === 'CMD' ? listFacts(texts, flow ? 'list' : 'opaque') : form.value === 'CMD-SHELL' && texts[0] ? shellFacts(texts[0].text) : [];
  scope.add(...facts);
}

/** `$$` is how compose writes the dollar that the container's shell sees. */
function unescaped(text: EmbeddedText): EmbeddedText {
  if (!text.text.includes('$$')) return text;
  const doubled = [...text.text.matchAll(/\$\$/g)].map(({ index }) => index);
  return text.select([...doubled, text.text.length].map((end, i) => ({ start: i === 0 ? 0 : (doubled[i - 1] ?? 0) + 1, end })));
}
