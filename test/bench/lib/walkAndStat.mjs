// The peer of a check in which nothing changed: a plain program that lists all files of a folder and asks the disk when each changed.
//   node walkAndStat.mjs FOLDER
import { readdirSync, statSync } from 'node:fs';

const pending = [process.argv[2]];
let files = 0;
let newest = 0;
for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== '.git') pending.push(path);
    } else if (entry.isFile()) {
      files++;
      newest = Math.max(newest, statSync(path).mtimeMs);
    }
  }
}
process.stdout.write(`${files} files, the newest of ${new Date(newest).toISOString()}\n`);
