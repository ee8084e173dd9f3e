// One stdio session with one server and one document.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { measureTree } from './processTree.mjs';

const capabilities = {
  workspace: { configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceEdit: { documentChanges: true } },
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true, dataSupport: true, tagSupport: { valueSet: [1, 2] } },
    hover: { contentFormat: ['markdown'] },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

const answerTimeoutMs = 20_000;

export class Session {
  #connection;
  #child;
  #listeners = new Set();
  #text;
  #version = 1;
  #whole = false;
  #fail = () => {};
  #died = new Promise((_, reject) => {
    this.#fail = reject;
  });

  /** Starts the server, opens the document, and waits for its first diagnostics. `startMs` is the time all that took. */
  static async open({ command, folder, file, languageId, text, settings }) {
    const session = new Session();
    const started = performance.now();
    session.#text = text;
    session.uri = pathToFileURL(path.join(folder, file)).href;
    session.#start(command, folder, settings);
    const root = { uri: pathToFileURL(folder).href, name: 'bench' };
    const { capabilities: server } = await session.#request('initialize', { processId: process.pid, rootUri: root.uri, workspaceFolders: [root], capabilities });
    // Each server gets what it asks for: changes, or the whole text each time.
    session.#whole = (server.textDocumentSync?.change ?? server.textDocumentSync) !== 2;
    await session.#connection.sendNotification('initialized', {});
    await session.#connection.sendNotification('workspace/didChangeConfiguration', { settings });
    const first = session.#nextAnswer(1);
    await session.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri: session.uri, languageId, version: 1, text } });
    await Promise.race([first, session.#died]);
    session.startMs = performance.now() - started;
    return session;
  }

  #request(method, params) {
    return Promise.race([this.#connection.sendRequest(method, params), this.#died]);
  }

  #start([program, ...args], folder, settings) {
    this.#child = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    let complaint = '';
    this.#child.stderr.on('data', (data) => {
      complaint = (complaint + data).slice(-2000);
    });
    // A server that dies answers nothing: whoever waits must hear of it.
    this.#child.once('exit', (code) => this.#fail(new Error(`The server ended with ${code}.\n${complaint}`)));
    this.#child.stdin.on('error', () => {});
    const connection = createMessageConnection(new StreamMessageReader(this.#child.stdout), new StreamMessageWriter(this.#child.stdin));
    connection.onNotification('textDocument/publishDiagnostics', (params) => {
      if (params.uri === this.uri) for (const listener of [...this.#listeners]) listener(params);
    });
    connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? null));
    connection.onRequest('client/registerCapability', () => null);
    connection.onUnhandledNotification(() => {});
    connection.onError(() => {});
    connection.listen();
    this.#connection = connection;
  }

  /** The offset behind a piece of the text. */
  behind(piece) {
    const at = this.#text.indexOf(piece);
    if (at < 0) throw new Error(`The document has no ${JSON.stringify(piece)}.`);
    return at + piece.length;
  }

  /** Edits without waiting. Returns the version. */
  send(offset, removed, inserted) {
    const position = (at) => {
      const before = this.#text.slice(0, at).split('\n');
      return { line: before.length - 1, character: before.at(-1).length };
    };
    const range = { start: position(offset), end: position(offset + removed) };
    this.#text = this.#text.slice(0, offset) + inserted + this.#text.slice(offset + removed);
    this.#version++;
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.#version }, contentChanges: [this.#whole ? { text: this.#text } : { range, text: inserted }],
    });
    return this.#version;
  }

  /** Edits and waits for the diagnostics of exactly this version. */
  async edit(offset, removed, inserted) {
    const answer = this.#nextAnswer(this.#version + 1);
    const sent = performance.now();
    this.send(offset, removed, inserted);
    const { diagnostics } = await Promise.race([answer, this.#died]);
    return { ms: performance.now() - sent, findings: diagnostics.length };
  }

  /** Servers that do not stamp their diagnostics are believed that the next publish is the answer. */
  #nextAnswer(version) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No diagnostics for version ${version}.`)), answerTimeoutMs);
      const listener = (params) => {
        if (params.version !== undefined && params.version !== null && params.version < version) return;
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(params);
      };
      this.#listeners.add(listener);
    });
  }

  /** Calls back at each publish until the returned function is called. */
  onAnswer(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  usage() {
    return measureTree(this.#child.pid);
  }

  async close() {
    this.#died.catch(() => {});
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    try {
      await this.#connection.sendRequest('shutdown');
      await this.#connection.sendNotification('exit');
    } catch {
      this.#child.kill();
    }
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), 2000);
    await ended;
    clearTimeout(killer);
    this.#connection.dispose();
  }
}
