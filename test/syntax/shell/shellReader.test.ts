import { describe, expect, it } from 'vitest';
import { mask } from '../../../server/src/syntax/shell/mask.ts';
import { readShell } from '../../../server/src/syntax/shell/shellReader.ts';

/** Commands as their words; unknown words as they stand. */
function commands(text: string): readonly string[] {
  return readShell(text).commands.map(({ words, assignments }) => [
    ...assignments.map(({ range }) => text.slice(range.start, range.end)),
    ...words.map((word) => word.text ?? `‹${text.slice(word.range.start, word.range.end)}›`),
  ].join(' | '));
}

describe('words', () => {
  it.each([
    ['a b\tc', ['a | b | c']],
    ['a \'b c\' "d $e" f\\ g', ['a | b c | ‹"d $e"› | f g']],
    ['a "b \\" \\$c" $\'d\\n\' $"e"', ['a | b " $c | ‹$\'d\\n\'› | e']],
    ['a \\\n  b\\\nc', ['a | bc']],
    ['a#b # c', ['a#b']],
    ['a ${b:-"c d"} `e f` $(g h) $((1 + i))', ['a | ‹${b:-"c d"}› | ‹`e f`› | ‹$(g h)› | ‹$((1 + i))›', 'e | f', 'g | h']],
    ['diff <(a b) >(c)', ['diff | ‹<(a b)› | ‹>(c)›', 'a | b', 'c']],
    ['a 2>&1 > b <<< c d', ['a | d']],
    ['a &> b; c >| d', ['a', 'c']],
    ['ls !(a|b) c', ['ls | !(a|b) | c']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('commands', () => {
  it.each([
    ['a; b & c | d && e || f', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['if a; then b; elif c; then d; else e; fi > f', ['a', 'b', 'c', 'd', 'e', '']],
    ['while read -r x; do a; done < b\nuntil c; do d; done', ['read | -r | x', 'a', '', 'c', 'd']],
    ['for x in 1 2; do a $x; done; for ((i=0; i<3; i++)); do b; done', ['a | ‹$x›', 'b']],
    ['case $a in (b|c) d ;; *) e ;; esac; f', ['d', 'e', 'f']],
    ['case "$a" in\n  b) case $c in d) e;; esac ;;\nesac', ['e']],
    ['f() { a; }\nfunction g { b; }\nfunction h() (c)', ['a', 'b', 'c']],
    ['[[ $a =~ ^(b|c)$ && -n d ]] && e', ['[[ | ‹$a› | =~ | ^ | b | c | $ | -n | d | ]]', 'e']],
    ['((a + b)) && c', ['c']],
    ['A=1 B="2 3" c D=4', ['A=1 | B="2 3" | c | D=4']],
    ['A=(b "c d"\n  e) f\nA+=g', ['A=(b "c d"\n  e) | f', 'A+=g']],
    ['export A=b C; local d="$e"', ['A=b | C | export', 'd="$e" | local']],
    ['! a; { b; }; (c; d)', ['a', 'b', 'c', 'd']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  it('of one pipeline know it', () => {
    const { commands: found } = readShell('a | b\nc |\n d');
    expect(found.map(({ pipeline }) => pipeline)).toEqual([0, 0, 6, 6]);
  });

  it('know their block: branches differ, and so does what runs under a condition', () => {
    const blocks = readShell('a; b\nif c; then d; e; else f; fi\ng && h').commands.map(({ block }) => block);
    expect(blocks[0]).toBe(blocks[1]);
    expect(blocks[3]).toBe(blocks[4]);
    expect(new Set([blocks[0], blocks[3], blocks[5], blocks[8]]).size).toBe(4);
  });
});

describe('heredocs', () => {
  it('are data; their expansions count unless the delimiter is quoted', () => {
    const script = readShell('cat <<A <<-\'B\'\n$x $(y)\nA\n\t$z\n\tB\nend');
    expect(script.reads.map(({ name }) => name)).toEqual(['x']);
    expect(script.commands.map(({ words }) => words[0]?.text)).toEqual(['cat', 'y', 'end']);
    expect(script.commands[0]?.redirections.map(({ heredoc }) => heredoc?.quoted)).toEqual([false, true]);
  });

  it('without their end hide what follows', () => {
    expect(commands('a\ncat <<EOF\nb')).toEqual(['a']);
  });
});

describe('what is never closed hides what follows', () => {
  it.each(['"b\nc', '\'b\nc', '$(b\nc', '`b\nc', '${b\nc', '$((b\nc', '<(b\nc'])('a; x %s', (text) => {
    expect(commands(`a; x ${text}`)).toEqual(['a']);
  });

  it('and what stands behind the first text over several lines is not trusted either', () => {
    expect(commands('a\necho don\'t\ngl run\necho \'x\'\nb "\n')).toEqual(['a']);
  });

  it('depth has a limit', () => {
    expect(commands(`a; ${'$('.repeat(5000)}`)).toEqual(['a']);
  });
});

describe('masks keep every index', () => {
  it.each([
    ['make', 'a $(B) ${C} $@ $$d'],
    ['github', 'a ${{ b }} c'],
    ['gitlab', 'a $[[ b ]] c'],
    ['template', 'a {{ b }} {% c %}'],
  ] as const)('%s', (preprocessor, text) => {
    const masked = mask(text, preprocessor);
    expect(masked).toHaveLength(text.length);
    expect(masked).not.toMatch(/[{([]/);
  });
});
