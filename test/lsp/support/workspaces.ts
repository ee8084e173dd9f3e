import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterThisTest } from '../../support/cleanUp.ts';
import { Client, type ClientOptions, uriOf } from './client.ts';

/** A temporary folder with files, and the sessions opened on it; all gone after the test. */
export class TestWorkspace {
  readonly root: string;

  constructor(files: Readonly<Record<string, string>>) {
    this.root = mkdtempSync(path.join(tmpdir(), 'upguide-lsp-'));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  path(name: string): string {
    return path.join(this.root, name);
  }

  uri(name: string): string {
    return uriOf(this.path(name));
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Makes a symbolic link. */
  link(name: string, target: string): void {
    symlinkSync(target, this.path(name));
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }
}

/** Makes a workspace that the test's end removes. */
export function workspace(files: Readonly<Record<string, string>>): TestWorkspace {
  const made = new TestWorkspace(files);
  afterThisTest(() => { rmSync(made.root, { recursive: true, force: true }); });
  return made;
}

/** Starts a session on a workspace; the test's end kills what the test did not stop. */
export async function session(on: TestWorkspace, options: ClientOptions = {}): Promise<Client> {
  const client = await Client.start({ folders: [on.root], ...options });
  afterThisTest(async () => {
    client.child.kill('SIGKILL');
    await client.exited;
  });
  return client;
}

/** An AgentSpec v2 pack without findings. */
export const goodPack = `spec_version: "2.0"
metadata:
  name: emissions
  version: "1.0.0"
inputs:
  fuel_type:
    type: string
    required: true
outputs:
  co2e_kg:
    type: number
`;

/** An AgentSpec v1 pack. */
export const oldPack = `spec_version: "1.0"
name: fuel-calculator
version: "1.0.0"
description: Calculate emissions from fuel consumption
author: GreenLang Team
license: MIT

inputs:
  - fuel_type
  - consumption

outputs:
  - co2e_emissions_kg

capabilities:
  - network_egress
`;
