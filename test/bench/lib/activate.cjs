// One start of the extension without VS Code: loads dist/extension.js, calls activate(), and says what that took.
//   node activate.cjs FILE   prints { ms, loadMs, activateMs, required, codeBytes, processes }
// What the editor does itself is not in it (its API is a stand-in that answers everything with itself), nor is a start of the language server: there is no
// file that would ask for one.
const Module = require('node:module');
const fs = require('node:fs');
const childProcess = require('node:child_process');

/** Answers every question with itself: a function, a class, a name space. Lists are empty, and what would be waited for never comes. */
const anything = new Proxy(class {}, {
  get: (_, name) => {
    if (name === Symbol.toPrimitive) return () => '';
    if (name === Symbol.iterator) return [][Symbol.iterator].bind([]);
    if (name === 'then') return undefined;
    if (name === 'textDocuments' || name === 'visibleTextEditors' || name === 'all') return [];
    if (name === 'workspaceFolders' || name === 'activeTextEditor') return undefined;
    if (name === 'getExtension') return () => undefined;
    return anything;
  },
  apply: () => anything,
  construct: () => anything,
  set: () => true,
});
/** Everything that the editor's API exports, by its declarations; real classes and promises where code derives from one or waits for the other. */
const declared = fs.readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8').matchAll(/^\texport (?:abstract )?(?:class|enum|namespace|const|let) (\w+)/gm);
const stub = class { static from() { return { dispose() {} }; } };
const vscode = {
  ...Object.fromEntries([...declared].map(([, name]) => [name, anything])),
  TreeItem: stub,
  Disposable: stub,
  workspace: new Proxy(anything, { get: (of, key) => (key === 'findFiles' ? () => new Promise(() => {}) : of[key]) }),
};

const required = [];
let processes = 0;
for (const name of ['spawn', 'fork', 'exec', 'execFile']) {
  const original = childProcess[name];
  childProcess[name] = (...args) => {
    processes++;
    return original(...args);
  };
}
const load = Module._load;
Module._load = function (request, ...rest) {
  required.push(request);
  return request === 'vscode' ? vscode : load.call(this, request, ...rest);
};

const memory = { get: (_, otherwise) => otherwise, update: () => Promise.resolve(), keys: () => [] };
const context = { subscriptions: [], extension: { id: 'upguide.upguide' }, extensionUri: anything, extensionPath: '/', globalState: memory, workspaceState: memory, asAbsolutePath: (name) => `/${name}`, secrets: anything, environmentVariableCollection: anything };
const file = process.argv[2];
const started = performance.now();
const extension = require(file);
const loaded = performance.now();
extension.activate(context);
const ended = performance.now();
// What is put off until a moment later is heavy, too.
setTimeout(() => {
  const codeBytes = Object.keys(require.cache).filter((name) => name !== __filename).reduce((sum, name) => sum + fs.statSync(name).size, 0);
  process.stdout.write(JSON.stringify({ ms: ended - started, loadMs: loaded - started, activateMs: ended - loaded, required: required.slice(1), codeBytes, processes }));
  process.exit(0);
}, 200);
