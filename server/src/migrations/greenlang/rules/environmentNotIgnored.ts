import type { Rule } from '../../../analysis/migration.ts';
import { fileRange, systemEnvironmentFile } from '../../../analysis/changes/environmentFile.ts';
import { isPlaceholder } from '../../../analysis/secrets.ts';
import { baseName } from '../../../text/uri.ts';
import { systemVariables } from '../names.ts';

/** Names whose values are secrets, whatever the system. */
const secretName = /(SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE|CREDENTIAL|ENCRYPTION_KEY|_KEY$|DB_URL|DATABASE_URL|DSN)/i;

/** A real `.env` file of GreenLang that git would commit, with secrets in it. */
export const environmentNotIgnored: Rule = {
  id: 'greenlang/environment-file-committed',
  change: 'BC-007',
  description: 'A real `.env` file with secrets is not ignored by git.',
  guideSection: 'BC-007: Environment Variables',
  languages: ['dotenv'],
  *check(context) {
    const target = systemEnvironmentFile(context, systemVariables);
    if (!target || target.role === 'template' || context.project.ignoredByGit(context.file.uri) !== false) return;
    const secret = target.file.dotenv.entries.find(({ name, value, interpolations }) =>
      secretName.test(name) && value !== '' && interpolations.length === 0 && !isPlaceholder(value));
    if (!secret) return;
    const name = baseName(context.file.uri);
    yield {
      range: fileRange(target),
      severity: 'warning',
      message: {
        what: `git does not ignore this file, and it holds secrets (${secret.name}).`,
        why: 'A secret that is committed once stays in the history, and has to be replaced.',
        todo: `Add ${name} to .gitignore; if the file is tracked already, also run "git rm --cached ${name}" and replace the secrets.`,
      },
      fixes: [],
    };
  },
};
