import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { testService } from '../../support/testService.ts';
import { acme } from './acme.ts';

const old = `
pub fn connect(_: &str) -> Result<Client, ()> { Ok(Client) }
pub fn dial(_: &str) -> core::Session { core::Session }
pub struct Client;
impl Client {
    pub fn new(_: &str) -> Client { Client }
    pub fn push(&self, n: u64) -> u64 { n }
    pub fn send(&self, text: &str) -> usize { text.len() }
    pub fn wait(&self, secs: u64) -> u64 { secs * 1000 }
    pub fn session(&self) -> core::Session { core::Session }
}
pub mod core {
    #[derive(Debug)]
    pub struct Config { pub debug: bool }
    pub struct Session;
    impl Session { pub fn ring(&self, n: u64) -> u64 { n } }
}
`;

const now = `
pub enum Region { Eu }
pub fn connect(_: Region, _: &str) -> Result<Client, ()> { Ok(Client) }
pub struct Client;
impl Client {
    pub fn new(_: &str) -> Client { Client }
    pub fn publish(&self, n: u64) -> u64 { n }
    pub fn send(&self, text: &str, _: Option<u8>) -> usize { text.len() }
    pub fn wait(&self, time: std::time::Duration) -> u64 { time.as_millis() as u64 }
    pub fn session(&self) -> net::Link { net::Link }
}
pub mod config { #[derive(Debug)] pub struct Config { pub verbose: bool } }
pub mod net {
    pub struct Link;
    impl Link { pub fn call(&self, _: u8, n: Option<u64>, _: u8) -> u64 { n.unwrap_or(0) } }
    pub fn open(_: &str) -> Link { Link }
}
`;

const program = `//! What the old crate has.
use acme::core::{Config, Session};
use acme::{connect, dial, Client};

struct App<'a> { client: &'a Client, secs: u64 }

impl App<'_> {
    /// Everything at once.
    fn run(&self) -> u64 {
        let sent = self.client.send(
            "hello", // to everybody
        );
        let waited = self.client.wait(self.secs) + Client::wait(self.client, 2);
        self.client.push(1) + sent as u64 + waited
    }
}

fn ring(session: &Session, n: u64) -> u64 { session.ring(n) + Session::ring(session, 2) }

fn main() {
    let client = Client::new("x");
    let debug = true;
    let config = Config { debug };
    let Config { debug: shown } = config;
    let first = App { client: &client, secs: 3 }.run();
    let second = if let Ok(other) = connect("x") { other.push(4) } else { 0 };
    let third = ring(&dial("y"), 5) + client.session().ring(6);
    let all: Vec<u64> = [1, 2].iter().map(|&n| acme::Client::push(&client, n)).collect();
    println!("{first} {second} {third} {all:?} {shown}");
}
`;

const compiler = spawnSync('rustc', ['--version'], { encoding: 'utf8' });
const noCompiler = compiler.status === 0 ? '' : `rustc does not run here: ${String(compiler.error ?? compiler.stderr)}`;

describe.skipIf(noCompiler !== '')(`a program of Acme 1, upgraded by data${noCompiler && ` (skipped: ${noCompiler})`}`, () => {
  it('does the same with Acme 2, and its old text is none for it', async () => {
    const { service } = await testService({ 'Cargo.toml': '[dependencies]\nacme = "1"\n', 'src/main.rs': program }, { migrations: [acme] });
    const plan = await service.plan({ applicability: 'unsafe' });
    const upgraded = plan.files.find(({ uri }) => uri.endsWith('main.rs'))?.after ?? '';
    const before = run(old, program);
    expect(before).toMatchObject({ status: 0, stdout: '5006 4 13 [1, 2] true\n' });
    expect(run(now, upgraded)).toEqual(before);
    expect(run(now, program).status).not.toBe(0);
  });
});

/** What a program prints with a crate; `status` is that of the compiler where it does not compile. */
function run(crate: string, main: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const folder = temporaryFolder({ 'acme.rs': crate, 'main.rs': main });
  const rustc = (...words: string[]): ReturnType<typeof spawnSync> => spawnSync('rustc', ['--edition', '2021', '-A', 'warnings', ...words], { cwd: folder, encoding: 'utf8' });
  const library = rustc('--crate-type', 'rlib', '--crate-name', 'acme', 'acme.rs');
  expect(String(library.stderr)).toBe('');
  const built = rustc('-L', '.', '--extern', 'acme=libacme.rlib', '-o', 'program', 'main.rs');
  if (built.status !== 0) return { status: built.status, stdout: '', stderr: String(built.stderr) };
  const { status, stdout, stderr } = spawnSync(path.join(folder, 'program'), [], { encoding: 'utf8' });
  return { status, stdout, stderr };
}
