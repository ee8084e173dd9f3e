import { entryOf } from '../../syntax/yamlPath.ts';
import type { YamlSeq } from '../../syntax/yamlTree.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { lineFacts } from './commands.ts';
import { plainFacts } from './plainYaml.ts';
import type { YamlScope } from './yamlScope.ts';
import { walkYaml } from './yamlWalk.ts';

/** Playbooks and task files: `environment`, `shell` and `command` modules, `lookup('env', …)`. */
export function ansibleFacts(scope: YamlScope, root: YamlSeq): void {
  walkYaml(root, {
    entry: ({ name, value }) => {
      const module = name?.replace(/^ansible\.(?:builtin|legacy)\./, '');
      const line = value?.kind === 'map' ? entryOf(value, 'cmd')?.value : value;
      if (line?.kind !== 'scalar' || typeof line.value !== 'string') return false;
      if (module === 'shell') scope.add(...shellFacts(scope.textOf(line), { preprocessor: 'template' }));
      else if (module === 'command') scope.add(...lineFacts(scope.textOf(line)));
      return false;
    },
  });
  plainFacts(scope, root);
}

/** Whether a list is one of plays or tasks. */
export function isAnsible(root: YamlSeq): boolean {
  return root.items.some(({ value }) => ['hosts', 'tasks', 'import_playbook', 'become', 'register', 'notify', 'ansible.builtin.shell', 'ansible.builtin.command', 'ansible.builtin.include_tasks']
    .some((key) => entryOf(value, key)));
}
