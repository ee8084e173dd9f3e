import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** The command line: a flag that must be given, and groups in the plural. */
export const bc011: GuideChange = {
  id: 'BC-011',
  title: 'Command line: --backend is required, and groups are in the plural',
  impact: 'low',
  summary: [
    '`gl run` needs `--backend`; without it 0.2 ran on `local`. The groups of commands are in the plural: `gl agents`, `gl workflows`, `gl packs`. '
    + 'The same holds for `greenlang run` and `python -m greenlang run`.',
    'Upguide reads scripts (shell, batch, PowerShell), make recipes, `RUN`, `CMD` and `ENTRYPOINT` of Dockerfiles in both forms, jobs of a CI, '
    + 'npm scripts and programs that start others. It looks at commands only, through `sudo`, `docker compose run`, `poetry run` and the like: text '
    + 'that is printed, searched for or commented out is left alone, and so is another program such as `glab`.',
    'Both fixes are **safe**: `--backend local` is put at the end of the command, before pipes and redirections. A group in front of something '
    + 'that is no known command of it (`gl agent fuel`) is **unsafe** to rename. Where words are only known at run time (`gl run "$@"`), the '
    + 'flag may be among them: **manual**; so is a command that YAML writes as a list with a word a line. In fences of Markdown pages fixes are **unsafe**, because the page may speak of the old version.',
  ],
  examples: [
    {
      language: 'bash',
      before: 'gl run workflow.yaml --input data.json\ngl agent register pack.yaml\n',
      after: 'gl run workflow.yaml --input data.json --backend local\ngl agents register pack.yaml\n',
    },
    { language: 'dockerfile', before: 'CMD ["gl", "run", "workflow.yaml"]\n', after: 'CMD ["gl", "run", "workflow.yaml", "--backend", "local"]\n' },
  ],
  ...deprecatedForms,
};
