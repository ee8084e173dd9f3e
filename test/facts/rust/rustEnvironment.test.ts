import { describe, expect, it } from 'vitest';
import type { EnvironmentFact } from '../../../server/src/facts/facts.ts';
import { factsOf } from '../../../server/src/facts/factsOf.ts';
import { parsedCode } from '../../support/codeParsers.ts';

async function environment(code: string): Promise<readonly EnvironmentFact[]> {
  const file = await parsedCode(code, 'file:///w/main.rs');
  const found = factsOf(file).filter((fact) => fact.kind === 'environment');
  for (const { name, range } of found) expect(code.slice(range.start, range.end)).toBe(name);
  return found;
}

const summary = async (code: string): Promise<readonly string[]> => (await environment(code)).map(({ name, access, hasDefault, hasValue, fallbackOf, copyOf, renaming }) =>
  [access, name, hasDefault === true ? 'default' : '', hasValue === false ? 'empty' : '', fallbackOf ? `for ${fallbackOf.join('+')}` : '', copyOf ? `copy of ${copyOf}` : '', renaming ?? ''].filter((word) => word !== '').join(' '));

describe('environment variables in Rust', () => {
  it.each([
    ['a path', 'fn f() { std::env::var("A_B").unwrap(); ::std::env::var_os(r"A_C"); }', ['read A_B', 'read A_C']],
    ['an import', 'use std::env;\nfn f() { env::var("A"); }', ['read A']],
    ['an alias in a tree', 'use std::{env::{self as e, var as get}, fmt};\nfn f() { e::var("A"); get("B"); }', ['read A', 'read B']],
    ['an import in a function', 'fn f() { use std::env::var; var("A"); }\nfn g() { var("B"); }', ['read A']],
    ['a wildcard of a module above', 'use std::env;\nmod t { use super::*; fn f() { env::var("A"); } }\nmod u { fn f() { env::var("B"); } }', ['read A']],
    ['macros', 'fn f() { env!("A"); option_env!("B").unwrap_or("x"); concat!(env!("C"), "x"); }', ['read A', 'read B default', 'read C']],
    ['a read in the tokens of a macro', 'use std::env;\nfn f() { println!("{}", env::var("A").unwrap()); x.env::var("B"); }', ['read A']],
    ['dotenv', 'fn f() { dotenvy::var("A"); dotenv::var("B"); }', ['read A', 'read B']],
    ['defaults', 'use std::env;\nfn f() { env::var("A").unwrap_or_else(|_| "x".into()); env::var("B").ok().map(|x| x).unwrap_or_default(); env::var("C").expect("no"); }', ['read A default', 'read B default', 'read C']],
    ['a bridge', 'use std::env;\nfn f() { env::var("NEW").or_else(|_| env::var("OLD")); }', ['read NEW default', 'read OLD for NEW']],
    ['a bridge by match', 'use std::env;\nfn f() { match env::var("NEW") { Ok(v) => v, Err(_) => env::var("OLD").unwrap() }; }', ['read NEW', 'read OLD for NEW']],
    ['a bridge by if let', 'use std::env;\nfn f() { if let Ok(v) = env::var("NEW") { v } else { env::var("OLD").unwrap() }; }', ['read NEW', 'read OLD for NEW']],
    ['setting', 'use std::env;\nfn f() { unsafe { env::set_var("A", "1"); } env::set_var("B", ""); env::set_var("NEW", env::var("OLD").unwrap()); }', ['set A', 'set B empty', 'set NEW copy of OLD', 'read OLD for NEW']],
    ['a command', 'use std::process::Command;\nfn f() { Command::new("x").arg("y").env("A", "1").spawn(); other.env("B", "1"); }', ['set A unsafe']],
    ['a constant', 'use std::env;\nconst KEY: &str = "A";\nfn f() { env::var(KEY); }', ['read A']],
    ['a constant with another use', 'use std::env;\nconst KEY: &str = "A";\nfn f() { env::var(KEY); log(KEY); }', ['read A unsafe']],
    ['clap', '#[derive(Parser)]\nstruct C {\n  #[arg(long, env = "A")]\n  a: String,\n  #[serde(env = "B")]\n  b: String,\n}', ['read A']],
  ])('reads %s', async (_what, code, expected) => {
    expect(await summary(code)).toEqual(expected);
  });

  it.each([
    ['a module of the project', 'mod env;\nfn f() { env::var("A"); }'],
    ['a module of the project by path', 'use crate::env;\nfn f() { env::var("A"); }'],
    ['another crate', 'use config::env;\nfn f() { env::var("A"); }'],
    ['a function of the project', 'fn var(x: &str) {}\nfn f() { var("A"); }'],
    ['a macro of the project', 'macro_rules! env { ($x:expr) => {} }\nfn f() { env!("A"); }'],
    ['a method', 'fn f(e: E) { e.var("A"); e.env.var("B"); }'],
    ['comments and strings', '// std::env::var("A")\n/* env!("B") */\nfn f() { "env!(\\"C\\")"; }'],
    ['a name that is made', 'fn f(n: &str) { std::env::var(format!("{n}_KEY")); std::env::var(n); }'],
  ])('is silent about %s', async (_what, code) => {
    expect(await environment(code)).toEqual([]);
  });

  it('keeps offsets in UTF-16 units, with CRLF and broken code', async () => {
    expect(await summary('// 𝒳é\r\nfn f() {\r\n  std::env::var("A");\r\n  let = ;\r\n}\r\n')).toEqual(['read A']);
  });
});
