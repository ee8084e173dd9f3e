import type { RunFile } from '../../../../server/src/service/transaction/index.ts';
import { MemoryDisk } from './memoryDisk.ts';
import { runFile } from './testHost.ts';

export const root = '/work/project';

/** A workspace in memory, the run that changes it, and what has to be true before and after. */
export interface TestWorkspace {
  readonly disk: MemoryDisk;
  readonly files: readonly RunFile[];
  /** Everything but the journals. */
  readonly old: ReadonlyMap<string, string>;
  readonly new: ReadonlyMap<string, string>;
}

const modes = [0o644, 0o600, 0o755, 0o640, 0o664, 0o4755] as const;

/** A workspace of every kind of file, `count` of them to be changed. */
export function createWorkspace(count: number): TestWorkspace {
  const disk = new MemoryDisk();
  const after = new MemoryDisk();
  const files: RunFile[] = [];
  for (const each of [disk, after]) each.put(`${root}/untouched.md`, 'not ours\n', 0o400);
  for (let index = 0; index < count; index++) {
    const mode = modes[index % modes.length] ?? 0;
    const [name, before, text, mark] = shapeOf(index);
    const file = `${root}/${name}`;
    const linked = index % 10 === 3;
    const real = linked ? `${root}/shared/real-${index}` : file;
    disk.put(real, `${mark}${before}`, mode);
    after.put(real, `${mark}${text}`, mode);
    if (linked) for (const each of [disk, after]) each.putLink(file, real);
    files.push(runFile(file, before, text));
  }
  return { disk, files, old: contentOf(disk), new: contentOf(after) };
}

/** All that a workspace holds beside its journals. */
export function contentOf(disk: MemoryDisk): Map<string, string> {
  return disk.dump(root, (file) => !file.startsWith(`${root}/.upguide`));
}

/** What there is of the journals. */
export function journalPaths(disk: MemoryDisk): string[] {
  return disk.paths(`${root}/.upguide`).map((file) => file.slice(root.length + 1));
}

function shapeOf(index: number): [name: string, before: string, after: string, mark: string] {
  switch (index % 7) {
    case 0: return [`service-${index}/.env`, `GREENLANG_ENV=p${index}\nX=1\n`, `GL_ENV=p${index}\nX=1\n`, ''];
    case 1: return [`a/b/c/d/e/f/g/file-${index}.yaml`, `old: ${index}\r\nkept: 1\r\n`, `new: ${index}\r\nkept: 1\r\n`, ''];
    case 2: return [`bom-${index}.yaml`, `old: ${index}\n`, `new: ${index}\n`, '\uFEFF'];
    case 3: return [`src/module_${index}.py`, `x = "😀 ${index}"\rno end`, `y = "😀 ${index}"\rno end`, ''];
    case 4: return [`empty/after-${index}.txt`, `gone ${index}`, '', ''];
    case 5: return [`empty/before-${index}.txt`, '', `here ${index}\n`, ''];
    default: return [`with space/é ${index}.sh`, `old ${index} \n`, `a longer text than before ${index}\n`, '\uFEFF'];
  }
}
