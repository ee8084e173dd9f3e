/** The colours of a page by what they are for. Texts have a contrast of 4.5 and more on both grounds, parts of pictures 3. */
export interface Palette {
  readonly ground: string;
  readonly raised: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly link: string;
  readonly done: string;
  readonly safe: string;
  readonly unsafe: string;
  readonly manual: string;
  /** Drawn over `unsafe` and `manual`, so that they differ by more than their colour. */
  readonly texture: string;
}

export const lightPalette: Palette = {
  ground: '#ffffff', raised: '#f5f6f8', text: '#1b1f24', muted: '#57606b', line: '#d8dce2', link: '#0a55bf',
  done: '#2c7a4b', safe: '#3a72d8', unsafe: '#b06a00', manual: '#7a6a94', texture: '#ffffff80',
};

export const darkPalette: Palette = {
  ground: '#16181c', raised: '#1f2227', text: '#e7e9ec', muted: '#a2aab5', line: '#353a42', link: '#7db4ff',
  done: '#4cae74', safe: '#5f97f0', unsafe: '#d99a35', manual: '#a494c2', texture: '#00000066',
};

/** The editor's own colours, where it tells them. */
const themeVariables: Partial<Readonly<Record<keyof Palette, string>>> = {
  ground: '--vscode-editor-background',
  raised: '--vscode-textCodeBlock-background',
  text: '--vscode-foreground',
  muted: '--vscode-descriptionForeground',
  line: '--vscode-widget-border',
  link: '--vscode-textLink-foreground',
  done: '--vscode-charts-green',
  safe: '--vscode-charts-blue',
  unsafe: '--vscode-charts-yellow',
  manual: '--vscode-charts-purple',
};

/** Declarations of one custom property a colour; those of the editor first when `themed`. */
export function paletteVariables(palette: Palette, themed: boolean): string {
  return (Object.keys(palette) as (keyof Palette)[]).map((name) => {
    const theme = themed ? themeVariables[name] : undefined;
    return `--${name}:${theme === undefined ? palette[name] : `var(${theme},${palette[name]})`};`;
  }).join('');
}
