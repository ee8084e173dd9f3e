import { describe, expect, it } from 'vitest';
import type { Fact } from '../../server/src/facts/facts.ts';
import { markdownFacts } from '../../server/src/facts/markdownFacts.ts';
import { markdownFences } from '../../server/src/syntax/markdownFences.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { ParsedPlain } from '../../server/src/syntax/parsedFile.ts';

function factsOf(text: string): readonly Fact[] {
  return markdownFacts(parse('file:///w/README.md', text, 'markdown') as ParsedPlain);
}

/** Variables as `access NAME`, commands as the text that their range has, columns as `table.column`. */
function told(text: string): readonly string[] {
  return factsOf(text).flatMap((fact): readonly string[] => {
    const own = text.slice(fact.range.start, fact.range.end);
    switch (fact.kind) {
      case 'environment':
        expect(own).toBe(fact.name);
        return [`${fact.access} ${fact.name}`];
      case 'column':
        expect(own).toBe(fact.column);
        return [`${fact.table}.${fact.column}`];
      case 'command':
        return [own];
      default:
        return [];
    }
  });
}

describe('fences by language', () => {
  it.each([
    ['```bash\nGL_A=1 gl run x\n```\n', ['set GL_A', 'gl run x']],
    ['~~~ sh\ngl run x\n~~~', ['gl run x']],
    ['```{.bash title="x"}\ngl run x\n```', ['gl run x']],
    ['````env\nGL_A=1\n```\nGL_B=2\n````\n', ['set GL_A', 'set GL_B']],
    ['```console\n$ gl run x \\\n>   --json\nran gl run z\n$ echo $GL_A\n```', ['gl run x \\\n>   --json', 'echo $GL_A', 'read GL_A']],
    ['```bash\n$ gl run x\ngl run is done\n```', ['gl run x']],
    ['```yaml\nservices:\n  a:\n    image: x\n    environment:\n      GL_A: "1"\n```', ['set GL_A']],
    ['```env\nGL_A=1\n# GL_B=2\n```', ['set GL_A', 'suggested GL_B']],
    ['```ini\nGL_A=1\n```', ['set GL_A']],
    ['```ini\n[Service]\nEnvironment=GL_A=1\n```', ['set GL_A']],
    ['```Dockerfile\nFROM x\nENV GL_A=1\n```', ['set GL_A']],
    ['```sql\nSELECT a FROM t;\n```', ['t.a']],
    ['```powershell\n$env:GL_A = "1"\n```', ['set GL_A']],
    ['```python\nos.environ["GL_A"]\n```\n```text\nexport GL_A=1\n```\n```\nexport GL_A=1\n```', []],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expect.arrayContaining(expected));
    expect(told(text)).toHaveLength(expected.length);
  });
});

describe('where fences stand', () => {
  it('in lists, with the indentation of the fence', () => {
    const text = '1. First\n\n   ```env\n   GL_A=1\n   GL_B=2\n   ```\n\n- ```bash\n  gl run x\n  ```\n';
    expect(told(text)).toEqual(['set GL_A', 'set GL_B', 'gl run x']);
    expect(factsOf(text).every((fact) => fact.kind !== 'environment' || fact.removal === undefined)).toBe(true);
  });

  it('with the lines that go when an assignment goes', () => {
    const text = '# A\r\n```env\r\nGL_A=1\r\nGL_B=2\r\n```\r\n';
    expect(factsOf(text).map((fact) => (fact.kind === 'environment' && fact.removal ? text.slice(fact.removal.start, fact.removal.end) : ''))).toEqual(['GL_A=1\r\n', 'GL_B=2\r\n']);
  });

  it.each([
    'Set `GL_A=1`, or run `gl run x`:\n\nexport GL_A=1\n',
    '> ```bash\n> gl run x\n> ```\n',
    '``` bash `gl run x`\ngl run x\n',
    '<!--\n```bash\ngl run x\n```\n-->\n',
  ])('not in %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('to the end of the text when nothing closes them', () => {
    expect(told('```bash\ngl run x')).toEqual(['gl run x']);
    expect(markdownFences('```\n'.repeat(3)).map(({ content }) => content.text)).toEqual(['', '']);
  });

  it('in any number, quickly and without failing', () => {
    for (const text of ['`'.repeat(50_000), '```bash\n'.repeat(20_000), '   ```env\n   A=1\n   ```\n'.repeat(3000), '```yaml\n{[\n```\n'.repeat(200), '<!--'.repeat(10_000)]) {
      expect(() => factsOf(text)).not.toThrow();
    }
  });
});
