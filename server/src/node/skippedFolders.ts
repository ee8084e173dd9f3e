/**
 * Folders that are never looked into, whatever git says: version control, installed packages, build output, caches and our
 * own. Naming such a folder (or a file in it) on the command line overrides the list.
 */
export const skippedFolders: ReadonlySet<string> = new Set([
  // Version control
  '.git', '.hg', '.svn', '.jj', 'CVS',
  // Packages of others
  'node_modules', 'bower_components', 'jspm_packages', 'vendor', 'third_party', 'site-packages', '.yarn', '.pnpm-store',
  // Build output
  'dist', 'build', 'target', '.next', '.nuxt', '.svelte-kit', '.output', 'coverage', 'htmlcov',
  // Virtual environments and tools of Python
  '.venv', 'venv', '__pycache__', '__pypackages__', '.tox', '.nox', '.eggs', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.ipynb_checkpoints',
  // Caches and state of other tools
  '.cache', '.gradle', '.terraform', '.terragrunt-cache', '.serverless', '.turbo', '.parcel-cache', '.vscode-test',
  // Ours: settings, backups and journals
  '.upguide',
]);

/** Files whose presence marks a folder of any name as generated: a Python environment, a tagged cache (cargo, pip, …). */
export const generatedFolderMarkers: readonly string[] = ['pyvenv.cfg', 'CACHEDIR.TAG'];
