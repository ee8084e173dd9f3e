// Python without anything of a system: what nearly all modules of a large repository are.
import { adjectives, capital, nouns, paragraph, plural, sentence, verbs } from './words.mjs';

/**
 * Words that rules look for and everybody uses, each with the share of modules that hold it (counted in a large repository), and what it looks
 * like in a module.
 */
const everydayForms = [
  [0.5, ({ noun, other, n }) => [`def ${other}_of_${noun}_${n}(record, fallback=None):`, `    found = record.get("${noun}_${n}", fallback)`, `    return found if found is not None else record.get("${other}")`]],
  [0.24, ({ noun, n }) => [`def answered_${n}(answer):`, `    if not answer["success"]:`, `        raise ValueError("no ${noun}")`, `    return {"success": True, "${noun}": answer["${noun}"]}`]],
  [0.22, ({ noun, n }) => [`def note_${n}(${noun}):`, `    if ${noun} is None:`, `        logger.error("the ${noun} is missing: %s", ${n})`, '        return False', '    return True']],
  [0.22, ({ noun, other, n }) => ['@dataclass', `class ${capital(noun)}Row${n}:`, `    ${noun}_id: str`, `    ${other}: float = 0.0`, '', `    def scaled(self, by: float) -> float:`, `        return self.${other} * by`]],
  [0.2, ({ noun, other, n }) => [`class ${capital(noun)}Model${n}(BaseModel):`, `    ${noun}: str`, `    ${other}: Optional[float] = None`, '', '    class Config:', '        frozen = True']],
  [0.18, ({ noun, verb, n }) => [`async def ${verb}_${noun}_${n}(queue, limit: int = ${n}):`, '    seen = []', '    async for entry in queue:', '        seen.append(entry)', '        if len(seen) >= limit:', '            break', '    await asyncio.sleep(0)', '    return seen']],
  [0.16, ({ noun, n }) => [`def with_context_${n}(context, ${noun}):`, `    context.update({"${noun}": ${noun}})`, '    return context']],
  [0.15, ({ noun, n }) => [`class ${capital(noun)}Frame${n}:`, '    def __init__(self, data):', '        self.data = data', '', '    def rows(self):', `        return [row for row in self.data if row["${noun}"]]`]],
  [0.1, ({ noun, n }) => [`class ${capital(noun)}Response${n}:`, '    def __init__(self, status, body):', '        self.status = status', '        self.body = body', '', `    def ok(self):`, '        return 200 <= self.status < 300']],
  [0.07, ({ noun, other, n }) => [`class ${capital(noun)}Reader${n}(${capital(other)}Source):`, '    def __init__(self, path, encoding="utf-8"):', '        super().__init__(path)', '        self.encoding = encoding']],
  [0.06, ({ noun, n }) => [`class ${capital(noun)}Job${n}:`, '    def run(self, steps):', '        return [step(self) for step in steps]', '', `def start_${n}(job):`, `    outcome = job.run([str, repr])`, '    return len(outcome)']],
  [0.06, ({ noun, n }) => [`def store_${n}(connection, ${noun}):`, `    cursor = connection.cursor()`, `    cursor.execute("UPDATE ${plural(noun)} SET seen = seen + 1 WHERE id = %s", (${noun},))`, '    return cursor.rowcount']],
  [0.05, ({ noun, n }) => [`async def fetch_${noun}_${n}(session, base):`, `    async with session.get(f"{base}/api/v1/${plural(noun)}/{${n}}") as reply:`, '        return await reply.json()']],
  [0.02, ({ noun, n }) => [`${noun.toUpperCase()}_HOME_${n} = os.environ.get("${noun.toUpperCase()}_HOME", "/srv/${noun}")`]],
  [0.01, ({ noun, n }) => [`def call_${n}(${noun}):`, `    return subprocess.run(["true", ${noun}], check=False).returncode`]],
];

