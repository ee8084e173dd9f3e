import { describe, expect, it } from 'vitest';
import { step4After, step4Before, step5ConfigAfter, step5ConfigBefore, step5EnvAfter, step5EnvBefore } from '../support/guideExamples.ts';
import { dotenvFindings, yamlFindings } from './findings.ts';

describe('the guide\'s own files', () => {
  it('have no finding by the schema of their version', () => {
    expect(yamlFindings(step4Before, 'pack/v1')).toEqual([]);
    expect(yamlFindings(step4After, 'pack/v2')).toEqual([]);
    expect(yamlFindings(step5ConfigBefore, 'greenlang/v1')).toEqual([]);
    expect(yamlFindings(step5ConfigAfter, 'greenlang/v2')).toEqual([]);
    expect(dotenvFindings(step5EnvBefore, 'env/v1', { complete: true })).toEqual([]);
    expect(dotenvFindings(step5EnvAfter, 'env/v2', { complete: true })).toEqual([]);
  });

  it('in their old form lack by the new schema what the guide adds', () => {
    expect(yamlFindings(step5ConfigBefore, 'greenlang/v2').map(({ covers }) => covers[0])).toEqual(['/security/encryption', '/logging/level']);
    expect(dotenvFindings(step5EnvBefore, 'env/v2', { complete: true }).map(({ covers }) => covers[0]))
      .toEqual(['/GL_SECRET_KEY', '/GL_ENCRYPTION_KEY', '/GL_JWT_SECRET']);
  });
});
