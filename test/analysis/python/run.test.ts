import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { testService } from '../../support/testService.ts';
import { acme } from './acme.ts';

const old = `
class Client:
    def __init__(self, name="", timeout=1):
        self.name, self.limit, self.seconds = name, 10, timeout
    def copy(self):
        return self
    def push(self, text, retries=3):
        return f"{self.name} {text} {retries} {self.seconds}"
    def wait(self, time):
        return time * 1000
    def open(self, where):
        return where
def connect(url):
    return Client(url)
def start(what):
    return what
`;

const now = `
from dataclasses import dataclass
@dataclass
class Address:
    url: str
    @classmethod
    def of(cls, url):
        return cls(url)
class Client:
    def __init__(self, name="", timeout_seconds=1):
        self.name, self.quota, self.seconds = name, 10, timeout_seconds
    def copy(self):
        return self
    def publish(self, body, *, retries):
        return f"{self.name} {' '.join(body)} {retries} {self.seconds}"
    def wait(self, time):
        return int(time.total_seconds() * 1000)
    def open(self, region, where):
        return where
def connect(address):
    return Client(address.url)
def start(what, how):
    return what
`;

const program = `"""What the old package has."""
import functools
import acme
from acme import Client, connect, start


class Mine(Client):
    def __init__(self, timeout):
        super().__init__("mine", timeout=timeout)


def use(client: Client, pause: int = 2):
    # Everything at once.
    yield client.push(text="a")
    yield client.copy().push("b", retries=1)
    yield client.wait(pause), client.wait(time=3), client.limit
    yield getattr(client, "push")("c", retries=2) if False else client.open("x")


for one in (connect(url="there"), connect("here"), Mine(timeout=7), acme.Client("own", **{"timeout": 4}), functools.partial(acme.Client, timeout=5)("part")):
    print(list(use(one)), start("go"))
`;

const python = spawnSync('python3', ['--version'], { encoding: 'utf8' });
const noPython = python.status === 0 ? '' : `python3 does not run here: ${String(python.error ?? python.stderr)}`;

describe.skipIf(noPython !== '')(`a program of Acme 1, upgraded by data${noPython && ` (skipped: ${noPython})`}`, () => {
  it('does the same with Acme 2, and its old text does not', async () => {
    const { service } = await testService({ 'requirements.txt': 'acme==1.0\n', 'app.py': program }, { migrations: [acme] });
    const plan = await service.plan({ applicability: 'unsafe' });
    const upgraded = plan.files.find(({ uri }) => uri.endsWith('app.py'))?.after ?? '';
    const before = run(old, program);
    expect(before.stdout.split('\n')[0]).toBe('[\'there a 3 1\', \'there b 1 1\', (2000, 3000, 10), \'x\'] go');
    expect(run(now, upgraded)).toEqual(before);
    expect(run(now, program).status).not.toBe(0);
  });
});

/** What a program prints with a package. */
function run(source: string, app: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const folder = temporaryFolder({ 'acme.py': source, 'app.py': app });
  const { status, stdout, stderr } = spawnSync('python3', ['-B', 'app.py'], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}
