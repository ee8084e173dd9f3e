import type { VersionRoute } from '../change.ts';
import { compareVersions } from '../lifecycle.ts';
import type { Rule } from '../migration.ts';
import { statedVersion } from '../statedVersion.ts';

/** One rule for stated versions of a system from which a guide's matrix of versions leads further: the hops that are left, as a hint. */
export function versionRoute(migration: string, changes: readonly VersionRoute[], guideSection: string): Rule {
  const names = [...new Set(changes.flatMap(({ packages }) => packages))];
  return {
    id: `${migration}/version-route`,
    change: changes[0]?.change,
    description: `A version is stated that is not the newest (${names.map((name) => `\`${name}\``).join(', ')}); shows the way through the guide's matrix.`,
    guideSection,
    languages: ['requirements', 'toml', 'ini', 'python', 'yaml', 'dockerfile', 'json'],
    onlyManifestsOf: ['python', 'json'],
    literals: [names],
    *check({ facts }) {
      for (const fact of facts) {
        if (fact.kind !== 'package' || fact.constraint) continue;
        const change = changes.find(({ packages, ecosystems }) => ecosystems.includes(fact.ecosystem) && packages.includes(lastSegment(fact.name)));
        const version = change && statedVersion(fact);
        const hops = change && version !== undefined ? change.hops.filter(({ to }) => compareVersions(version, to) < 0) : [];
        const [first] = hops;
        if (!change || version === undefined || !first || compareVersions(version, change.hops[0]?.from ?? version) < 0) continue;
        yield {
          range: fact.specifierRange ?? fact.range,
          severity: 'hint',
          message: {
            what: `${change.title} ${version} is ${hops.length === 1 ? 'one upgrade' : `${hops.length} upgrades`} behind the newest: ${[version, ...hops.map(({ to }) => to)].join(' → ')}.`,
            why: change.why,
            todo: `${hops.map(({ from, to, by }) => `${from === first.from ? version : from} to ${to} ${by}`).join('; ')}.`,
          },
          fixes: [],
        };
      }
    },
  };
}

/** Images stand below registries and owners. */
function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
