import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../server/src/syntax/parse.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { parsedCode } from '../support/codeParsers.ts';
import { testService } from '../support/testService.ts';
import { guideV2, rustExamples, troubles, type RustExample } from './kagziExamples.ts';

const manifest = '[dependencies]\nkagzi = "2"\n';

/** The guide's pairs: what the fixes make of "before" has the same tokens as "after", but for the allowances beside each pair. */
describe('the guide of Kagzi V1 to V2', () => {
  it.each(rustExamples)('$section', async (example) => {
    const guide = example.allowances.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replaceAll(from, to);
    }, example.after);
    const text = await upgraded(framed(example.before, []), example.choice);
    expect(await tokens(text), text).toEqual(await tokens(framed(guide, example.imports)));
  });

  it('Phase 1: Update Dependencies', async () => {
    const { service, workspace } = await testService({ 'Cargo.toml': '[dependencies]\nkagzi = "1"\n' });
    const plan = await service.plan({ applicability: 'safe' });
    expect(plan.files.map(({ uri, after }) => [workspace.path(uri), after])).toEqual([['Cargo.toml', manifest]]);
  });

  it('6. Adding Health Monitoring: the page has the guide\'s code', async () => {
    const { service, workspace } = await testService({ 'Cargo.toml': manifest, 'main.rs': framed('let worker = kagzi.create_worker();\nworker.start().await?;', []) });
    expect(service.diagnose(workspace.uri('main.rs'))?.diagnostics.map(({ change, severity }) => `${change ?? ''} ${severity}`)).toEqual(['KZ-WORKER hint', 'KZ-HEALTH hint']);
    expect(service.explain('KZ-HEALTH')?.markdown).toContain('health_checker.comprehensive_check().await');
  });

  it.each(troubles)('Troubleshooting, %s: found before it happens', async (_issue, imports, statements, rule) => {
    const { service, workspace } = await testService({ 'Cargo.toml': manifest, 'main.rs': framed(statements, imports) });
    const found = service.diagnose(workspace.uri('main.rs'))?.diagnostics.map((one) => `${one.rule} ${one.severity} ${one.applicability}`);
    expect(found).toEqual([`kagzi/${rule} hint manual`]);
  });

  it('says nothing about the guide\'s own code for V2', async () => {
    const { service, workspace } = await testService({ 'Cargo.toml': manifest, 'main.rs': framed(guideV2, ['StepBuilder', 'RetryPolicy', 'RetryPredicate', 'ParallelExecutor', 'ParallelErrorStrategy', 'HealthChecker', 'HealthCheckConfig']) });
    expect(service.diagnose(workspace.uri('main.rs'))?.diagnostics).toEqual([]);
  });
});

function framed(statements: string, imports: RustExample['imports']): string {
  const names = ['Kagzi', 'WorkflowContext', ...imports].join(', ');
  return `use kagzi::{${names}};\nuse std::time::Duration;\n\nasync fn example(ctx: WorkflowContext, kagzi: Kagzi) -> anyhow::Result<()> {\n    ${statements.replaceAll('\n', '\n    ')}\n    Ok(())\n}\n`;
}

/** The text after a choice, or after all fixes. */
async function upgraded(before: string, choice: string | undefined): Promise<string> {
  const { service, workspace } = await testService({ 'Cargo.toml': manifest, 'main.rs': before });
  const uri = workspace.uri('main.rs');
  if (choice === undefined) return (await service.plan({ applicability: 'unsafe' })).files.find((file) => file.uri === uri)?.after ?? before;
  const action = service.codeActions(uri, { start: 0, end: before.length }).find(({ title }) => title.startsWith(choice));
  expect(action?.title, 'the choice is offered').toBeDefined();
  return applyEdits(before, action?.edits().find((file) => file.uri === uri)?.edits ?? []);
}

/** The leaves of the tree without comments and without commas before a closing bracket. */
async function tokens(text: string): Promise<readonly string[]> {
  const file = await parsedCode(text, 'file:///w/main.rs');
  expect(problemsOf(file), text).toEqual([]);
  const leaves = [...(file.tree?.root.descendants() ?? [])].filter(({ type, children }) => children.length === 0 && !type.endsWith('comment')).map((node) => node.text);
  return leaves.filter((leaf, i) => leaf !== ',' || !/^[)\]}]$/.test(leaves[i + 1] ?? ''));
}
