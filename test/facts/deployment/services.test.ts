import { describe, expect, it } from 'vitest';
import { checkedFacts } from './support.ts';

const services = (text: string): readonly string[] => checkedFacts(text).flatMap((fact) => (fact.kind === 'service' ? [fact.name] : []));

describe('services', () => {
  it('of compose files, also without anything else to tell of', () => {
    expect(services('services:\n  api:\n    build: .\n  "web app":\n    image: web:1\n  ? [complex]\n  : {}\n')).toEqual(['api', 'web app']);
  });

  it('of Kubernetes, also in lists', () => {
    expect(services('apiVersion: v1\nkind: Service\nmetadata:\n  name: api\n---\napiVersion: v1\nkind: List\nitems:\n  - kind: Service\n    metadata: {name: \'web\'}\n  - kind: ServiceAccount\n    metadata: {name: robot}\n')).toEqual(['api', 'web']);
  });

  it('are none where a name is computed, or means something else', () => {
    expect(services('services:\n  - api\n')).toEqual([]);
    expect(services('apiVersion: v1\nkind: Service\nmetadata:\n  name: 5\n')).toEqual([]);
    expect(services('jobs:\n  test:\n    runs-on: x\n    services:\n      postgres:\n        image: postgres\n    steps: []\non: push\n')).toEqual([]);
  });
});
