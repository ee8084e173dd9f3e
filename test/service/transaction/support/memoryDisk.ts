import path from 'node:path';
import type { Disk, Entry, Look } from '../../../../server/src/service/transaction/index.ts';

type Node =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mode: number; readonly uid: number; readonly gid: number; readonly device: number; readonly inode: number; readonly links: number }
  | { readonly kind: 'folder'; readonly mode: number; readonly inode: number }
  | { readonly kind: 'link'; readonly to: string; readonly inode: number };

type FileNode = Extract<Node, { kind: 'file' }>;

/** An operation that is about to happen. */
export interface DiskCall {
  /** From 1. */
  readonly number: number;
  readonly name: keyof Disk;
  readonly path: string;
}

/** A failed operation. Without a stack, since the loops make millions of them. */
export function diskError(code: string): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = Object.assign(new Error(`${code}: simulated`), { code });
  Error.stackTraceLimit = limit;
  return error;
}

const meanings: Readonly<Record<string, string>> = { ENOSPC: 'no space is left', EACCES: 'permission denied' };

const descriptions = new WeakMap<Node, string>();

function describeNode(node: Node): string {
  let description = descriptions.get(node);
  if (description === undefined) {
    description = node.kind === 'link' ? `link ${node.to}` : node.kind === 'folder' ? `folder ${node.mode.toString(8)}`
      : `${node.mode.toString(8)} ${node.uid}:${node.gid} ${node.links} ${Buffer.from(node.bytes).toString('latin1')}`;
    descriptions.set(node, description);
  }
  return description;
}

/**
 * A disk in memory, in POSIX's manner. What a killed process would leave can be looked at after each change of it, also in the middle of
 * a write; operations can fail; and other processes can be played between two operations.
 */
export class MemoryDisk implements Disk {
  /** Called before each operation; what it throws is what the operation throws, and then nothing has happened. */
  before: ((call: DiskCall) => void) | undefined;
  /** Called after each change of the disk: after the making of a file, after half of its bytes, after all of them, … */
  changed: (() => Promise<void>) | undefined;
  calls = 0;
  /** Devices other than the first, by the folder where they are mounted. */
  readonly mounts = new Map<string, number>();
  readonly #nodes: Map<string, Node>;
  #inodes = 1;

