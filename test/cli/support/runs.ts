import fs from 'node:fs';
import path from 'node:path';

/** Ids of the runs in a folder, oldest first. */
export function runIds(folder: string): string[] {
  const runs = path.join(folder, '.upguide/runs');
  return fs.existsSync(runs) ? fs.readdirSync(runs).filter((name) => /^\d{8}-/.test(name)).sort() : [];
}

/** Makes a finished run look as if its process had been killed when the named files had not been moved yet. */
export function interrupt(folder: string, id: string, notMoved: readonly string[], state: 'prepared' | 'restoring' = 'prepared'): void {
  const run = path.join(folder, '.upguide/runs', id);
  const journal = JSON.parse(fs.readFileSync(path.join(run, 'run.json'), 'utf8')) as { state: string; files: { path: string; slot: number }[] };
  fs.mkdirSync(path.join(run, 'staged'), { mode: 0o700, recursive: true });
  for (const { path: name, slot } of journal.files) {
    if (!notMoved.includes(name)) continue;
    const file = path.join(folder, name);
    const { mode } = fs.statSync(file);
    fs.renameSync(file, path.join(run, 'staged', String(slot)));
    fs.copyFileSync(path.join(run, 'originals', String(slot)), file);
    fs.chmodSync(file, mode);
  }
  fs.writeFileSync(path.join(run, 'run.json'), JSON.stringify({ ...journal, state }));
}

/** Bytes and mode of every file in a folder, the journals left out. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('.upguide') && !name.startsWith('.git/')).sort();
  return Object.fromEntries(files.flatMap((name) => {
    const stat = fs.lstatSync(path.join(folder, name));
    return stat.isFile() ? [[name, `${(stat.mode & 0o7777).toString(8)} ${fs.readFileSync(path.join(folder, name), 'base64')}`]] : [];
  }));
}
