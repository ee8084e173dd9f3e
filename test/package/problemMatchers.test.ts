import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Pattern {
  readonly regexp: string;
  readonly kind?: 'file';
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly code?: number;
  readonly message?: number;
}

interface Matcher {
  readonly name: string;
  readonly owner: string;
  readonly pattern: readonly Pattern[];
}

const { contributes: { problemMatchers } } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')) as {
  readonly contributes: { readonly problemMatchers: readonly Matcher[] };
};

/** What VS Code makes of a program's output: the patterns of a matcher must fit lines that follow each other. `file:line: message`. */
function problems(output: string, matchers = problemMatchers): readonly string[] {
  const lines = output.split('\n');
  return matchers.flatMap(({ name, pattern }) => lines.flatMap((_, start) => {
    const found: Partial<Record<'file' | 'line' | 'column' | 'code' | 'message', string>> = {};
    for (const [index, { regexp, file, line, column, code, message }] of pattern.entries()) {
      const match = new RegExp(regexp).exec(lines[start + index] ?? '');
      if (!match || start + index >= lines.length) return [];
      for (const [property, group] of Object.entries({ file, line, column, code, message })) {
        if (group !== undefined && match[group] !== undefined) found[property as keyof typeof found] = match[group];
      }
    }
    return [`$${name} ${[found.file, found.line, found.column].filter((part) => part !== undefined).join(':')} ${[found.code, found.message].filter((part) => part !== undefined).join(' ')}`];
  }));
}

const traceback = (...lines: readonly string[]): string => ['loading', 'Traceback (most recent call last):', ...lines, 'done'].join('\n');
const called = '  File "/home/me/app/.venv/lib/python3.11/site-packages/greenlang/core/pending.py", line 28, in __getattr__';

describe('problem matchers', () => {
  it('are such that VS Code takes them, and do not put out what the server says of a file', () => {
    expect(new Set(problemMatchers.map(({ name }) => name)).size).toBe(problemMatchers.length);
    for (const { name, owner, pattern } of problemMatchers) {
      expect(name).toMatch(/^upguide-/);
      expect(owner, 'the diagnostics of the server are kept under "upguide"').toBe('upguide-tasks');
      const has = (property: keyof Pattern): boolean => pattern.some((each) => each[property] !== undefined);
      expect([has('file'), has('message'), has('line') || pattern[0]?.kind === 'file'], name).toEqual([true, true, true]);
      expect(pattern.slice(1).some(({ kind }) => kind !== undefined), name).toBe(false);
    }
  });

  it('for Python know the same errors', () => {
    const errors = problemMatchers.filter(({ name }) => /^upguide-py/.test(name)).map(({ pattern }) => pattern.at(-1)?.regexp.replace('^E\\s+', '^'));
    expect(errors).toHaveLength(5);
    expect(new Set(errors).size).toBe(1);
  });
});

