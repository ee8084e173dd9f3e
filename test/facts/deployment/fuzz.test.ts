import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/text/applyEdits.ts';
import { remove } from '../../../server/src/text/edit.ts';
import { parseYaml } from '../../../server/src/syntax/yaml.ts';
import type { ParsedFile } from '../../../server/src/syntax/parsedFile.ts';
import { checkedFacts } from './support.ts';

const pieces = ['\n', '\r\n', '  ', '    ', '\t', '- ', ': ', '"', "'", '|\n', '>-\n', '# ', '$', '${', '$(', '}', ')', '{{ ', ' }}', '{', '}', '[', ']', ', ', '&a ', '*a', '<<: *a', '\\', '%', '=', 'é', '😀',
  'GREENLANG_ENV', 'GREENLANG_DB_URL=x', 'env:\n', 'environment:\n', 'data:\n', 'run: ', 'script:\n', 'services:\n', 'name: ', 'value: ', 'patch: |\n', 'command: ', '[Service]\n', 'Environment=', 'setenv =\n', '---\n'];

const texts: readonly string[] = [
  'services:\n  a:\n    image: x\n    environment:\n      - GREENLANG_ENV=a # c\n      - GL_ENV=${GREENLANG_ENV:-$B}\n    command: ["gl", "run"]\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  GREENLANG_ENV: "a"\n  .env: |\n    GREENLANG_ENV=b\n',
  'kind: Deployment\napiVersion: apps/v1\nspec:\n  containers:\n  - name: a\n    image: b\n    env:\n    - name: GREENLANG_ENV\n      value: $(GREENLANG_DB_URL)\n',
  'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\npatches:\n- patch: |-\n    spec:\n      env:\n      - name: GREENLANG_ENV\n        value: a\n',
  'on: push\njobs:\n  a:\n    runs-on: x\n    env: {GREENLANG_ENV: "${{ secrets.GREENLANG_ENV }}"}\n    steps:\n    - run: |\n        export GREENLANG_ENV=a\n',
  '[Service]\nEnvironment=GREENLANG_ENV=a "B=c"\nExecStart=/bin/gl run \\\n  x\n[pytest]\nenv =\n    D:GREENLANG_ENV=a\n',
];

const mutated = fc.tuple(fc.constantFrom(...texts), fc.array(fc.record({ at: fc.nat(400), drop: fc.nat(8), piece: fc.constantFrom('', ...pieces) }), { maxLength: 8 })).map(([text, mutations]) =>
  mutations.reduce((current, { at, drop, piece }) => {
    const start = at % (current.length + 1);
    return current.slice(0, start) + piece + current.slice(start + drop);
  }, text));

describe('any text', () => {
  it.each(['yaml', 'template', 'ini'] satisfies readonly ParsedFile['language'][])('%s: names stand where facts say, and nothing throws', (language) => {
    fc.assert(fc.property(mutated, (text) => {
      // `checkedFacts` compares each range with the text.
      for (const fact of checkedFacts(text, language === 'ini' ? 'a.service' : 'a.yaml', language)) expect(fact.range.end).toBeGreaterThanOrEqual(fact.range.start);
    }), { numRuns: 400, seed: 20_261_121 });
  });

  it('what is removed leaves YAML that parses, with the assignment gone and everything else there', () => {
    fc.assert(fc.property(mutated, (text) => {
      if (parseYaml(text).problems.length > 0) return;
      for (const fact of checkedFacts(text)) {
        if (fact.kind !== 'environment' || !fact.removal) continue;
        const rest = applyEdits(text, [remove(fact.removal)]);
        expect(parseYaml(rest).problems).toEqual([]);
        expect(parseYaml(rest).comments.map((comment) => comment.text)).toEqual(parseYaml(text).comments.map((comment) => comment.text));
      }
    }), { numRuns: 400, seed: 20_261_121 });
  });
});
