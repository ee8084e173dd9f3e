// A repository made by rule: as large as asked for, with a mix of files like that of a large repository, and the same bytes for the same seed.
// Every thousand files holds the same kinds of files, so what is found grows as the files do, and so should the time.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as documents from './corpus/documents.mjs';
import { greenlangModules } from './corpus/greenlangProject.mjs';
import { packageInit, plainModule } from './corpus/pythonPlain.mjs';
import { randomOf } from './corpus/random.mjs';
import { greenlangFiles, otherSystems } from './corpus/systemFiles.mjs';
import { nouns } from './corpus/words.mjs';

/** How many files are made alike; the number of files is a multiple of it. */
export const filesPerTeam = 1000;

/** What the files beside Python are: how many of a thousand, how large (half of them are below the median), where, and how they are made. */
const kinds = [
  { count: 108, median: 14_000, spread: 0.8, most: 300_000, name: (i) => `docs/${nouns[i % 12]}/page_${i}.md`, make: documents.markdown },
  { count: 42, median: 3_900, spread: 1, most: 200_000, name: (i) => `deploy/k8s/${nouns[i % 9]}/manifest_${i}.yaml`, make: documents.manifest },
  { count: 28, median: 4_000, spread: 1, most: 200_000, name: (i) => `config/values_${i}.yaml`, make: documents.values },
  { count: 14, median: 2_500, spread: 0.7, most: 20_000, name: (i) => `deploy/chart/templates/part_${i}.yaml`, make: documents.helmTemplate },
  { count: 10, median: 9_500, spread: 0.7, most: 40_000, name: (i) => `.github/workflows/flow_${i}.yml`, make: documents.workflow },
  { count: 4, median: 2_500, spread: 0.5, most: 9_000, name: (i) => `compose/stack_${i}/docker-compose.yml`, make: documents.compose },
  { count: 68, median: 5_300, spread: 1.6, most: 3_000_000, name: (i) => `data/${nouns[i % 7]}/set_${i}.json`, make: documents.json },
  { count: 20, median: 13_000, spread: 0.8, most: 140_000, name: (i) => `db/step_${i}.sql`, make: documents.sql },
  { count: 18, median: 3_500, spread: 0.9, most: 40_000, name: (i) => `web/src/view_${i}.tsx`, make: documents.tsx },
  { count: 8, median: 3_300, spread: 0.9, most: 40_000, name: (i) => `web/src/api_${i}.ts`, make: documents.typescript },
  { count: 6, median: 6_700, spread: 0.7, most: 28_000, name: (i) => `scripts/job_${i}.sh`, make: documents.shell },
  { count: 7, median: 5_500, spread: 0.6, most: 30_000, name: (i) => `infra/part_${i}.tf`, make: documents.terraform },
  { count: 3, median: 2_400, spread: 0.5, most: 10_000, name: (i) => `config/part_${i}.ini`, make: documents.ini },
  { count: 6, median: 1_100, spread: 1, most: 200_000, name: (i) => `docs/notes/note_${i}.txt`, make: documents.plainText },
  { count: 2, median: 60_000, spread: 1, most: 3_000_000, name: (i) => `data/series_${i}.csv`, make: documents.csv },
  { count: 2, median: 50_000, spread: 0.5, most: 300_000, name: (i) => `docs/images/picture_${i}.png`, make: documents.binary },
  // Larger than anything is read, once a thousand.
  { count: 1, median: 450_000, spread: 0.1, most: 600_000, name: () => 'plain/data/generated_table.py', make: plainModule },
  // What git ignores, and what others installed.
  { count: 8, median: 9_000, spread: 1, most: 90_000, name: (i) => `web/node_modules/part-${i}/index.js`, make: documents.typescript },
  { count: 6, median: 17_000, spread: 0.7, most: 90_000, name: (i) => `plain/.venv/lib/module_${i}.py`, make: plainModule },
  { count: 6, median: 9_000, spread: 0.7, most: 90_000, name: (i) => `out/report_${i}.md`, make: documents.markdown },
];

