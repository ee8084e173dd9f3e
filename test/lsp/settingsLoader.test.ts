import { describe, expect, it } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from '../../server/src/lsp/clientFeatures.ts';
import { SettingsLoader } from '../../server/src/lsp/settings.ts';
import type { LanguageService } from '../../server/src/service/languageService.ts';
import type { Settings } from '../../server/src/service/settings.ts';
import { printBaseline } from '../../server/src/service/upgrade/baseline.ts';
import { workspace } from './support/workspaces.ts';

describe('settings that are read again', () => {
  it('are given to the service when they are other ones, and only then', async () => {
    const place = workspace({ '.upguide/config.json': '{ "exclude": ["old/**"] }' });
    const folder = { uri: place.uri(''), name: 'place' };
    const given: Settings[] = [];
    const service = { configure: (_folder, settings) => void given.push(settings) } as Pick<LanguageService, 'configure'> as LanguageService;
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const loader = new SettingsLoader({ connection: {} as Connection, client: { configuration: false } as ClientFeatures, service, own: { read: () => ({}), use: () => false }, logger });

    for (let reading = 0; reading < 3; reading++) expect(await loader.load([folder])).toEqual({ excludeChanged: false, migrationsChanged: false });
    expect(given).toHaveLength(1);

    place.write('.upguide/baseline.json', printBaseline([{ id: '0'.repeat(32), path: '.env', rule: 'a/b' }]));
    for (let reading = 0; reading < 2; reading++) expect(await loader.load([folder])).toEqual({ excludeChanged: false, migrationsChanged: false });
    expect(given.map(({ baseline }) => baseline?.size)).toEqual([undefined, 1]);
    expect(loader.hasBaseline(folder)).toBe(true);

    place.write('.upguide/config.json', '{ "exclude": [] }');
    expect(await loader.load([folder])).toEqual({ excludeChanged: true, migrationsChanged: false });
    expect(given).toHaveLength(3);
    expect(loader.excluded(folder)).toEqual([]);
  });
});
