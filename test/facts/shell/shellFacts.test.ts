import { describe, expect, it } from 'vitest';
import { npmScriptFacts } from '../../../server/src/facts/shell/npmScriptFacts.ts';
import { shellFacts, type ShellHost } from '../../../server/src/facts/shell/shellFacts.ts';
import { EmbeddedText } from '../../../server/src/text/embeddedText.ts';
import { only, shown } from './support.ts';

function facts(text: string, host?: ShellHost): readonly string[] {
  return shown(text, shellFacts(EmbeddedText.slice(text), host));
}

describe('commands', () => {
  it('stand without assignments, wrappers and redirections', () => {
    expect(facts('sudo -u root env A=b timeout 5 gl run wf.yaml > out 2>&1 | tee x\n')).toEqual(['set A', 'run [line] gl run wf.yaml', 'run [line] tee x']);
    expect(facts('docker compose -f a.yml run --rm api gl run x\n')).toEqual(['run [line] gl run x']);
    expect(facts('docker run --rm -it -p80:80 -v a:b img:1 gl run x\nkubectl exec -it pod -- gl agent list\npoetry run gl run x\n'))
      .toEqual(['run [opaque] docker run --rm -it -p80:80 -v a:b img:1', 'run [line] gl run x', 'run [line] gl agent list', 'run [line] gl run x']);
    expect(facts('find . -exec gl run {} \\;\nls | xargs -n 1 gl run\n')).toEqual(['run [line] gl run {}', 'run [line] ls', 'run [line] gl run']);
  });

  it('count inside compound commands and substitutions', () => {
    expect(facts('if [[ -f x ]]; then gl run x; fi\ncase $1 in a|b) gl run y;; *) gl run z ;; esac\nf() { gl run q; }\nr=$(gl run s)\n').filter((fact) => fact.includes('gl')))
      .toEqual(['run [line] gl run x', 'run [line] gl run y', 'run [line] gl run z', 'run [line] gl run q', 'run [line] gl run s']);
  });

  it('count inside scripts that are words', () => {
    expect(facts('bash -lc "gl run \\"a b\\" --x"\n')).toContain('run [line] gl run a b --x');
    expect(facts('alias z=\'gl run q\'\n')).toContain('run [line] gl run q');
    expect(facts('concurrently -n a "gl run x" "npm run y"\n')).toContain('run [line] gl run x');
  });

  it('are not what is printed, searched, commented or kept', () => {
    const text = 'echo "gl run x"\nprintf \'gl run\'\n# gl run x\ncat <<EOF\ngl run x\nEOF\nx="gl run x"\ngrep "gl run" f\n';
    expect(facts(text).filter((fact) => /^run \[\w+\] gl/.test(fact))).toEqual([]);
  });

  it('are opaque when nothing can be added with certainty', () => {
    expect(facts('gl run "$@"\n')).toEqual(['run [opaque] gl run ‹$@›']);
    expect(facts('gl run x \\ \n  --y z\n')[0]).toBe('run [opaque] gl run x');
    expect(facts('gl run x $OPTS\n')[0]).toBe('run [opaque] gl run x ‹$OPTS›');
    expect(facts('for f in *; do gl run $f; done\n')).toContain('run [line] gl run ‹$f›');
  });
});

describe('removals', () => {
  /** The text after taking out the first assignment of a name. */
  const without = (text: string, name: string): string | undefined => {
    const fact = only(shellFacts(EmbeddedText.slice(text)), 'environment').find((one) => one.name === name && one.access === 'set');
    return fact?.removal && text.slice(0, fact.removal.start) + text.slice(fact.removal.end);
  };

  it.each([
    ['a line', 'x\n  export A=b\ny\n', 'x\ny\n'],
    ['a line with CRLF', 'A=b\r\ny\r\n', 'y\r\n'],
    ['the last line', 'x\r\nA=b', 'x'],
    ['one of several', 'export A=b C=d\n', 'export C=d\n'],
    ['the last of several', 'export C=d A=b\n', 'export C=d\n'],
    ['before a command', 'A=b gl run\n', 'gl run\n'],
    ['an option', 'docker run \\\n  -e A=b \\\n  -e C=d img\n', 'docker run \\\n  -e C=d img\n'],
  ])('%s', (_title, text, expected) => {
    expect(without(text, 'A')).toBe(expected);
  });

  it.each(['A=b # why\n', 'A=b; x\n', '[ -z "$B" ] && A=b\n', 'A=b'])('not of %s', (text) => {
    expect(without(text, 'A')).toBeUndefined();
  });
});

