import { describe, expect, it } from 'vitest';
import { rustCode } from '../../../server/src/facts/rust/rustCode.ts';
import { methodCall } from '../../../server/src/facts/rust/rustTree.ts';
import type { RustModels } from '../../../server/src/facts/rust/rustTypes.ts';
import { importEdits } from '../../../server/src/facts/rust/rustUseEdits.ts';
import { applyEdits } from '../../../server/src/text/applyEdits.ts';
import { parsedCode } from '../../support/codeParsers.ts';

const models: RustModels = { functions: { 'lib::Client::connect': 'lib::Client' }, methods: { 'lib::Client.job': 'lib::Job' } };

/** The types of what the calls of `here()` in the code are called on. */
async function types(code: string): Promise<readonly (string | undefined)[]> {
  const rust = rustCode(await parsedCode(code, 'file:///w/main.rs'), models);
  return (rust?.nodes('call_expression') ?? []).flatMap((call) => {
    const method = methodCall(call);
    return method?.name.text === 'here' ? [rust?.types.typeOf(method.receiver)] : [];
  });
}

describe('types of values in Rust', () => {
  it.each([
    ['a parameter', 'use lib::Client;\nfn f(mut c: Client) { c.here(); }', ['lib::Client']],
    ['references, lifetimes and pointers', 'use lib::Client;\nuse std::sync::Arc;\nfn f<\'a>(a: &\'a mut Client, b: Arc<Client>, c: &Box<lib::Client>) { a.here(); b.here(); c.here(); }', ['lib::Client', 'lib::Client', 'lib::Client']],
    ['modules in between, generic types', 'use lib::prelude::Client;\nfn f(a: Client<u8>, b: lib::client::Client) { a.here(); b.here(); }', ['lib::Client', 'lib::Client']],
    ['a known function, with its future and errors', 'use lib as l;\nasync fn f() { let c = l::Client::connect("x").await?; c.here(); (&c).clone().here(); }', ['lib::Client', 'lib::Client']],
    ['a known method in a chain over lines', 'use lib::Client;\nfn f(c: &Client) { c\n  .job() // a job\n  .unwrap()\n  .here(); }', ['lib::Job']],
    ['an annotated variable, and one that is bound anew', 'use lib::Client;\nfn f() { let c: Client = make(); c.here(); let c = other(); c.here(); }', ['lib::Client', undefined]],
    ['blocks and closures', 'use lib::Client;\nfn f(c: Client) { { let c = x(); c.here(); } c.here(); let g = move |d: Client| async move { d.here(); c.here() }; let h = |c| c.here(); }', [undefined, 'lib::Client', 'lib::Client', 'lib::Client', undefined]],
    ['an alias of a type', 'type C = lib::Client;\nfn f(c: C) { c.here(); }', ['lib::Client']],
    ['fields', 'use lib::Client;\nstruct S { c: Client, n: u8 }\nimpl S { fn f(&self) { self.c.here(); self.n.here(); } }\nfn g(s: &S) { s.c.here(); }', ['lib::Client', 'u8', 'lib::Client']],
    ['own types and modules', 'mod lib { pub struct Client; }\nuse lib::Client;\nstruct Job;\nfn f(c: lib::Client, d: Job, e: Client) { c.here(); d.here(); }', [undefined, undefined]],
    ['patterns', 'use lib::Client;\nfn f(c: Client, (d, e): (Client, u8)) { if let Some(c) = x() { c.here(); } else { c.here(); } while let Some(c) = x() { c.here(); } for c in x() { c.here(); } match x() { Some(c) if c.here() => c.here(), _ => c.here() } d.here(); }',
      [undefined, 'lib::Client', undefined, undefined, undefined, undefined, 'lib::Client', undefined]],
    ['values that refer to themselves', 'fn f() { let a = a.clone(); a.here(); let b = b; b.here(); }', [undefined, undefined]],
  ])('knows %s', async (_what, code, expected) => {
    expect(await types(code)).toEqual(expected);
  });

  it('takes no end with deep code', async () => {
    const deep = `fn f(c: lib::Client) { ${'('.repeat(3000)}c${')'.repeat(3000)}.here(); c${'.clone()'.repeat(3000)}.here(); }`;
    expect((await types(deep)).length).toBeLessThanOrEqual(2);
  });
});

/** The code with `lib::New` and `lib::Other` brought in for use in its last function. */
async function withImports(code: string): Promise<string | undefined> {
  const rust = rustCode(await parsedCode(code, 'file:///w/main.rs'), models);
  const place = rust?.nodes('call_expression').at(-1);
  const edits = rust && place && importEdits(rust.root, rust.names, 'lib', ['New', 'Other'], place);
  return edits && applyEdits(code, edits);
}

describe('imports of Rust', () => {
  const use = 'fn f() { x(); }\n';
  it.each([
    ['a list', `use lib::{A, b::C};\n${use}`, `use lib::{A, b::C, New, Other};\n${use}`],
    ['a list with a comma at its end', `use lib::{A, };\n${use}`, `use lib::{A, New, Other, };\n${use}`],
    ['a name', `use lib::A;\n${use}`, `use lib::{A, New, Other};\n${use}`],
    ['a name with an alias', `use lib::A as B;\n${use}`, `use lib::{A as B, New, Other};\n${use}`],
    ['what is there in part', `use lib::{New};\n${use}`, `use lib::{New, Other};\n${use}`],
    ['a wildcard', `use lib::*;\n${use}`, `use lib::*;\n${use}`],
    ['a deeper path', `use lib::b::C;\nuse z::Z;\n${use}`, `use lib::b::C;\nuse lib::{New, Other};\nuse z::Z;\n${use}`],
    ['another crate', `use z::Z;\r\n\r\n${use}`, `use z::Z;\r\nuse lib::{New, Other};\r\n\r\n${use}`],
    ['no import at all', `//! About.\n#![allow(dead_code)]\n\n/// Doc.\n#[test]\n${use}`, `//! About.\n#![allow(dead_code)]\n\nuse lib::{New, Other};\n\n/// Doc.\n#[test]\n${use}`],
    ['lines with comments', `use lib::{\n    A, // a\n    B // b\n};\n${use}`, `use lib::{\n    A, // a\n    B, // b\n    New,\n    Other,\n};\n${use}`],
    ['imports that others see or that a condition guards', `pub use lib::{A};\n#[cfg(test)]\nuse lib::{B};\n${use}`, `pub use lib::{A};\nuse lib::{New, Other};\n#[cfg(test)]\nuse lib::{B};\n${use}`],
  ])('go into %s', async (_what, code, expected) => {
    expect(await withImports(code)).toBe(expected);
  });

  it.each([
    ['a name is taken', `use other::New;\n${use}`],
    ['the file has such an item', `struct Other;\n${use}`],
    ['the place is a module', 'use lib::A;\nmod m { fn f() { x(); } }\n'],
  ])('are refused where %s', async (_what, code) => {
    expect(await withImports(code)).toBeUndefined();
  });
});
