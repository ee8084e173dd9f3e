/**
 * Markdown that shows nothing but text and links, made of one that somebody wrote into a workspace: a picture, or HTML with one, would ask another server
 * for it as soon as the text is shown. Placeholders such as `<name>` stay as they are.
 */
export function safeMarkdown(markdown: string): string {
  return markdown.replaceAll('![', '!\\[').replace(/<(?![\w -]{1,40}>)(?=[a-z!/?])/gi, '\\<');
}
