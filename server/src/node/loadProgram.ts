import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';

/** So large a block is nothing special to an allocator. */
const pieceBytes = 64 * 1024;

/**
 * Loads a CommonJS bundle (absolute) as `require` would, and gives what it exports. It is read in pieces: Node reads a file of megabytes into blocks of megabytes, and when they are freed, the
 * allocator of many a system (glibc) keeps twice as much from then on of what each of V8's threads frees.
 */
export function loadProgram(file: string): unknown {
  const module = { exports: {} };
  const run = compileFunction(readInPieces(file), ['exports', 'require', 'module', '__filename', '__dirname'], { filename: file });
  run.call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

function readInPieces(file: string): string {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(pieceBytes);
  const pieces: string[] = [];
  const descriptor = fs.openSync(file, 'r');
  try {
    for (let read = fs.readSync(descriptor, buffer); read > 0; read = fs.readSync(descriptor, buffer)) pieces.push(decoder.decode(buffer.subarray(0, read), { stream: true }));
  } finally {
    fs.closeSync(descriptor);
  }
  return pieces.join('') + decoder.decode();
}
