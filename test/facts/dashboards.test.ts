import { describe, expect, it } from 'vitest';
import type { Fact } from '../../server/src/facts/facts.ts';
import { factsOf } from '../../server/src/facts/factsOf.ts';
import { parse } from '../../server/src/syntax/parse.ts';

const metrics = (text: string): readonly string[] => factsOf(parse('file:///w/engine.json', text, 'json')).flatMap((fact: Fact) => {
  if (fact.kind !== 'metric') return [];
  expect(text.slice(fact.range.start, fact.range.end)).toBe(fact.name);
  return [fact.name];
});
const dashboard = (...expressions: readonly string[]): string => JSON.stringify({ panels: expressions.map((expr) => ({ targets: [{ expr }] })) });

describe('what a dashboard asks for', () => {
  it.each<[string, readonly string[]]>([
    ['rate(http_requests_total{job="up_total", path=~"/a_b"}[5m])', ['http_requests_total']],
    ['a_total / on(le) b_total:rate5m', ['a_total', 'b_total:rate5m']],
    ['histogram_quantile(0.9, sum(rate(latency_bucket[1m])) )', ['latency_bucket']],
    ['$metric_name + ${other_name} + up', []],
    ['{__name__="x_total"}', []],
    ['"a_b" + \\"', []],
    ['', []],
  ])('%s', (expression, names) => {
    expect(metrics(dashboard(expression))).toEqual(names);
  });

  it('in rows and in what the API wraps; each place once', () => {
    expect(metrics('{"dashboard": {"panels": [{"panels": [{"targets": [{"expr": "a_total + a_total"}]}]}]}}')).toEqual(['a_total', 'a_total']);
  });

  it('is nothing where there are no panels, or an expression is none', () => {
    expect(metrics('{"groups": [{"expr": "a_total"}]}')).toEqual([]);
    expect(metrics('{"panels": [{"expr": 5}, {"title": "a_total"}]}')).toEqual([]);
    expect(metrics('[]')).toEqual([]);
    expect(metrics('{"panels": [{"expr": "a_to')).toEqual(['a_to']);
  });
});
