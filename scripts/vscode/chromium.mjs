// Finds a Chromium, or installs Debian's where that is allowed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Ubuntu's `chromium-browser` is a shell script that asks for snap: only a browser that tells its version counts. */
const works = (file) => existsSync(file) && /\d+\.\d+/.test(spawnSync(file, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 20_000 }).stdout ?? '');

function install(log) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  log('Chromium: none here, installing it with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    // An update that could not reach one of many sources may be good enough for the install.
    if (status !== 0) log(`apt-get ${args[0]} ended with ${status}:\n${`${stdout}${stderr}`.trim().split('\n').slice(-8).join('\n')}`);
  }
  return true;
}

/** Path of a Chromium that starts. Throws, saying what to install, where there is none. */
export async function provideChromium(log) {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (works(given)) return given;
    throw new Error(`CHROME_PATH names ${given}, which does not start.`);
  }
  const found = known.find(works) ?? (install(log) ? known.find(works) : undefined);
  if (found) return found;
  throw new Error(
    'The tests in VS Code need a browser, and there is none. Install Chromium (Debian, Ubuntu: `apt-get install chromium` as root; '
    + 'Fedora: `dnf install chromium`) or Google Chrome, or set CHROME_PATH to one, then run this again.',
  );
}
