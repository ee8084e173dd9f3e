import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, problemsOf } from '../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../server/src/syntax/parsedFile.ts';
import { applyEdits, findOverlap } from '../../server/src/text/applyEdits.ts';
import { testService } from '../support/testService.ts';

const pieces = ['\n', '  ', '    ', '- ', ': ', '"', "'", '|\n', '# note\n', '$', '${', '$(', '}', '{{ x }}', '{', '}', '[', ']', ', ', '&a ', '*a', '<<: *a\n', '=',
  'GREENLANG_ENV', 'GL_ENV', 'GL_ENV=a', '- GREENLANG_ENV=b\n', '- name: GREENLANG_ENV\n', 'env:\n', 'environment:\n', 'data:\n', 'value: $(GREENLANG_ENV)\n', '---\n', '[Service]\n', 'Environment='];

const mutation = fc.record({ at: fc.nat(600), drop: fc.nat(10), piece: fc.constantFrom('', ...pieces) });

/** A real text with a few places changed. */
function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(mutation, { maxLength: 5 }), fc.constantFrom('\n', '\r\n')).map(([text, mutations, lineEnd]) => {
    const changed = mutations.reduce((current, { at, drop, piece }) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + piece + current.slice(start + drop);
    }, text);
    return lineEnd === '\n' ? changed : changed.replaceAll(/\r?\n/g, '\r\n');
  });
}

const compose = 'x-env: &env {GREENLANG_ENV: a}\nservices:\n  a:\n    image: "x:${GREENLANG_ENV:-y}"\n    environment:\n      # stage\n      - GREENLANG_ENV=a # c\n      - GL_ENV=a\n  b:\n    image: x\n    environment: {<<: *env, GREENLANG_DB_URL: "${GL_DATABASE_URL:-$GREENLANG_DB_URL}"}\n';
const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  GREENLANG_ENV: "a"\n  .env: |\n    GREENLANG_ENV=b\n    GL_ENV=b\n---\nkind: Deployment\napiVersion: apps/v1\nspec:\n  containers:\n  - name: a\n    env:\n    - name: GREENLANG_ENV\n      value: b\n    - name: GL_ENV\n      value: b\n    - name: C\n      valueFrom: {configMapKeyRef: {name: a, key: GREENLANG_ENV}}\n';
const kustomization = 'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nconfigMapGenerator:\n- name: a\n  literals: [GREENLANG_ENV=a, GL_ENV=a]\npatches:\n- patch: |-\n    spec:\n      env:\n      - name: GREENLANG_ENV\n        value: a\n      - name: GL_ENV\n        value: a\n';
const workflow = 'on: push\nenv:\n  GREENLANG_ENV: a\n  GL_ENV: a\njobs:\n  a:\n    runs-on: x\n    steps:\n    - run: |\n        export GREENLANG_ENV=a\n        export GL_ENV=a\n        echo $GREENLANG_ENV ${{ env.GREENLANG_ENV }}\n';
const unit = '[Service]\nEnvironment=GREENLANG_ENV=a "GL_ENV=a"\nExecStart=/bin/gl run ${GREENLANG_ENV}\n[pytest]\nenv =\n    D:GREENLANG_ENV=a\n    GL_ENV=a\n';

const cases: readonly (readonly [string, ParsedFile['language'], readonly string[]])[] = [
  ['docker-compose.yml', 'yaml', [compose]],
  ['manifests.yaml', 'yaml', [manifest, kustomization]],
  ['.github/workflows/ci.yml', 'yaml', [workflow]],
  ['app.service', 'ini', [unit]],
];

describe.each(cases)('plans of any %s', (name, language, texts) => {
  it('apply twice = once, parse no worse, never overlap', async () => {
    await fc.assert(fc.asyncProperty(mutated(texts), fc.constantFrom('safe' as const, 'unsafe' as const), async (text, applicability) => {
      const { service, log } = await testService({ [name]: text });
      const plan = await service.plan({ applicability });
      expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
      expect(plan.refused).toEqual([]);
      const file = plan.files.find(({ uri }) => uri.endsWith(name));
      if (!file) return;
      expect(findOverlap(file.edits)).toBeUndefined();
      expect(applyEdits(text, file.edits)).toBe(file.after);
      const problems = (content: string): number => problemsOf(parse(`file:///${name}`, content, language)).length;
      expect(problems(file.after)).toBeLessThanOrEqual(problems(text));
      const again = await (await testService({ [name]: file.after })).service.plan({ applicability });
      expect(again.files).toEqual([]);
    }), { numRuns: 100, seed: 20261121 });
  });
});
