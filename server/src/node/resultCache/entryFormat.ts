import { createHash } from 'node:crypto';
import type { Evidence } from './evidence.ts';

/** What is kept of a result: texts by names of the caller's. */
export interface Entry {
  readonly evidence: Evidence;
  readonly texts: Readonly<Record<string, string>>;
}

/** Raised whenever the bytes mean something else. */
const magic = 'upguide result 1';

/**
 * A file is a line of JSON (`Head`) and the parts behind it: numbers as they are in memory, folders as text, then the texts. Only what is asked for is taken apart, because a workspace has tens of thousands of files.
 */
interface Head {
  readonly magic: string;
  readonly key: string;
  readonly folders: number;
  readonly numbers: number;
  readonly paths: Evidence['paths'];
  readonly contents: Evidence['contents'];
  /** Names of the texts, with their lengths in bytes and hashes. */
  readonly texts: readonly (readonly [string, number, string])[];
}

/** No name of a file has a NUL in it. */
const betweenWords = '\0';
const betweenFolders = '\0\0';
/** Heads are small: a path here and there. */
const maxHeadBytes = 8 * 1024 * 1024;

/** The bytes of an entry. */
export function encodeEntry(key: string, { evidence, texts }: Entry): Buffer {
  const folders = Buffer.from(evidence.folders.map((words) => words.join(betweenWords)).join(betweenFolders));
  const numbers = Buffer.from(evidence.numbers.buffer, evidence.numbers.byteOffset, evidence.numbers.byteLength);
  const parts = Object.entries(texts).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const head: Head = {
    magic, key, folders: folders.length, numbers: numbers.length, paths: evidence.paths, contents: evidence.contents,
    texts: parts.map(({ name, bytes }) => [name, bytes.length, hashOf(bytes)]),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), numbers, folders, ...parts.map(({ bytes }) => bytes)]);
}

/** An entry as it lies in a file: the evidence, and each text when it is asked for. */
export interface StoredEntry {
  readonly evidence: Evidence;
  /** `undefined` for a text that was not kept, or is damaged. */
  readonly text: (name: string) => string | undefined;
  /** The same in UTF-8: what is only handed on is not worth decoding. */
  readonly bytes: (name: string) => Buffer | undefined;
}

/** Takes the bytes of a file apart; `undefined` when they are no entry of this key, whole and in today's form. Never throws. */
export function decodeEntry(key: string, bytes: Buffer): StoredEntry | undefined {
  try {
    const end = bytes.subarray(0, maxHeadBytes).indexOf(10);
    if (end < 0 || !bytes.toString('latin1', 0, 64).includes(JSON.stringify(magic))) return undefined;
    const head: unknown = JSON.parse(bytes.toString('utf8', 0, end));
    if (!isHead(head) || head.key !== key) return undefined;
    const numbersStart = end + 1;
    const foldersStart = numbersStart + head.numbers;
    const textsStart = foldersStart + head.folders;
    if (textsStart + head.texts.reduce((sum, [, length]) => sum + length, 0) !== bytes.length) return undefined;
    const folders = bytes.toString('utf8', foldersStart, textsStart);
    return {
      evidence: {
        folders: folders === '' ? [] : folders.split(betweenFolders).map((words) => words.split(betweenWords)),
        numbers: new Float64Array(bytes.buffer.slice(bytes.byteOffset + numbersStart, bytes.byteOffset + foldersStart)),
        paths: head.paths,
        contents: head.contents,
      },
      text: (name) => partOf(name, head.texts, bytes, textsStart)?.toString('utf8'),
      bytes: (name) => partOf(name, head.texts, bytes, textsStart),
    };
  } catch {
    return undefined;
  }
}

function partOf(wanted: string, texts: Head['texts'], bytes: Buffer, start: number): Buffer | undefined {
  let at = start;
  for (const [name, length, hash] of texts) {
    const part = bytes.subarray(at, at + length);
    if (name === wanted) return hashOf(part) === hash ? part : undefined;
    at += length;
  }
  return undefined;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const head = value as Readonly<Record<string, unknown>>;
  return head['magic'] === magic && typeof head['key'] === 'string' && isLength(head['folders']) && isLength(head['numbers']) && head['numbers'] % 8 === 0
    && isListOf(head['paths'], isPair) && isListOf(head['contents'], isPair)
    && isListOf(head['texts'], (one) => Array.isArray(one) && one.length === 3 && typeof one[0] === 'string' && isLength(one[1]) && typeof one[2] === 'string');
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}

function isListOf(value: unknown, fits: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}
