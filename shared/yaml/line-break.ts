import { LINE_SEPARATOR, PARAGRAPH_SEPARATOR } from './characters.ts';

/** What a line break at `index` is in a value: `\n`, except for the two Unicode separators, which stay themselves. */
export function breakText(source: string, index: number): string {
  const code = source.charCodeAt(index);
  return code === LINE_SEPARATOR ? '\u2028' : code === PARAGRAPH_SEPARATOR ? '\u2029' : '\n';
}
