import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { testService } from '../../support/testService.ts';
import { acme } from './acme.ts';

/** The SDK as the made-up guide has it, before and after. */
const before: Readonly<Record<string, string>> = {
  '@acme/sdk': `
    export class Config { constructor(client?: unknown); name: string }
    export interface Limits { most: number }
    export class Session { stop(): void; readonly client: Client }
    export interface ClientOptions { token?: string; wait?: number; retry?: number }
    export class Client { constructor(options?: ClientOptions); send(message: { to: string }): Promise<void>; session(): Session }
    export function createClient(options?: { timeout?: number }): Promise<Client>;
    export function sleep(seconds: number): Promise<void>;
    export const shared: Client;`,
  '@acme/http': 'export default class Http { constructor(options?: { base?: string }); get(path: string): string }',
  '@acme/logger': 'export default function log(text: string): void;',
};
const after: Readonly<Record<string, string>> = {
  '@acme/sdk': `
    import type { Duration } from '@acme/time';
    import type { Link } from '@acme/net';
    export interface ClientOptions { region: string; apiKey?: string; wait?: Duration; retries?: number }
    export class Client { constructor(options: ClientOptions); publish(message: { topic: string }, options: object): Promise<void>; session(): Link }
    export function connect(options: { region: string; timeoutMs?: number }): Promise<Client>;
    export function sleep(time: { seconds: number }): Promise<void>;
    export const shared: Client;`,
  '@acme/config': 'export class Config { constructor(client?: unknown); name: string }\nexport interface Limits { most: number }',
  '@acme/net': 'import type { Client } from \'@acme/sdk\';\nexport class Link { close(): void; readonly client: Client }',
  '@acme/http': 'export class Http { constructor(options: { base: string }); get(path: string): string }',
  '@acme/log': 'export default function log(text: string): void;',
  '@acme/time': 'export class Duration { static seconds(count: number): Duration; private unit: string }',
};

const program = `import log from '@acme/logger';
import Http from '@acme/http';
import { Client, Config, createClient, Session, shared, sleep, type ClientOptions, type Limits } from '@acme/sdk';
import * as acme from '@acme/sdk';

interface Deps {
  readonly client: Client;
  readonly limits?: Limits;
}

const token = 'secret';
const options: Partial<ClientOptions> = { retry: 3 };
export const config = new Config(options);

class Loud extends Client {
  constructor() {
    super({ token, wait: 2 });
  }

  async shout(to: string) {
    await this.send({ to });
    await super.send({ to: to.toUpperCase() });
  }
}

export class App {
  readonly #own = new acme.Client({ wait: 1 + 1 });
  private session: Session | undefined;

  constructor(private readonly deps: Deps, private readonly http = new Http()) {}

  async run(): Promise<string> {
    const made = await createClient({ timeout: 30 });
    const timeout = 5;
    const [one, two] = await Promise.all([createClient({ timeout }), createClient()]);
    for (const client of [made, one, two, this.#own, this.deps.client, shared]) await client.send({ to: 'all' });
    this.session = made.session();
    this.session.client.send({ to: 'self' });
    this.session?.stop();
    const { send } = made;
    log(send.name);
    await new Loud().shout('y');
    await sleep(1 + timeout);
    const again: acme.Session = made.session();
    again['stop']();
    return this.http.get('/');
  }
}

export const call = (sender: Pick<Client, 'send'>, more: Partial<Client> & { note: string }) => sender.send({ to: more.note }).then(() => more.send?.({ to: 'z' }));
export const fakes: Pick<Client, 'send'>[] = [{ send: async () => log('sent') }];
export { Session, createClient };
export { Config as Settings } from '@acme/sdk';
`;

/** What the compiler says of a program that is built on these packages. */
function errors(text: string, packages: Readonly<Record<string, string>>): readonly string[] {
  const sources = new Map([['/app.ts', text], ...Object.entries(packages).map(([name, source]) => [`/node_modules/${name}/index.d.ts`, source] as const)]);
  const options: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, lib: ['lib.es2022.d.ts'], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  const compiled = ts.createProgram(['/app.ts'], options, {
    ...host,
    readFile: (name) => sources.get(name) ?? readFile(name),
    fileExists: (name) => sources.has(name) || (!name.startsWith('/node_modules/') && fileExists(name)),
    directoryExists: () => true,
    getSourceFile: (name, version) => {
      const source = sources.get(name) ?? readFile(name);
      return source === undefined ? undefined : ts.createSourceFile(name, source, version);
    },
  });
  return ts.getPreEmitDiagnostics(compiled).map(({ messageText, start = 0, file }) =>
    `${file?.fileName ?? ''}:${file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

describe('a program', () => {
  it('compiles against the old packages before, and against the new ones after all fixes', async () => {
    expect(errors(program, before)).toEqual([]);
    expect(errors(program, after).length).toBeGreaterThan(10);
    const { service } = await testService({ 'app.ts': program }, { migrations: [acme] });
    const plan = await service.plan({ applicability: 'unsafe' });
    const upgraded = plan.files[0]?.after ?? '';
    expect(errors(upgraded, after), upgraded).toEqual([]);
  }, 60_000);
});
