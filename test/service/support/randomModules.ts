/** Python files by path, and the names that they have at their top levels. */
export interface RandomPackage {
  readonly files: Readonly<Record<string, string>>;
  readonly names: readonly string[];
}

const classes = ['Workflow', 'BaseAgent', 'FuelAgent', 'Config', 'Response', 'Alpha', 'Beta', 'Gamma'];
const values = ['make', 'load_config', 'agent', 'flow'];
const names = [...classes, ...values];
const paths = [
  'a/__init__.py', 'a/x.py', 'a/y.py', 'a/sub/__init__.py', 'a/sub/x.py', 'b/__init__.py', 'b/x.py', 'b/a/x.py', 'main.py', 'x.py', 'src/tool.py', 'b/plain/tool.py',
  'vendor/greenlang/__init__.py', 'vendor/greenlang/core/__init__.py', 'vendor/greenlang/core/workflow.py', 'vendor/greenlang/agents/base.py', 'vendor/greenlang/config.py',
];
const modules = [
  '.', '..', '.x', '.y', '..x', '.sub', '.sub.x', 'a', 'a.x', 'a.sub', 'a.sub.x', 'b', 'b.x', 'b.a.x', 'x', 'tool', 'greenlang', 'greenlang.core', 'greenlang.core.workflow', 'greenlang.agents',
  'greenlang.agents.base', 'greenlang.config', 'resonantgenesis', 'elsewhere', '.core', '.workflow', '.agents.base', '.config', '..core.workflow',
];

/** A made-up workspace, the same for the same seed: modules that take names from each other, from systems and from nowhere. */
export function randomPackage(seed: number): RandomPackage {
  const next = generator(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const statement = (): string => {
    switch (Math.floor(next() * 10)) {
      case 0:
      case 1:
      case 2:
        return `from ${pick(modules)} import ${pick(names)}\n`;
      case 3:
        return `from ${pick(modules)} import (\n    ${pick(names)} as ${pick(names)},  # Why not\n    ${pick(names)},\n)\n`;
      case 4:
        return `from ${pick(modules)} import *\n`;
      case 5:
        return `class ${pick(classes)}(${pick(classes)}):\n    pass\n`;
      case 6:
        return `class ${pick(classes)}:\n    pass\n`;
      case 7:
        return `def ${pick(values)}() -> ${pick(['', 'Optional[', 'list['])}${pick(classes)}:\n    pass\n`.replace(/(\[\w+):/, '$1]:');
      case 8:
        return `def ${pick(values)}():\n    return ${pick(names)}()\n`;
      default:
        return `${pick(values)} = ${pick(names)}()\n`;
    }
  };
  const chosen = paths.filter(() => next() < 0.6);
  const files = Object.fromEntries(chosen.map((path) => [path, Array.from({ length: 1 + Math.floor(next() * 5) }, statement).join('')]));
  return { files, names };
}

/** Numbers from 0 up to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
