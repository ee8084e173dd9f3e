// @ts-check
import tseslint from 'typescript-eslint';

/**
 * The layers of ARCHITECTURE.md, lowest first. A file imports its own layer and the layers before it.
 * This list is the executable form of the architecture: a violation fails the build.
 */
const core = ['text', 'syntax', 'facts', 'analysis', 'schemas', 'service', 'migrations'];
const hostLayers = ['node', 'lsp', 'cli'];

const restrict = (files, patterns, ignores = []) => ({ files, ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } });
const noVscode = { regex: '^vscode$', message: 'Only client/ imports vscode.' };
const noIo = { regex: '^(node:|vscode$|vscode-(?!uri$))', message: 'Core layers do no I/O and know neither the editor nor LSP.' };
const noBareNode = {
  regex: '^(fs|path|os|util|crypto|child_process|worker_threads|url|process|stream|events|http|https|net)(/|$)',
  message: 'Core layers do no I/O; hosts import Node with the node: prefix.',
};
const above = (index) => [...core.slice(index + 1), ...hostLayers].map((layer) => ({
  regex: `^(\\.\\./)+${layer}/`, message: `Imports go downward; ${layer}/ is above this file.`,
}));

export default tseslint.config(
  { ignores: ['dist/**', '.cache/**', 'coverage/**', 'server/src/schemas/generated/**', 'server/src/text/byteSearch/generated/**', 'server/src/text/byteSearch/wasm/**', 'examples/**', 'node_modules/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', { max: 500 }],
      'eqeqeq': 'error',
      'no-console': 'error',
      'no-control-regex': 'off',
    },
  },
  ...core.map((layer, index) => restrict([`server/src/${layer}/**`], [noIo, noBareNode, ...above(index)])),
  restrict(['server/src/migrations/*/**'], [noIo, noBareNode,
    { regex: '^(\\.\\./)+(lsp|cli|node|service)/', message: 'A migration is data and checks; it knows no host and no service.' },
    { regex: '^\\.\\./(\\.\\./)?(?!analysis/|schemas/|facts/|syntax/|text/|rules/|\\.\\./)[a-z-]+/migration', message: 'A migration never imports another.' }], ['server/src/migrations/own/**']),
  restrict(['server/src/node/**'], [noVscode, { regex: '/(lsp|cli)/', message: 'node/ is below the two hosts.' }]),
  restrict(['server/src/lsp/**'], [noVscode, { regex: '/cli/', message: 'Hosts do not import each other.' }]),
  restrict(['server/src/cli/**'], [noVscode, { regex: '/lsp/', message: 'Hosts do not import each other.' }]),
  restrict(['client/src/**'], [{ regex: 'server/src/(?!protocol\\.ts$)', message: 'From server/, the client imports protocol.ts only.' }]),
);
