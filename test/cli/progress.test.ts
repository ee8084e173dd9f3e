import { describe, expect, test } from 'vitest';
import { showScan, withProgress } from '../../server/src/cli/progress.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';

type Host = Parameters<typeof withProgress>[0];

function screen(redraws: boolean, quiet = false, columns = 80) {
  const printed: string[] = [];
  const host: Pick<Host, 'out' | 'err' | 'terminal'> = {
    out: (text) => { printed.push(`out ${text}`); }, err: (text) => { printed.push(text); },
    terminal: { redraws, columns: () => columns, ask: undefined },
  };
  return { printed, environment: withProgress(host as Host, quiet) };
}

describe('progress', () => {
  test('is one line on a terminal that is drawn anew, and only when it looks different', () => {
    const { printed, environment: { progress } } = screen(true);
    for (let done = 0; done <= 1000; done++) progress.update('Planning', done, 1000);
    // 101 percentages, 24 marks of the bar.
    expect(printed.length).toBeLessThan(126);
    expect(printed[0]).toBe(`\rPlanning [${'.'.repeat(24)}]   0 %\u001B[K`);
    expect(printed).toContain(`\rPlanning [${'#'.repeat(12)}${'.'.repeat(12)}]  50 %\u001B[K`);
    expect(printed.at(-1)).toBe(`\rPlanning [${'#'.repeat(24)}] 100 %\u001B[K`);
    expect(printed.join('')).not.toContain('\n');
    const drawn = printed.length;
    progress.clear();
    progress.clear();
    expect(printed.slice(drawn)).toEqual(['\r\u001B[K']);
  });

  test('counts where the end is not known', () => {
    const { printed, environment: { progress } } = screen(true);
    progress.update('Reading', 30);
    progress.update('Reading', 31);
    expect(printed).toEqual(['\rReading… 25\u001B[K']);
  });

  test('never breaks a narrow line', () => {
    const { printed, environment: { progress } } = screen(true, false, 30);
    progress.update('Planning', 10, 10);
    expect(printed[0]?.replaceAll(/\r|\u001B\[K/g, '')).toHaveLength(29);
  });

  test('gives way to whatever else is printed', () => {
    const { printed, environment } = screen(true);
    environment.progress.update('Reading', 25);
    environment.out('x\n');
    environment.err('');
    environment.err('y\n');
    expect(printed.slice(1)).toEqual(['\r\u001B[K', 'out x\n', 'y\n']);
  });

  test('is a few plain lines elsewhere, for long work only', () => {
    const { printed, environment: { progress } } = screen(false);
    for (let done = 0; done <= 499; done++) progress.update('Planning', done, 499);
    expect(printed).toEqual([]);
    for (let done = 0; done <= 800; done++) progress.update('Writing', done, 800);
    expect(printed).toEqual(['200', '400', '600', '800'].map((done) => `upguide: writing: ${done} of 800\n`));
    for (let done = 0; done <= 10_001; done++) progress.update('Reading', done);
    expect(printed.slice(4)).toEqual(['upguide: reading: 5000\n', 'upguide: reading: 10000\n']);
  });

  test('of a scan counts first, and then tells how much is left', () => {
    const { printed, environment: { progress } } = screen(true);
    showScan(progress, { step: 'looking', scanned: 50, found: 60 });
    showScan(progress, { step: 'reading', done: 1, total: 4 });
    expect(printed).toEqual(['\rReading… 50\u001B[K', `\rChecking [${'#'.repeat(6)}${'.'.repeat(18)}]  25 %\u001B[K`]);
  });

  test('is silent when quiet', () => {
    const { printed, environment } = screen(true, true);
    environment.progress.update('Planning', 1, 2);
    environment.progress.clear();
    environment.err('still said\n');
    expect(printed).toEqual(['still said\n']);
  });

  test('a command leaves no line behind', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname' });
    const { err } = await run(folder, ['fix'], {}, { terminal: { redraws: true, columns: () => 80, ask: undefined } });
    expect(err).toContain('Planning [');
    expect(err).toContain('Writing [');
    expect(err.endsWith('\r\u001B[K')).toBe(true);
  });
});
