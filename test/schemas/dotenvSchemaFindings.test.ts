import { describe, expect, it } from 'vitest';
import { dotenvFindings } from './findings.ts';

describe('dotenvSchemaFindings', () => {
  it('accepts the guide\'s file and any other variable', () => {
    const text = 'GL_ENV=production\nGL_DATABASE_URL=postgresql://localhost/greenlang\nGL_SECRET_KEY=<generate with: openssl rand -hex 32>\n'
      + 'GL_API_KEYS_ENABLED=false  # Deprecated\nGL_ASYNC_ENABLED=true\nGL_LOG_LEVEL=INFO\nPATH=/bin\nGL_CUSTOM=1\nGREENLANG_ENV=x\nAPI_KEY=abc\n';
    expect(dotenvFindings(text, 'env/v2')).toEqual([]);
    expect(dotenvFindings('GREENLANG_ENV=production\nGREENLANG_DB_URL=x\nAPI_KEY=your-api-key-here\n', 'env/v1')).toEqual([]);
  });

  it.each([
    ['GL_ENV=prod'], ['GL_ENV=local'], ['GL_ENV=PRODUCTION'], ['GL_ENV=staging-2'], ['GL_ENV='], ['GL_ENV=${STAGE}'], ['GL_ENV=test2'],
    ['GL_ASYNC_ENABLED=1'], ['GL_ASYNC_ENABLED=True'], ['GL_ASYNC_ENABLED=yes'], ['GL_LOG_LEVEL='], ['GL_LOG_LEVEL=${LEVEL:-info}'],
    ['GL_DATABASE_URLS=1\nGL_DATABASE_URL=2'], ['SECRTE_KEY=1'], ['GL_DB=1'],
  ])('has nothing to say about %s', (text) => {
    expect(dotenvFindings(text, 'env/v2')).toEqual([]);
  });

  it('finds slips of values, and keeps quotes', () => {
    expect(dotenvFindings('export GL_ENV="producton"', 'env/v2')).toMatchObject([{
      severity: 'warning', at: '"producton"', covers: ['/GL_ENV'], fixes: ['Replace with production (safe)'], fixed: 'export GL_ENV="production"',
    }]);
    expect(dotenvFindings('GL_ASYNC_ENABLED=ture', 'env/v2')).toMatchObject([{ fixed: 'GL_ASYNC_ENABLED=true' }]);
    expect(dotenvFindings('GL_LOG_LEVEL=\'info\'', 'env/v2')).toMatchObject([{ severity: 'error', fixed: 'GL_LOG_LEVEL=\'INFO\'' }]);
    expect(dotenvFindings('GL_LOG_LEVEL=warn', 'env/v2')).toMatchObject([{ fixes: ['Replace with WARNING (unsafe)'] }]);
    expect(dotenvFindings('GL_LOG_LEVEL=loud', 'env/v2')).toMatchObject([{ severity: 'error', fixes: [] }]);
  });

  it('judges the last of equal names', () => {
    expect(dotenvFindings('GL_LOG_LEVEL=bad\nGL_LOG_LEVEL=INFO\n', 'env/v2')).toEqual([]);
  });

  it('finds slips of names; renaming is unsafe, and renames all of them', () => {
    expect(dotenvFindings('GL_SECRTE_KEY=a\nGL_SECRTE_KEY=b\n', 'env/v2')).toMatchObject([{
      severity: 'warning', at: 'GL_SECRTE_KEY', covers: ['/GL_SECRTE_KEY'], fixes: ['Rename to GL_SECRET_KEY (unsafe)'], fixed: 'GL_SECRET_KEY=a\nGL_SECRET_KEY=b\n',
    }]);
  });

  it('misses required variables only when asked', () => {
    const text = '# c\nGL_ENV=test\nGL_JWT_SECRET=\nGL_SECRTE_KEY=x\n';
    expect(dotenvFindings(text, 'env/v2').map(({ at }) => at)).toEqual(['GL_SECRTE_KEY']);
    expect(dotenvFindings(text, 'env/v2', { complete: true }).map(({ at, covers }) => [at, covers[0]])).toEqual([
      ['GL_ENV', '/GL_ENCRYPTION_KEY'], ['GL_JWT_SECRET', '/GL_JWT_SECRET'], ['GL_SECRTE_KEY', '/GL_SECRTE_KEY'],
    ]);
    expect(dotenvFindings('# nothing\n', 'env/v2', { complete: true })).toEqual([]);
  });

  it('never shows a value', () => {
    const text = 'GL_ENV=producton\nGL_LOG_LEVEL=hunter2\nGL_SECRTE_KEY=hunter2\nGL_ASYNC_ENABLED=fasle\n';
    const found = dotenvFindings(text, 'env/v2', { complete: true });
    expect(found.length).toBeGreaterThan(4);
    for (const { message, fixes } of found) expect(message + fixes.join()).not.toMatch(/producton|hunter2|fasle/);
  });
});