describe('the errors of GreenLang\'s guide', () => {
  it.each([
    ['4', 'RuntimeError: This agent requires async execution but was called synchronously'],
    ['5', 'KeyError: \'database.url\''],
    ['6', 'ValueError: GL_ENCRYPTION_KEY environment variable not set'],
    ['7', 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached'],
    ['7, as SQLAlchemy 2 has it', 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00 (Background on this error at: https://sqlalche.me/e/20/3o7r)'],
    ['8', 'ImportError: cannot import name \'ExecutionContext\' from \'greenlang.core\''],
    ['8, as Python 3.11 has it', 'ImportError: cannot import name \'ExecutionContext\' from \'greenlang.core\' (/home/me/app/.venv/lib/python3.11/site-packages/greenlang/core/__init__.py)'],
  ])('issue %s: where own code is last, and where it has called the package', (_issue, error) => {
    const own = ['  File "/home/me/app/agent.py", line 5, in main', '    result = agent.run(data)'];
    const marks = '             ^^^^^^^^^^~~~~~~';
    const raised = [called, '    raise Complaint(text)'];
    const at = `/home/me/app/agent.py:5 ${error}`;
    expect(problems(traceback(...own, error))).toEqual([`$upguide-python ${at}`]);
    expect(problems(traceback(...own, marks, error))).toEqual([`$upguide-python-marked ${at}`]);
    expect(problems(traceback(...own, ...raised, error))).toEqual([`$upguide-python-called ${at}`]);
    expect(problems(traceback(...own, marks, ...raised, error))).toEqual([`$upguide-python-called-marked ${at}`]);
    expect(problems(['agent.py:5: in main', '    result = agent.run(data)', `E   ${error}`].join('\n'))).toEqual([`$upguide-pytest agent.py:5 ${error}`]);
    expect(problems(error), 'without a file nothing can be shown').toEqual([]);
  });

  it('paths of Windows are understood', () => {
    expect(problems(traceback('  File "C:\\app\\load.py", line 3, in <module>', '    from greenlang.core import ExecutionContext', 'ImportError: cannot import name \'ExecutionContext\' from \'greenlang.core\'')))
      .toEqual(['$upguide-python C:\\app\\load.py:3 ImportError: cannot import name \'ExecutionContext\' from \'greenlang.core\'']);
  });

  it('issue 2: the pack, in the workspace or in the home folder', () => {
    const error = 'Error: Invalid AgentSpec v2: Missing required field \'metadata\'';
    const message = 'Invalid AgentSpec v2: Missing required field \'metadata\'';
    expect(problems(`${error}\nFile: packs/custom-agent/pack.yaml`)).toEqual([`$upguide-agentspec packs/custom-agent/pack.yaml ${message}`]);
    expect(problems(`${error}\nFile: ~/.greenlang/packs/custom-agent/pack.yaml`)).toEqual([`$upguide-agentspec-home .greenlang/packs/custom-agent/pack.yaml ${message}`]);
  });

  it('issue 5: the configuration that is named below', () => {
    expect(problems('KeyError: \'database.url\'\nConfig file: greenlang.yaml')).toEqual(['$upguide-config greenlang.yaml KeyError: \'database.url\'']);
  });
});

describe('the errors of AI Workflow Engine\'s guide', () => {
  it.each([
    ['1', 'Environment variable JWT_SECRET is required'],
    ['2', 'Connection refused to PostgreSQL'],
  ])('issue %s: where the program panics', (_issue, error) => {
    const at = '$upguide-rust-panic src/config.rs:41:10';
    expect(problems(`thread 'main' panicked at src/config.rs:41:10:\n${error}: NotPresent\nnote: run with \`RUST_BACKTRACE=1\``)).toEqual([`${at} ${error}: NotPresent`]);
    expect(problems(`thread 'tokio-runtime-worker' (1249) panicked at src/config.rs:41:10:\n${error}`)).toEqual([`${at} ${error}`]);
    expect(problems(`Error: ${error}\nSolution: see the guide`), 'without a file nothing can be shown').toEqual([]);
  });
});

describe('Kagzi', () => {
  // The four entries of its guide are about how a program behaves: none of them has an error line. What a half-made upgrade says is rustc's.
  it.each([
    'error[E0432]: unresolved imports `kagzi::RetryPolicy`, `kagzi::StepBuilder`',
    'error[E0425]: cannot find type `RetryPolicy` in crate `kagzi`',
    'error[E0599]: no method named `parallel` found for struct `WorkflowContext` in the current scope',
    'error[E0599]: no method named `create_worker_builder` found for struct `Kagzi` in the current scope',
    'error[E0599]: no method named `race` found for reference `&kagzi::WorkflowContext` in the current scope',
  ])('%s', (line) => {
    const [, code = '', message = ''] = /^error\[(\w+)\]: (.*)$/.exec(line) ?? [];
    expect(problems(`${line}\n --> orders/src/main.rs:9:20\n  |\n9 | use kagzi;`)).toEqual([`$upguide-rust orders/src/main.rs:9:20 ${code} ${message}`]);
  });
});

it.each([
  ['other tracebacks', traceback('  File "/home/me/app/agent.py", line 5, in main', '    value = settings["database.port"]', 'KeyError: \'database.port\'')],
  ['other packages', traceback('  File "/home/me/app/agent.py", line 1, in <module>', '    from requests import nothing', 'ImportError: cannot import name \'nothing\' from \'requests\' (/usr/lib/python3/dist-packages/requests/__init__.py)')],
  ['errors inside of a package alone', traceback(called, '    raise KeyError("database.url")', 'KeyError: \'database.url\'')],
  ['errors inside of Python itself', traceback('  File "/usr/lib/python3.11/asyncio/runners.py", line 190, in run', '    return runner.run(main)', 'RuntimeError: This agent requires async execution but was called synchronously')],
  ['errors that are handled and logged', '2026-11-21 12:00:01 WARNING RuntimeError: This agent requires async execution but was called synchronously\nretrying in 5 s'],
  ['variables of others', traceback('  File "/home/me/app/agent.py", line 5, in main', '    check()', 'ValueError: APP_KEY environment variable not set')],
  ['a passing test run', '============ test session starts ============\ncollected 2 items\n\ntests/test_agent.py ..    [100%]\n\n============ 2 passed in 0.12s ============'],
  ['files that are listed', 'File: packs/custom-agent/pack.yaml\nConfig file: greenlang.yaml\nError: file not found\nFile: notes.txt'],
  ['other errors of rustc', 'error[E0425]: cannot find value `total` in this scope\n --> src/main.rs:4:5\nerror[E0599]: no method named `parallel` found for struct `Executor` in the current scope\n --> src/main.rs:9:5\nwarning: unused import: `kagzi::Kagzi`\n --> src/main.rs:1:5\nerror: aborting due to 2 previous errors'],
  ['other panics', 'thread \'main\' panicked at src/main.rs:3:10:\nEnvironment variable HOME is required\nthread \'main\' panicked at src/main.rs:7:10:\nindex out of bounds'],
  ['a build', '   Compiling kagzi v2.0.0\n   Compiling orders v0.1.0 (/home/me/orders)\n    Finished dev profile in 2.11s'],
])('%s are nobody\'s concern', (_what, output) => {
  expect(problems(output)).toEqual([]);
});
