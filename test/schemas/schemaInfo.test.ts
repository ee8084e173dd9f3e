import { describe as group, expect, it } from 'vitest';
import { describe, environmentVariables, keysAt, valuesAt } from '../../server/src/schemas/schemaInfo.ts';
import { schemaIds } from '../../server/src/schemas/schemaCatalog.ts';

group('keysAt', () => {
  it('gives the root keys with what is required and what is old', () => {
    const keys = keysAt('pack/v2', []);
    expect(keys.filter(({ deprecated }) => !deprecated).map(({ name, required, kind }) => [name, required, kind])).toEqual([
      ['spec_version', true, 'scalar'], ['metadata', true, 'map'], ['inputs', false, 'map'], ['outputs', false, 'map'], ['dependencies', false, 'list'],
    ]);
    expect(keys.find(({ name }) => name === 'capabilities')).toMatchObject({ deprecated: true, replacement: 'metadata.capabilities', kind: 'list' });
  });

  it('goes through references, free names, branches and items', () => {
    expect(keysAt('pack/v2', ['inputs'])).toEqual([]);
    expect(keysAt('pack/v2', ['inputs', 'fuel']).slice(0, 3)).toMatchObject([
      { name: 'type', required: true, kind: 'scalar' }, { name: 'description', required: false }, { name: 'required', kind: 'scalar' },
    ]);
    expect(keysAt('pack/v2', ['inputs', 'fuel', 'items', 'properties', 'a', 'items']).map(({ name }) => name)).toContain('minimum');
    expect(keysAt('pack/v2', ['dependencies', 3])).toMatchObject([{ name: 'name', required: true }, { name: 'version' }, { name: 'optional' }, { name: 'extras' }]);
    expect(keysAt('pack/v2', ['metadata']).find(({ name }) => name === 'name')?.required).toBe(true);
    expect(keysAt('greenlang/v2', ['security', 'encryption']).map(({ name }) => name)).toEqual(['algorithm', 'key', 'key_rotation_days']);
    expect(keysAt('greenlang/v2', ['database']).find(({ name }) => name === 'pool_size')).toMatchObject({ default: 10, examples: [10], kind: 'scalar' });
  });

  it('gives nothing for unknown schemas and paths', () => {
    for (const path of [['nope'], ['metadata', 0], ['spec_version', 'x'], ['constructor'], ['__proto__']]) expect(keysAt('pack/v2', path)).toEqual([]);
    expect(keysAt('nope', [])).toEqual([]);
  });
});

group('valuesAt', () => {
  it('gives enumerations with what they mean, constants, booleans, examples', () => {
    expect(valuesAt('greenlang/v2', ['logging', 'level']).filter(({ source }) => source === 'enum')).toMatchObject([
      { value: 'DEBUG' }, { value: 'INFO', description: 'The normal course of events.' }, { value: 'WARNING' }, { value: 'ERROR' }, { value: 'CRITICAL' },
    ]);
    expect(valuesAt('pack/v2', ['spec_version'])[0]).toMatchObject({ value: '2.0', source: 'const' });
    expect(valuesAt('greenlang/v2', ['async', 'enabled']).map(({ value }) => value)).toEqual([true, false]);
    expect(valuesAt('greenlang/v2', ['database', 'pool_size'])).toEqual([{ value: 10, description: '', source: 'default' }]);
    expect(valuesAt('pack/v2', ['inputs', 'a', 'type']).map(({ value }) => value)).toEqual(['string', 'number', 'integer', 'boolean', 'array', 'object']);
    expect(valuesAt('env/v2', ['GL_ENV']).map(({ value }) => value)).toContain('staging');
    expect(valuesAt('pack/v2', ['inputs'])).toEqual([]);
  });

  it('proposes no secrets, but where they come from', () => {
    expect(valuesAt('env/v2', ['GL_SECRET_KEY'])).toEqual([]);
    expect(valuesAt('greenlang/v2', ['security', 'jwt_secret'])).toMatchObject([{ value: '${GL_JWT_SECRET}' }]);
  });
});

