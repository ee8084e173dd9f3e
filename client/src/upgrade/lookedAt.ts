import type { Status } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';
import { routeNodes } from './routeNodes.ts';
import type { NodeOf, Tree, TreeNode } from './treeNodes.ts';

type Note = Pick<NodeOf<'note'>, 'label' | 'description' | 'icon' | 'uri'>;

/**
 * The rows in place of findings when there are none: what was looked at, what is active and why, and what was not checked. `pathOf` gives a path as the
 * user knows it, `fileOf` the URI of a path relative to a project root's workspace folder.
 */
export function lookedAtTree({ migrations, files, routes = [] }: Status, pathOf: (uri: string) => string, fileOf: (root: string, path: string) => string | undefined): Tree {
  const nodes = new Map<string, TreeNode>();
  const add = (key: string, parent: string | undefined, note: Note, children: readonly string[] = []): string => {
    nodes.set(key, { kind: 'note', key, parent, children, ...note });
    return key;
  };
  const active = migrations.filter((migration) => migration.active);
  const roots = [
    add('note/nothing', undefined, { label: 'Nothing old was found', description: '', icon: 'pass', uri: undefined }),
    add('note/files', undefined, { label: `${counted(files.scanned, 'file')} looked at`, description: '', icon: 'files', uri: undefined }),
  ];
  for (const { id, title, from, to, root, evidence } of active) {
    const key = `note/active/${id}/${root}`;
    const children = evidence.map((each) => add(`${key}/${each}`, key, evidenceNote(root, each, fileOf)));
    roots.push(add(key, undefined, { label: `${title} ${from} → ${to} is active`, description: pathOf(root), icon: 'book', uri: undefined }, children));
  }
  for (const rows of routeNodes({ routes, files: new Map(), pathOf })) {
    for (const row of rows) nodes.set(row.key, row === rows[0] ? { ...row, parent: undefined } : row);
    roots.push(...rows.slice(0, 1).map(({ key }) => key));
  }
  if (active.length === 0) {
    roots.push(add('note/inactive', undefined, { label: 'No migration is active', description: 'nothing proves that a system with a guide is used', icon: 'info', uri: undefined }));
  }
  if (files.skipped.length > 0) {
    const key = 'note/skipped';
    const children = files.skipped.map(({ uri, reason }) => add(`${key}/${uri}`, key, { label: pathOf(uri), description: reason, icon: 'circle-slash', uri }));
    roots.push(add(key, undefined, { label: `${counted(files.skipped.length, 'file')} not checked`, description: '', icon: 'circle-slash', uri: undefined }, children));
  }
  return { roots, nodes };
}

/** Evidence reads `requirements.txt: greenlang==0.2.0`, the file relative to the workspace folder; or it is a setting. */
function evidenceNote(root: string, evidence: string, fileOf: (root: string, path: string) => string | undefined): Note {
  const [, file, proof] = /^(.+?): (.*)$/s.exec(evidence) ?? [];
  const uri = file === undefined || file === 'settings' ? undefined : fileOf(root, file);
  if (file === undefined || proof === undefined) return { label: evidence, description: '', icon: 'search', uri: undefined };
  return { label: file, description: proof, icon: 'search', uri };
}