/** Files of a few lines that say what their folder is. */
const fixed = [
  ['.gitignore', 'out/\nnode_modules/\n.venv/\n*.log\n'],
  ['web/package.json', '{\n  "name": "web",\n  "private": true,\n  "scripts": { "start": "vite", "test": "vitest run" },\n  "dependencies": { "react": "^18.2.0" }\n}\n'],
  ['plain/pyproject.toml', '[project]\nname = "plain"\nversion = "3.1.0"\nrequires-python = ">=3.10"\ndependencies = ["pydantic>=2", "aiohttp"]\n'],
  ['plain/.env', 'LOG_LEVEL=info\nPLANT_LIMIT=30\n'],
  ['service/requirements.txt', 'fastapi\nsqlalchemy>=2\n'],
  ['service/Dockerfile', 'FROM python:3.12-slim\nCOPY . /srv\nCMD ["python", "-m", "service"]\n'],
];

const plainPackages = ['plain/plant', 'plain/trade', 'service/store', 'service/routes', 'service/tests'];
/** One of six plain modules is the `__init__.py` of a package. */
const modulesPerPackage = 6;

/** What one team's thousand files are: `{ path, size, make }`, sizes in characters drawn from the seed. */
function* teamFiles(team, seed) {
  const root = `team_${String(team).padStart(3, '0')}`;
  const pack = `emissions_${team}`;
  const entries = [
    ...fixed,
    ...greenlangFiles(team).map(([name, text]) => [`emissions/${name}`, text]),
    ...otherSystems,
  ].map(([name, text]) => ({ name, make: () => text }));
  for (const [name, make, size] of greenlangModules(pack)) entries.push({ name: `emissions/${name}`, make, size });
  for (const { count, name, make, median, spread, most } of kinds) {
    for (let i = 0; i < count; i++) entries.push({ name: name(i), make, size: (random) => random.size(median, spread, 200, most) });
  }
  for (let i = 0; entries.length < filesPerTeam; i++) {
    const folder = `${plainPackages[i % plainPackages.length]}_${Math.floor(i / (plainPackages.length * modulesPerPackage))}`;
    const index = Math.floor(i / plainPackages.length) % modulesPerPackage;
    const modules = Array.from({ length: modulesPerPackage - 1 }, (_, other) => `module_${other + 1}`);
    entries.push(index === 0
      ? { name: `${folder}/__init__.py`, make: (random) => packageInit(random, modules) }
      : { name: `${folder}/module_${index}.py`, make: plainModule, size: (random) => random.size(20_000, 0.65, 400, 250_000) });
  }
  for (const { name, make, size } of entries) {
    const file = `${root}/${name}`;
    const random = randomOf(seed, file);
    yield { path: file, content: (shrink) => make(random, size ? Math.max(64, Math.round(size(random) / shrink)) : 0) };
  }
}

/**
 * The files of a corpus, `{ path, content }` with a string or, of binary files, a Buffer. `files` is rounded up to thousands. `shrink` divides the
 * sizes of what has no size of its own: tests want all kinds of files, and little to read.
 */
export function* corpusFiles({ files, seed = 1, shrink = 1 }) {
  for (let team = 0; team < Math.ceil(files / filesPerTeam); team++) {
    for (const { path: file, content } of teamFiles(team, seed)) yield { path: file, content: content(shrink) };
  }
}

/** Writes a corpus into a folder, which also looks like a clone of a repository. Says how much it was. */
export async function writeCorpus(folder, options) {
  const made = new Set();
  let bytes = 0;
  let files = 0;
  await mkdir(path.join(folder, '.git'), { recursive: true });
  await writeFile(path.join(folder, '.git/HEAD'), 'ref: refs/heads/main\n');
  for (const { path: name, content } of corpusFiles(options)) {
    const file = path.join(folder, name);
    const parent = path.dirname(file);
    if (!made.has(parent)) {
      await mkdir(parent, { recursive: true });
      made.add(parent);
    }
    await writeFile(file, content);
    files++;
    bytes += content.length;
  }
  return { files, bytes };
}
