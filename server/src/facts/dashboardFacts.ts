import type { ParsedJson } from '../syntax/parsedFile.ts';
import { entryOf } from '../syntax/yamlPath.ts';
import { walkYaml } from './deployment/yamlWalk.ts';
import type { MetricFact } from './facts.ts';

/** What a Grafana dashboard asks Prometheus for: the metrics in the expressions of its panels, each place once. Never throws. */
export function dashboardFacts({ text, json }: ParsedJson): readonly MetricFact[] {
  const root = json.documents[0]?.root;
  if (!entryOf(root, 'panels') && !entryOf(entryOf(root, 'dashboard')?.value, 'panels')) return [];
  const facts: MetricFact[] = [];
  walkYaml(root, {
    scalar: ({ range, value }, path) => {
      if (path.at(-1) !== 'expr' || typeof value !== 'string') return;
      let at = range.start;
      for (const name of metricsIn(value)) {
        const start = text.indexOf(name, at);
        if (start < 0 || start + name.length > range.end) return;
        at = start + name.length;
        facts.push({ kind: 'metric', name, range: { start, end: at } });
      }
    },
  });
  return facts;
}

/** Names with `_` that are no function, and stand outside of strings and of the braces with labels. */
function metricsIn(expression: string): readonly string[] {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"|\{[^}]*\}/g, (all) => ' '.repeat(all.length));
  return [...bare.matchAll(/(?<![\w:$])(?=[\w:]*_)[a-z:][\w:]*(?![\w:]|\s*\()/gi)].map(([name]) => name);
}