  constructor(nodes: ReadonlyMap<string, Node> = new Map()) {
    this.#nodes = new Map(nodes);
    for (const { inode } of this.#nodes.values()) this.#inodes = Math.max(this.#inodes, inode + 1);
    if (!this.#nodes.has('/')) this.#nodes.set('/', { kind: 'folder', mode: 0o755, inode: this.#inodes++ });
  }

  /** What a restart would find: the same content, no faults. */
  clone(): MemoryDisk {
    const disk = new MemoryDisk(this.#nodes);
    for (const [folder, device] of this.mounts) disk.mounts.set(folder, device);
    return disk;
  }

  /** Sets a file up, with the folders above it. */
  put(file: string, content: string | Uint8Array, mode = 0o644): void {
    this.putFolder(path.posix.dirname(file));
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.#nodes.set(file, { kind: 'file', bytes, mode, uid: 1000, gid: 100, device: this.#deviceOf(file), inode: this.#inodes++, links: 1 });
  }

  putFolder(folder: string): void {
    if (this.#nodes.has(folder)) return;
    this.putFolder(path.posix.dirname(folder));
    this.#nodes.set(folder, { kind: 'folder', mode: 0o755, inode: this.#inodes++ });
  }

  putLink(file: string, to: string): void {
    this.putFolder(path.posix.dirname(file));
    this.#nodes.set(file, { kind: 'link', to, inode: this.#inodes++ });
  }

  delete(file: string): void {
    this.#nodes.delete(file);
  }

  /** Everything there is below a folder, comparable: links by where they lead, files by mode, owner and content. */
  dump(folder: string, accepts: (file: string) => boolean = () => true): Map<string, string> {
    const dump = new Map<string, string>();
    for (const [file, node] of this.#nodes) {
      if (!file.startsWith(`${folder}/`) || !accepts(file)) continue;
      dump.set(file, describeNode(node));
    }
    return dump;
  }

  paths(folder: string): string[] {
    return [...this.#nodes.keys()].filter((file) => file.startsWith(`${folder}/`)).sort();
  }

  /** The content of a file, links followed. */
  text(file: string): string {
    return Buffer.from(this.#file(this.#real(file)).bytes).toString('utf8');
  }

  join(...names: readonly string[]): string {
    return path.posix.join(...names);
  }

  parent(file: string): string {
    return path.posix.dirname(file);
  }

  relative(folder: string, file: string): string | undefined {
    if (file === folder) return '';
    const start = folder === '/' ? '/' : `${folder}/`;
    return file.startsWith(start) ? file.slice(start.length) : undefined;
  }

  errorCode(error: unknown): string | undefined {
    return (error as { code?: string }).code;
  }

  describeError(error: unknown): string {
    const code = this.errorCode(error);
    return code === undefined ? String(error) : `${meanings[code] ?? 'it failed'} (${code})`;
  }

  async realPath(file: string): Promise<string> {
    this.#step('realPath', file);
    return this.#real(file);
  }

  async stat(file: string): Promise<Entry> {
    this.#step('stat', file);
    const node = this.#nodes.get(this.#resolve(file));
    if (node === undefined) throw diskError('ENOENT');
    if (node.kind === 'file') return { ...node, size: node.bytes.length };
    return { kind: node.kind, size: 0, mode: node.kind === 'folder' ? node.mode : 0o777, uid: 0, gid: 0, device: 0, inode: node.inode, links: 1 };
  }

  async read(file: string): Promise<Uint8Array> {
    this.#step('read', file);
    return this.#file(this.#real(file)).bytes;
  }

  async list(folder: string): Promise<readonly string[]> {
    this.#step('list', folder);
    const real = this.#real(folder);
    if (this.#nodes.get(real)?.kind !== 'folder') throw diskError('ENOTDIR');
    const start = `${real}/`;
    return [...this.#nodes.keys()].filter((file) => file.startsWith(start) && !file.includes('/', start.length)).map((file) => file.slice(start.length));
  }

  async checkWritable(file: string): Promise<void> {
    this.#step('checkWritable', file);
    const node = this.#nodes.get(this.#real(file));
    if (node === undefined) throw diskError('ENOENT');
    if (node.kind !== 'link' && (node.mode & 0o200) === 0) throw diskError('EACCES');
  }

  async makeFolder(folder: string, mode: number): Promise<void> {
    this.#step('makeFolder', folder);
    const real = this.#resolve(folder);
    if (this.#nodes.has(real)) throw diskError('EEXIST');
    this.#nodes.set(real, { kind: 'folder', mode, inode: this.#inodes++ });
    await this.changed?.();
  }

  async create(file: string, bytes: Uint8Array, mode: number): Promise<void> {
    this.#step('create', file);
    const real = this.#resolve(file);
    if (this.#nodes.has(real)) throw diskError('EEXIST');
    const node: FileNode = { kind: 'file', bytes: bytes.subarray(0, 0), mode, uid: 1000, gid: 1000, device: this.#deviceOf(real), inode: this.#inodes++, links: 1 };
    this.#nodes.set(real, node);
    if (this.changed !== undefined) {
      await this.changed();
      this.#nodes.set(real, { ...node, bytes: bytes.slice(0, bytes.length >> 1) });
      await this.changed();
    }
    this.#nodes.set(real, { ...node, bytes: bytes.slice() });
    await this.changed?.();
  }

  async setMode(file: string, mode: number): Promise<void> {
    this.#step('setMode', file);
    const real = this.#real(file);
    const node = this.#nodes.get(real);
    if (node === undefined || node.kind === 'link') throw diskError('ENOENT');
    this.#nodes.set(real, { ...node, mode });
    await this.changed?.();
  }

  async setLook(file: string, { mode, uid, gid }: Look): Promise<void> {
    this.#step('setLook', file);
    const real = this.#real(file);
    this.#nodes.set(real, { ...this.#file(real), mode, uid, gid });
    await this.changed?.();
  }

  async link(from: string, to: string): Promise<void> {
    this.#step('link', to);
    const real = this.#resolve(to);
    if (this.#nodes.has(real)) throw diskError('EEXIST');
    const source = this.#resolve(from);
    const node = this.#file(source);
    const linked = { ...node, links: node.links + 1 };
    this.#nodes.set(source, linked);
    this.#nodes.set(real, linked);
    await this.changed?.();
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step('rename', to);
    const source = this.#resolve(from);
    const target = this.#resolve(to);
    const node = this.#file(source);
    const old = this.#nodes.get(target);
    if (old?.kind === 'folder') throw diskError('EISDIR');
    if (this.#deviceOf(source) !== this.#deviceOf(target)) throw diskError('EXDEV');
    this.#nodes.set(target, node);
    this.#nodes.delete(source);
    await this.changed?.();
  }

  async remove(file: string): Promise<void> {
    this.#step('remove', file);
    const real = this.#resolve(file);
    const node = this.#nodes.get(real);
    if (node === undefined) throw diskError('ENOENT');
    if (node.kind === 'folder') throw diskError('EISDIR');
    this.#nodes.delete(real);
    if (node.kind === 'file' && node.links > 1) this.#forgetName(node);
    await this.changed?.();
  }

  async removeFolder(folder: string): Promise<void> {
    this.#step('removeFolder', folder);
    const real = this.#resolve(folder);
    if (this.#nodes.get(real)?.kind !== 'folder') throw diskError(this.#nodes.has(real) ? 'ENOTDIR' : 'ENOENT');
    for (const file of this.#nodes.keys()) if (file.startsWith(`${real}/`)) throw diskError('ENOTEMPTY');
    this.#nodes.delete(real);
    await this.changed?.();
  }

  async syncFolder(folder: string): Promise<void> {
    this.#step('syncFolder', folder);
    if (this.#nodes.get(this.#real(folder))?.kind !== 'folder') throw diskError('ENOENT');
  }

  #step(name: keyof Disk, file: string): void {
    this.calls++;
    this.before?.({ number: this.calls, name, path: file });
  }

  #forgetName(gone: FileNode): void {
    for (const [file, node] of this.#nodes) if (node.inode === gone.inode) this.#nodes.set(file, { ...gone, links: gone.links - 1 });
  }

  #deviceOf(file: string): number {
    for (const [folder, device] of this.mounts) if (file.startsWith(`${folder}/`)) return device;
    return 0;
  }

  #file(real: string): FileNode {
    const node = this.#nodes.get(real);
    if (node === undefined) throw diskError('ENOENT');
    if (node.kind !== 'file') throw diskError(node.kind === 'folder' ? 'EISDIR' : 'ENXIO');
    return node;
  }

  /** The path with the links of its folders followed. */
  #resolve(file: string): string {
    const cut = file.lastIndexOf('/');
    const parent = file.slice(0, cut) || '/';
    const folder = this.#real(parent);
    const node = this.#nodes.get(folder);
    if (node?.kind !== 'folder') throw diskError(node === undefined ? 'ENOENT' : 'ENOTDIR');
    return folder === parent ? file : path.posix.join(folder, file.slice(cut + 1));
  }

  /** The path with all links followed, to something that is there. */
  #real(file: string, hops = 0): string {
    // What is kept by its path has no link in that path.
    const found = this.#nodes.get(file);
    if (found !== undefined && found.kind !== 'link') return file;
    if (hops > 20) throw diskError('ELOOP');
    let real = '/';
    const names = file.split('/').filter((name) => name !== '');
    for (const [index, name] of names.entries()) {
      const next = real === '/' ? `/${name}` : `${real}/${name}`;
      const node = this.#nodes.get(next);
      if (node === undefined) throw diskError('ENOENT');
      if (node.kind === 'link') return this.#real(path.posix.join(path.posix.resolve(real, node.to), ...names.slice(index + 1)), hops + 1);
      if (node.kind === 'file' && index < names.length - 1) throw diskError('ENOTDIR');
      real = next;
    }
    return real;
  }
}
