/** The files that a system owns by their names: what a workspace is known by at first sight. The activation events of package.json name them, too. */
export const ownFilesGlob = '**/{pack.yaml,greenlang.yaml,greenlang.yml,task_context.json,workflow-engine.toml,*.migration.yaml,*.migration.yml,.env,.env.*}';
