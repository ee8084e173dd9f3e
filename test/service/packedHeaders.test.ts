import { describe, expect, it } from 'vitest';
import { OwnStrings } from '../../server/src/service/ownStrings.ts';
import { HeaderPacker } from '../../server/src/service/packedHeaders.ts';
import { pythonHeader, type PythonHeader } from '../../server/src/service/pythonHeader.ts';

const text = `from a.b import C, D as E
from .x import *
import lib
class F(C, lib.G): ...
class H(C): ...
def make() -> F:
    return lib.C()
one = E()
`;
const read = (source: string): PythonHeader => pythonHeader(source, new Set());

describe('a packed header', () => {
  it('says what the header said', () => {
    const header = read(text);
    const packed = new HeaderPacker(new OwnStrings()).pack(header);
    expect(packed.taken()).toEqual(header.taken);
    expect(packed.derived()).toEqual(header.derived);
    expect(packed.defines()).toEqual([...header.defines]);
    expect(header.taken).toHaveLength(3);
    expect(packed.takenAs('D')).toEqual([{ module: 'a.b', name: 'D', local: 'E' }]);
    expect(packed.takenAs('*')).toEqual([{ module: '.x', name: '*', local: '*' }]);
    expect(packed.takenAs('E')).toEqual([]);
    expect(packed.derivedFrom('C', false)).toEqual(['F', 'H']);
    expect(packed.derivedFrom('C', true)).toEqual(['make']);
    expect(packed.derivedFrom('make', false)).toEqual([]);
    expect(packed.derivedFrom('unheard', false)).toEqual([]);
  });

  it('says it in numbers, too', () => {
    const strings = new OwnStrings();
    const packed = new HeaderPacker(strings).pack(read(text));
    const said: string[] = [];
    packed.visitTaken((module, name) => said.push(`${strings.at(module)} ${strings.at(name)}`));
    expect(said).toEqual(['a.b C', 'a.b D', '.x *']);
    said.length = 0;
    packed.visitMembers((from) => said.push(strings.at(from)));
    expect(said).toEqual(packed.derived().filter(({ isMember }) => isMember).map(({ from }) => from));
    said.length = 0;
    packed.visitDefined((name) => said.push(strings.at(name)));
    expect(said).toEqual(packed.defines());
  });

  it('stands beside others, however long it is', () => {
    const packer = new HeaderPacker(new OwnStrings());
    const headers = Array.from({ length: 30 }, (_, i) => read(i % 7 === 0 ? '' : Array.from({ length: i * i * 2 }, (__, j) => `from m${String(i)} import n${String(j % 50)}\nclass C${String(j)}(B): ...\n`).join('')));
    const packed = headers.map((header) => packer.pack(header));
    expect(packed.map((one) => one.taken())).toEqual(headers.map(({ taken }) => taken));
    expect(packed.map((one) => one.derived())).toEqual(headers.map(({ derived }) => derived));
    expect(packed.map((one) => one.defines())).toEqual(headers.map(({ defines }) => [...defines]));
  });

  it('equals one that says the same, and no other', () => {
    const packer = new HeaderPacker(new OwnStrings());
    const packed = packer.pack(read(text));
    expect(packed.equals(packer.pack(read(`x = 1\n${text}`)))).toBe(true);
    for (const [from, to] of [['a.b', 'a.c'], ['D as E', 'D as F'], ['*', 'y'], ['(C, lib.G)', '(C, G)'], ['H(C)', 'I(C)'], ['-> F', '-> H'], ['one =', 'two ='], ['class H(C): ...\n', '']] as const) {
      expect(packed.equals(packer.pack(read(text.replace(from, to)))), from).toBe(false);
    }
    // As many words, but for other things.
    expect(packer.pack(read('from a import b\n')).equals(packer.pack(read('class a(b): ...\n')))).toBe(false);
  });
});
