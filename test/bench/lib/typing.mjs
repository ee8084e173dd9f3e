// Typing into a document, with our server and with another one that serves files of its kind.
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as modules from './modules.mjs';
import * as packs from './packs.mjs';
import { run } from './scenarios.mjs';
import { median } from './statistics.mjs';

const here = import.meta.dirname;

/** The documents, each with the peer that serves it. */
export const documents = [
  ...[60, 2000].map((lines) => ({
    lines, kind: 'pack.yaml', file: 'pack.yaml', languageId: 'yaml', peer: 'yaml-language-server', text: packs.packOf(lines),
    typingAnchor: packs.typingAnchor, toggleAnchor: packs.toggleAnchor, toggleAdds: true,
  })),
  {
    lines: 3000, kind: 'Python', file: 'agents.py', languageId: 'python', peer: 'ast-grep', text: modules.moduleOf(3000),
    typingAnchor: modules.typingAnchor, toggleAnchor: modules.toggleAnchor, toggleAdds: false, beside: path.join(here, 'ast-grep'),
  },
];

/** With these the extension starts its server. */
const flagsOf = (root) => JSON.parse(readFileSync(path.join(root, 'client/src/serverFlags.json'), 'utf8'));

/** How the servers are started and set up. */
function serverOf(name, { root, peers }) {
  if (name === 'upguide') return { name, command: [process.execPath, ...flagsOf(root), path.join(root, 'dist/server.js'), '--stdio'], settings: { upguide: {} } };
  const peer = peers[name];
  if (!peer) return undefined;
  if (name === 'ast-grep') return { name, command: [peer.program, 'lsp'], settings: {} };
  const schema = pathToFileURL(path.join(here, 'pack.schema.json')).href;
  // A schema with the rules of AgentSpec v2, and nothing from the network.
  return { name, command: [process.execPath, peer.program, '--stdio'], settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false }, schemas: { [schema]: ['**/pack.yaml'] } } } };
}

const figures = ['startMs', 'typingP50Ms', 'typingP95Ms', 'cpuPerEditMs', 'staleMs', 'rssMb'];

/** The servers take turns, each time in a process of their own: medians of `runs` runs. `wants` says by name whether a server is asked for. */
export async function measureTyping(document, { root, peers, runs, edits, wants, tell }) {
  const servers = [document.peer, 'upguide'].filter(wants).map((name) => serverOf(name, { root, peers })).filter(Boolean);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'upguide-bench-'));
  const all = new Map(servers.map(({ name }) => [name, []]));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, document.file), document.text);
    if (document.beside) await cp(document.beside, folder, { recursive: true });
    for (let round = 0; round < runs; round++) {
      for (const server of servers) {
        tell(`${server.name}, run ${round + 1}`);
        all.get(server.name).push(await run({ ...server, ...document, folder }, { edits, check: round === 0 }));
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { kind, lines, peer } = document;
  return {
    kind, lines, peer,
    servers: Object.fromEntries([...all].map(([name, each]) => [name, { ...Object.fromEntries(figures.map((key) => [key, median(each.map((one) => one[key]))])), wrong: each[0]?.wrong, runs: each.length, all: each }])),
  };
}