group('describe', () => {
  it('says type, default, limits, change and replacement', () => {
    expect(describe('greenlang/v2', ['database', 'url'])).toMatchObject({ deprecated: true, change: 'BC-003', replacement: 'connection_string', type: 'text' });
    expect(describe('greenlang/v2', ['database', 'pool_size'])).toMatchObject({ type: 'whole number, at least 1', default: 10, deprecated: false, secret: false });
    expect(describe('greenlang/v2', ['security', 'encryption'])).toMatchObject({ required: true, type: 'map', change: 'BC-003' });
    expect(describe('greenlang/v2', ['security', 'encryption', 'key'])).toMatchObject({ secret: true });
    expect(describe('pack/v2', ['inputs'])).toMatchObject({ type: 'map', deprecated: false, change: 'BC-001' });
    expect(describe('pack/v2', ['inputs', 'fuel'])).toMatchObject({ type: 'map', description: expect.stringContaining('Definition of one field') as string });
    expect(describe('pack/v2', ['inputs', 'fuel', 'type'])).toMatchObject({ required: true, enum: ['string', 'number', 'integer', 'boolean', 'array', 'object'] });
    expect(describe('pack/v2', ['dependencies', 0, 'version'])).toMatchObject({ type: 'text' });
    expect(describe('pack/v2', ['dependencies', 0])).toMatchObject({ deprecated: false });
    expect(describe('pack/v1', ['spec_version'])).toMatchObject({ deprecated: true, replacement: 'spec_version: "2.0"' });
  });

  it('says nothing about places nobody knows', () => {
    expect(describe('pack/v2', ['nope', 'x'])).toBeUndefined();
    expect(describe('nope', [])).toBeUndefined();
    expect(describe('pack/v2', [])?.description).toContain('AgentSpec v2');
  });
});

group('environmentVariables', () => {
  it('gives what a new .env needs', () => {
    const variables = new Map(environmentVariables('env/v2').map((variable) => [variable.name, variable]));
    expect([...variables.values()].filter(({ required }) => required).map(({ name, secret }) => [name, secret])).toEqual([
      ['GL_SECRET_KEY', { encoding: 'hex', bytes: 32 }], ['GL_ENCRYPTION_KEY', { encoding: 'base64', bytes: 32 }], ['GL_JWT_SECRET', { encoding: 'hex', bytes: 32 }],
    ]);
    expect(variables.get('GREENLANG_DB_URL')).toMatchObject({ deprecated: true, replacement: 'GL_DATABASE_URL', change: 'BC-007' });
    expect(variables.get('API_KEY')).toMatchObject({ deprecated: true, sensitive: true, secret: undefined });
    expect(variables.get('GL_LOG_LEVEL')).toMatchObject({ default: 'INFO', enum: ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'], change: 'BC-010' });
    expect(variables.get('GL_ASYNC_ENABLED')).toMatchObject({ default: 'true', deprecated: false });
    expect(variables.get('GL_API_KEYS_ENABLED')).toMatchObject({ deprecated: true });
    expect(environmentVariables('env/v1').map(({ name }) => name)).toEqual(['GREENLANG_ENV', 'GREENLANG_DB_URL', 'API_KEY']);
    expect(environmentVariables('nope')).toEqual([]);
  });
});

group('every key', () => {
  it('has a description by its place', () => {
    const check = (id: string, path: readonly string[]): void => {
      for (const { name, description } of keysAt(id, path)) {
        expect(description, `${id} ${[...path, name].join('.')}`).not.toBe('');
        expect(describe(id, [...path, name])?.description).toBe(description);
        if (path.length < 4) check(id, [...path, name]);
      }
    };
    for (const id of schemaIds) check(id, []);
  });
});
