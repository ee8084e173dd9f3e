import { expect, it } from 'vitest';
import { environmentFileRole } from '../../server/src/facts/environmentFiles.ts';

it.each([
  ['.env', 'base'], ['.env.local', 'overlay'], ['.env.production', 'overlay'], ['.env.production.local', 'overlay'],
  ['.env.example', 'template'], ['.env.template', 'template'], ['.env.sample', 'template'], ['.env.dist', 'template'], ['.env.local.example', 'template'],
])('%s is a %s file', (name, role) => {
  expect(environmentFileRole(name)).toBe(role);
});

it.each([
  '.env.bak', '.env.backup', '.env.v0.2.backup', '.env.old', '.env~', '.env.local~', '.env.swp', '.env.gpg', '.env.enc', '.env.vault', '.env.json', '.env.d.ts', '.env.', '.environment', 'env', 'my.env', '.envrc', '.env.schema',
])('%s is left alone: a copy, another format, another name', (name) => {
  expect(environmentFileRole(name)).toBeUndefined();
});
