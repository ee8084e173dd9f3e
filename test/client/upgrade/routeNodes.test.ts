import { describe, expect, it } from 'vitest';
import { lookedAtTree } from '../../../client/src/upgrade/lookedAt.ts';
import type { ProtocolHop, ProtocolRoute } from '../../../server/src/protocol.ts';
import { routeNodes } from '../../../client/src/upgrade/routeNodes.ts';
import { byFile, item, lines, tree } from './support.ts';

const hop = (from: string, to: string, some: Partial<ProtocolHop> = {}): ProtocolHop => ({ from, to, kind: 'manual', by: null, migrations: [], passed: false, ...some });
const served = (from: string, to: string, some: Partial<ProtocolHop> = {}): ProtocolHop => hop(from, to, { kind: 'rules', migrations: ['greenlang'], ...some });
const route = (some: Partial<ProtocolRoute> = {}): ProtocolRoute => ({
  system: 'greenlang', title: 'GreenLang', root: 'file:///w', active: ['greenlang'], current: '0.1', cycle: null, hops: [hop('0.1', '0.2', { by: 'by hand' }), served('0.2', '0.3')], ...some,
});
const items = [item('a'), item('b', { uri: 'file:///w/app%20one/x.py' }), item('c', { uri: 'file:///w/app%20one/deep/y.py' })];

/** Labels and descriptions of the notes. */
function notes(routes: readonly ProtocolRoute[], found = items): readonly string[] {
  return routeNodes({ routes, files: byFile(found), pathOf: (uri) => uri.slice('file:///'.length) }).flat().map((node) => (node.kind === 'note' ? `${node.label}: ${node.description}` : node.kind));
}

describe('the rows of a route', () => {
  it('stand below the migration, before all else, in each way of grouping', () => {
    const keys = ['route/greenlang/file:///w', 'route/greenlang/file:///w/0', 'route/greenlang/file:///w/1'];
    const built = tree(items.slice(0, 1), { routes: [route()] });
    expect(lines(built).slice(0, 5)).toEqual(['migration/greenlang', `  ${keys[0] ?? ''}`, `    ${keys[1] ?? ''}`, `    ${keys[2] ?? ''}`, '  change/greenlang/BC-007']);
    expect(built.nodes.get(keys[0] ?? '')).toMatchObject({ parent: 'migration/greenlang', label: 'Route: 0.1 → 0.2 → 0.3' });
    expect(lines(tree(items, { routes: [route()], grouping: 'file' }))[1]).toBe(`  ${keys[0] ?? ''}`);
    expect(lines(tree(items, { routes: [route()], filter: 'env' })).join('\n'), 'a filter is about findings').not.toContain('route/');
    expect(lines(tree([], { routes: [route()] })), 'without a migration to stand below there is none').toEqual([]);
  });

  it('say plainly what each hop is', () => {
    expect(notes([route({ hops: [hop('0.0', '0.1', { kind: 'gap' }), hop('0.1', '0.2', { by: 'by hand' }), served('0.2', '0.3', { by: 'guided' }), served('0.3', '0.4', { migrations: ['ours'] })] })])).toEqual([
      'Route: 0.0 → 0.1 → 0.2 → 0.3 → 0.4: ', '0.0 → 0.1: by hand: no guide here leads over it', '0.1 → 0.2: by hand: no guide here has rules for it; the guide says: by hand',
      '0.2 → 0.3: 3 places left; the guide says: guided', '0.3 → 0.4: its migration is not active here (ours)',
    ]);
  });

  it('are not there for a single hop with rules', () => {
    expect(notes([route({ hops: [served('0.2', '0.3')] })])).toEqual([]);
    expect(notes([route({ hops: [hop('0.1', '0.2')] })])).toHaveLength(2);
  });

  it('tell of a hop that lies behind while it has places, and name cycles and unknown versions', () => {
    const behind = route({ current: '0.3', hops: [served('0.2', '0.3', { passed: true }), hop('0.3', '0.4')] });
    expect(notes([behind])).toEqual(['Route: 0.3 → 0.4: ', '0.2 → 0.3: 3 places left', '0.3 → 0.4: by hand: no guide here has rules for it']);
    expect(notes([behind], [])).toEqual(['Route: 0.3 → 0.4: ', '0.3 → 0.4: by hand: no guide here has rules for it']);
    expect(notes([route({ current: null, cycle: ['0.2', '0.3', '0.2'] })])).toEqual([
      'Route: 0.1 → 0.2 → 0.3: no version is stated here', '0.1 → 0.2: by hand: no guide here has rules for it; the guide says: by hand', '0.2 → 0.3: 3 places left', '0.2 → 0.3 → 0.2: these versions lead in a circle',
    ]);
  });

  it('name the root where there are several, and count for the nearest one, however its URI is spelled', () => {
    expect(notes([route(), route({ root: 'file:///w/app one' })]).filter((note) => /^(Route|0\.2)/.test(note))).toEqual([
      'Route: 0.1 → 0.2 → 0.3: w', '0.2 → 0.3: 1 place left', 'Route: 0.1 → 0.2 → 0.3: w/app one', '0.2 → 0.3: 2 places left',
    ]);
  });

  it('count a migration once', () => {
    expect(notes([route({ hops: [served('0.2', '0.3'), served('0.3', '0.4')] })]).slice(1)).toEqual(['0.2 → 0.3: 3 places left', '0.3 → 0.4: 0 places left']);
  });

  it('stand among what was looked at when nothing was found', () => {
    const status = { scanning: false, migrations: [], routes: [route()], findings: { total: 0, safe: 0, unsafe: 0, manual: 0 }, files: { scanned: 3, skipped: [] }, interrupted: [] };
    const { roots, nodes } = lookedAtTree(status, (uri) => uri, () => undefined);
    expect(roots).toContain('route/greenlang/file:///w');
    expect(nodes.get('route/greenlang/file:///w')).toMatchObject({ parent: undefined, children: ['route/greenlang/file:///w/0', 'route/greenlang/file:///w/1'] });
  });
});
