/**
 * Literals of which a text that runs one of these commands must hold one: `gl run`, `"gl",` of a list, `gl --option run`. The
 * programs' names alone would let nearly every file through (`gl` is part of `global`).
 */
export function commandLiterals(programs: readonly string[], commands: readonly string[]): readonly string[] {
  return [...new Set(programs.flatMap((program) => [
    ...commands.map((command) => `${program} ${command}`),
    ...['"', '\''].flatMap((quote) => [`${program}${quote},`, `${program}${quote} ,`, `${program}${quote} ${quote}`]),
    // Lists of YAML, a word a line or with the arguments elsewhere (`command` and `args` of a container).
    ...['\n', '\r'].flatMap((end) => [`- ${program}${end}`, `"${program}"${end}`, `'${program}'${end}`]), `"${program}"]`, `'${program}']`, `[${program}]`, `[${program},`,
    `${program}  `, `${program}\t`, `${program} -`, `${program}.exe`, `${program} \\`, `${program} ^`, `${program} \``,
  ]))];
}