/** Pieces with nothing that any rule looks for. */
const pieces = [
  ({ noun, other, verb, adjective, n, random }) => [
    `def ${verb}_${adjective}_${plural(noun)}_${n}(${plural(noun)}: list[float], ${other}: float = ${random.int(1, 90)}.${random.int(1, 9)}) -> float:`,
    `    """${sentence(random)}`, '', `    ${paragraph(random, 2)}`, '    """', '    total = 0.0', `    for position, ${noun} in enumerate(${plural(noun)}):`,
    `        if ${noun} > ${other} and position % ${random.int(2, 9)} == 0:`, `            total += ${noun} * ${other}`, `        elif ${noun} < 0:`, `            total -= abs(${noun}) / ${random.int(2, 40)}`, '    return round(total, 3)',
  ],
  ({ noun, other, n, random }) => [`${noun.toUpperCase()}_${other.toUpperCase()}_${n} = {`, ...Array.from({ length: random.int(6, 24) }, (_, i) => `    "${random.pick(nouns)}_${i}": ${random.int(1, 9999)}.${random.int(0, 99)},`), '}'],
  ({ noun, other, verb, adjective, n, random }) => [
    `class ${capital(adjective)}${capital(noun)}${n}:`, `    """${sentence(random)}"""`, '', `    def __init__(self, ${noun}: str, ${other}: int = ${random.int(1, 500)}) -> None:`, `        self.${noun} = ${noun}`, `        self.${other} = ${other}`,
    '        self._seen: dict[str, int] = {}', '', `    def ${verb}(self, key: str) -> int:`, `        """${sentence(random)}"""`, `        self._seen[key] = self._seen.setdefault(key, 0) + self.${other}`, '        return self._seen[key]', '',
    '    def __repr__(self) -> str:', `        return f"${capital(noun)}({self.${noun}!r}, {self.${other}})"`,
  ],
  ({ noun, other, verb, n, random }) => [
    `def ${verb}_${noun}_by_${other}_${n}(rows, keys=("${noun}", "${other}")):`, `    # ${sentence(random)}`, '    groups = {}', '    for row in rows:', '        groups.setdefault(tuple(row[key] for key in keys), []).append(row)',
    `    return {key: sorted(values, key=lambda one: one["${other}"]) for key, values in groups.items() if len(values) > ${random.int(0, 4)}}`,
  ],
  ({ noun, other, n, random }) => [
    `def parse_${noun}_${n}(line: str) -> tuple[str, float]:`, `    """${sentence(random)}"""`, `    name, _, rest = line.partition("${random.pick([':', ';', ',', '|'])}")`, '    try:', '        value = float(rest.strip() or 0)', '    except ValueError as problem:',
    `        raise ValueError(f"{name} is no ${other}: {rest!r}") from problem`, '    return name.strip(), value',
  ],
  ({ noun, other, verb, n, random }) => [
    `def ${verb}_matrix_${n}(${noun}, ${other}):`, `    """${sentence(random)}"""`, '    result = []', `    for row in range(len(${noun})):`, '        line = []', `        for column in range(len(${other})):`, `            line.append(${noun}[row] * ${other}[column] + ${random.int(0, 99)})`,
    '        result.append(line)', '    while result and not any(result[-1]):', '        result.pop()', '    return result',
  ],
  ({ random }) => [`# ${paragraph(random, 2)}`, `# ${paragraph(random, 3)}`],
];

const heads = ['import asyncio', 'import logging', 'import os', 'import subprocess', 'from dataclasses import dataclass', 'from typing import Optional'];

/** A module of about so many characters, with everyday words in everyday shares. `imports` and `body` are lines of its own at the top. */
export function plainModule(random, size, { imports = [], body = [] } = {}) {
  const forms = everydayForms.filter(([share]) => random.chance(share));
  const lines = [`"""${sentence(random)}`, '', paragraph(random, 3), '"""', ...heads, '', 'from pydantic import BaseModel', ...imports, '', 'logger = logging.getLogger(__name__)', '', ...body];
  let length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  for (let n = 0; length < size || n < forms.length; n++) {
    const noun = random.pick(nouns);
    const about = { noun, other: random.pick(nouns.filter((one) => one !== noun)), verb: random.pick(verbs), adjective: random.pick(adjectives), n, random };
    // Each everyday form once at least, then now and then.
    const make = n < forms.length ? forms[n][1] : forms.length > 0 && random.chance(0.1) ? random.pick(forms)[1] : random.pick(pieces);
    const piece = make(about);
    for (const line of piece) length += line.length + 1;
    lines.push(...piece, '', '');
    length += 2;
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The `__init__.py` of a package without a life of its own. */
export function packageInit(random, modules) {
  return random.chance(0.4) || modules.length === 0 ? '' : `"""${sentence(random)}"""\n${modules.slice(0, 4).map((name) => `from . import ${name}\n`).join('')}\n__all__ = [${modules.slice(0, 4).map((name) => `"${name}"`).join(', ')}]\n`;
}