describe('groups', () => {
  it('hold what is set one after the other', () => {
    const groups = only(shellFacts(EmbeddedText.slice('A=1\nB=2\nif x; then C=3; else D=4; fi\nE=5 y\n')), 'environment').map(({ group }) => group);
    expect(groups[0]).toBe(groups[1]);
    expect(new Set(groups).size).toBe(4);
  });
});

describe('variables', () => {
  it('are set, read, passed and suggested', () => {
    expect(facts('A=b cmd\nexport B="$A" C\n# export D=e\n')).toEqual(['set A', 'run [line] cmd', 'run [line] export', 'set B = A', 'read A', 'read C', 'suggested D']);
    expect(facts('docker run -e A=b --env=C=d -e E img\n')).toContain('read E');
    expect(facts('docker build --build-arg A=b . --build-arg C=$D\n')).toEqual(['run [line] docker build --build-arg A=b . --build-arg ‹C=$D›', 'set A', 'set C = D', 'read D']);
  });

  it('say what is tried before them', () => {
    expect(facts('X="${NEW:-${MID:-$OLD}}"\n')).toEqual(['set X', 'read NEW default', 'read MID default behind NEW', 'read OLD behind NEW,MID']);
  });

  it('are read from text for an env file', () => {
    expect(facts('cat > .env <<EOF\nA=$B\n# E=f\nEOF\necho "X=1" >> "$GITHUB_ENV"\n').filter((fact) => !fact.startsWith('run')))
      .toEqual(['set A = B', 'read B', 'suggested E', 'set X', 'read GITHUB_ENV']);
  });
});

it('an unclosed quote hides what is behind it', () => {
  expect(facts('gl run a\nx="unclosed\ngl run z\n')).toEqual(['run [line] gl run a']);
});

it('endpoints of HTTP commands', () => {
  expect(facts('curl -X POST "http://localhost:8000/api/v1/agents/register" -H "X-API-Key: $KEY" -d \'{"name": "x"}\'\n'))
    .toContain('call localhost:8000 /api/v1/agents/register POST X-API-Key:expression body:wrappable');
  const json = '{"scripts": {"a": "curl http://h:1/api/x -d \'{\\"a\\": 1}\'"}}';
  expect(shown(json, npmScriptFacts(json))).toContain('call h:1 /api/x POST body:opaque');
  expect(facts('curl http://h:1/api/x -d \'{"a": "\'"$B"\'"}\'\n')).toContain('call h:1 /api/x POST body:wrappable');
  expect(facts('curl -G http://h:1/api/x -d a=b\ncurl -I h:1/api/y\ncurl "${ARGS[@]}" http://h/api/z\n').filter((fact) => fact.startsWith('call'))).toEqual([
    'call h:1 /api/x GET body:opaque', 'call h:1 /api/y HEAD', 'call h /api/z ?',
  ]);
  expect(facts('wget --post-data=\'{"a": 1}\' --header="X-API-Key: k" http://h/api/x\nhttp POST h:1/api/y X-API-Key:k a=b\n').filter((fact) => fact.startsWith('call'))).toEqual([
    'call h /api/x POST X-API-Key:literal body:wrappable', 'call h:1 /api/y POST X-API-Key:literal body:opaque',
  ]);
  expect(facts('curl -s $BASE/api/v1/x -d @x.json\n')).toContain('call - /api/v1/x POST body:opaque');
});
