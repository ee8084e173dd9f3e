/** Texts that the property tests mutate: between them they hold every construct of the languages. */
export const yamlSamples: readonly string[] = [
  'name: x\nversion: 1\nlist:\n  - a\n  - b: 1\n    c: [1, 2, {d: e}]\n# end\n',
  'a: &a {x: 1}\nb:\n  <<: *a\n  y: "q\\n" # c\nc: |\n  text\n   more\n\nd: >-\n  fold\n  ed\n',
  '%YAML 1.2\n---\n? complex\n: value\n...\n---\n- - 1\n  - 2\n- !tag {k: v,}\n- \'it\'\'s\'\n',
  'services:\n    web:\n        image: "x:${TAG:-1}"\n        environment:\n        - A=1\n        - B=2\n\n        # comment\n        ports: ["80:80"]\n',
  '{"json": [true, null, -1.5e3], "é😀": "\\ud83d\\ude00"}\n',
];

export const dotenvSamples: readonly string[] = [
  'A=1\nexport B = two words # note\nC=\'single\'\nD="dou\\nble"\nE=`back`\n# F=commented\nG=\n',
  'LONG="line one\nline two"\nURL=https://x/y?z=1#frag\nREF=${A:-$B}/$C\n#export OLD_NAME="v" # why\n',
  '\ufeffX=1\r\nY=2\r\rZ=😀\n',
];
