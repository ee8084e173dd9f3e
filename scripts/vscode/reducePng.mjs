// Makes pictures of windows smaller: a palette of the colours that they have most of. Flat areas stay as they are; edges of letters lose shades that nobody sees.
import { readFile, writeFile } from 'node:fs/promises';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const most = 96;

/** Writes a picture anew, with a palette. Takes what Chromium writes: 8 bits a channel, three channels, not interlaced. */
export async function reducePng(file) {
  const { width, height, pixels } = decode(await readFile(file));
  const { palette, indices } = reduce(pixels);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  await writeFile(file, Buffer.concat([
    signature, chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]));
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The pixels, each as one number. */
function decode(bytes) {
  const parts = [];
  let header;
  for (let at = signature.length; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header[8] !== 8 || header[9] !== 2 || header[12] !== 0) throw new Error('The picture is not what Chromium writes: 8 bits, three channels, not interlaced.');
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * 3;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const row = unfiltered(raw[start], raw.subarray(start + 1, start + 1 + stride), above);
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = (row[3 * x] << 16) | (row[3 * x + 1] << 8) | row[3 * x + 2];
    above = row;
  }
  return { width, height, pixels };
}

function unfiltered(filter, line, above) {
  const row = Buffer.from(line);
  for (let x = 0; x < row.length; x += 1) {
    const [left, up, corner] = [x < 3 ? 0 : row[x - 3], above[x], x < 3 ? 0 : above[x - 3]];
    row[x] += [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter];
  }
  return row;
}

/** Paeth's choice, of the PNG specification. */
function nearest(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The colours that the most pixels have, and for each pixel the number of the one next to its own. */
function reduce(pixels) {
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = [...counts].sort(([, a], [, b]) => b - a).slice(0, most).map(([colour]) => colour);
  const indexOf = new Map();
  for (const colour of counts.keys()) {
    const distances = palette.map((other) => [16, 8, 0].reduce((sum, shift) => sum + ((((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2), 0));
    indexOf.set(colour, distances.indexOf(Math.min(...distances)));
  }
  return { palette, indices: Uint8Array.from(pixels, (pixel) => indexOf.get(pixel)) };
}
