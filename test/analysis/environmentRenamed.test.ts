import { describe, expect, it } from 'vitest';
import { messageText } from '../../server/src/analysis/diagnostic.ts';
import { testService } from '../support/testService.ts';

describe('what a rename says', () => {
  it('names the reader that is not renamed with it, and leads to all other uses', async () => {
    const { service, workspace } = await testService({
      '.env.local': 'GREENLANG_ENV=prod\n',
      '.env': 'OTHER=1\n',
      'app/settings.py': 'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    greenlang_env: str = "dev"\n',
      'compose.yaml': 'services:\n  app: {image: "app:$GREENLANG_ENV"}\n',
    });
    const [diagnostic] = service.diagnose(workspace.uri('.env.local'))?.diagnostics ?? [];
    expect(messageText(diagnostic?.message ?? { what: '', why: '', todo: '' })).toContain('settings.py reads it by its old name');
    expect(diagnostic?.related.map(({ uri, message }) => `${workspace.path(uri)}: ${message}`)).toEqual([
      'app/settings.py: GREENLANG_ENV is read here by its old name too', 'compose.yaml: GREENLANG_ENV is read here by its old name too',
    ]);
  });

  it('says of a secret of a pipeline that it has to be created first, and shows no value', async () => {
    const { service, workspace } = await testService({
      '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    env: {GREENLANG_DB_URL: "${{ secrets.GREENLANG_DB_URL }}"}\n',
      'k8s.yaml': 'apiVersion: v1\nkind: Secret\nstringData: {GREENLANG_DB_URL: hunter2}\n',
    });
    const report = [...['.github/workflows/ci.yml', 'k8s.yaml'].flatMap((file) => service.diagnose(workspace.uri(file))?.diagnostics ?? [])];
    expect(report.map(({ severity, message }) => `${severity} ${message.todo}`)).toEqual([
      'warning Rename it here and wherever it is read.',
      'information Create it under the new name where it is kept, then change the name here.',
      'warning Rename it here and wherever it is read; .github/workflows/ci.yml reads it by its old name, and is not changed without being asked.',
    ]);
    expect(JSON.stringify(report.map(({ message, related }) => [message, related]))).not.toContain('hunter2');
  });
});
