/** Ways in which the same pipeline is written by different hands. */
export type Formatting = 'as-is' | 'four-spaces' | 'crlf' | 'bom' | 'no-final-newline' | 'bom-crlf';

/** Every formatting that changes only how lines are written, so that a text before and a text after can be turned alike. */
export const FORMATTINGS: readonly Formatting[] = ['as-is', 'four-spaces', 'crlf', 'bom', 'no-final-newline', 'bom-crlf'];

/** The same text, written that way. The text is written with two spaces and `\n`. */
export function inFormatting(text: string, formatting: Formatting): string {
  switch (formatting) {
    case 'as-is':
      return text;
    case 'four-spaces':
      return text.replace(/^ +/gm, (pad) => pad + pad);
    case 'crlf':
      return text.replace(/\n/g, '\r\n');
    case 'bom':
      return `\uFEFF${text}`;
    case 'bom-crlf':
      return `\uFEFF${text.replace(/\n/g, '\r\n')}`;
    case 'no-final-newline':
      return text.replace(/\n$/, '');
  }
}
