/** The colours that a terminal knows by name; more are mapped to the nearest of them. */
export type AnsiColour = 'grey' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'white';

/** How a piece of a log's line is set. */
export interface AnsiStyle {
  readonly colour?: AnsiColour;
  readonly background?: AnsiColour;
  readonly isBold?: boolean;
  readonly isDim?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
}

/** A piece of a line with one style. */
export interface AnsiSpan {
  readonly text: string;
  readonly style: AnsiStyle;
}

export const PLAIN: AnsiStyle = {};

// CSI sequences, OSC strings (titles, links) and the short escapes. An unfinished one at the end of a line is dropped as well.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for.
const ESCAPE = /\x1b(?:\[([0-9:;<=>?]*)[ -/]*([@-~]?)|\][^\x07\x1b]*(?:\x07|\x1b\\|$)|[PX^_][^\x1b]*(?:\x1b\\|$)|[ -/]*[0-~]?)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const CONTROL = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g;

const NAMED: readonly AnsiColour[] = ['grey', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Takes a line apart into pieces of one style. `state` is what the line before left behind; what this one leaves behind comes back. */
export function readAnsi(line: string, state: AnsiStyle = PLAIN): { readonly spans: readonly AnsiSpan[]; readonly state: AnsiStyle } {
  if (!line.includes('\x1b')) return { spans: line === '' ? [] : [{ text: showControls(line), style: state }], state };
  const spans: AnsiSpan[] = [];
  let style = state;
  let from = 0;
  const push = (to: number) => {
    if (to > from) spans.push({ text: showControls(line.slice(from, to)), style });
  };
  for (const found of line.matchAll(ESCAPE)) {
    push(found.index);
    from = found.index + found[0].length;
    if (found[2] === 'm') style = afterCodes(style, found[1] ?? '');
  }
  push(line.length);
  return { spans, state: style };
}

/** The line without its escapes. */
export function stripAnsi(line: string): string {
  return line.includes('\x1b') ? line.replace(ESCAPE, '') : line;
}

/** What is left on the screen of lines that return to their start, as progress bars do: of each line the last that was written. */
export function lastWritten(text: string): string {
  return text.includes('\r') ? text.split('\n').map(lastOfLine).join('\n') : text;
}

function lastOfLine(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end--;
  return line.slice(line.lastIndexOf('\r', end - 1) + 1, end);
}

function showControls(text: string): string {
  return text.replace(CONTROL, (char) => String.fromCharCode(char === '\x7f' ? 0x2421 : 0x2400 + char.charCodeAt(0)));
}

function afterCodes(before: AnsiStyle, written: string): AnsiStyle {
  const codes = written.split(/[;:]/).map((each) => (each === '' ? 0 : Number(each)));
  let style = before;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, taken } = extended(codes.slice(at + 1));
      at += taken;
      style = code === 38 ? { ...style, colour } : { ...style, background: colour };
    } else style = afterCode(style, code);
  }
  return style;
}

function afterCode(style: AnsiStyle, code: number): AnsiStyle {
  if (code >= 30 && code <= 37) return { ...style, colour: NAMED[code - 30] ?? 'white' };
  if (code >= 90 && code <= 97) return { ...style, colour: NAMED[code - 90] ?? 'white' };
  if (code >= 40 && code <= 47) return { ...style, background: NAMED[code - 40] ?? 'grey' };
  if (code >= 100 && code <= 107) return { ...style, background: NAMED[code - 100] ?? 'grey' };
  switch (code) {
    case 0:
      return PLAIN;
    case 1:
      return { ...style, isBold: true };
    case 2:
      return { ...style, isDim: true };
    case 3:
      return { ...style, isItalic: true };
    case 4:
      return { ...style, isUnderlined: true };
    case 22:
      return without(style, 'isBold', 'isDim');
    case 23:
      return without(style, 'isItalic');
    case 24:
      return without(style, 'isUnderlined');
    case 39:
      return without(style, 'colour');
    case 49:
      return without(style, 'background');
    default:
      return style;
  }
}

function without(style: AnsiStyle, ...keys: readonly (keyof AnsiStyle)[]): AnsiStyle {
  const next: { -readonly [K in keyof AnsiStyle]: AnsiStyle[K] } = { ...style };
  for (const key of keys) delete next[key];
  return next;
}

/** The colour behind 38 or 48: `5;n` of 256, or `2;r;g;b`. */
function extended(codes: readonly number[]): { readonly colour: AnsiColour; readonly taken: number } {
  if (codes[0] === 5) return { colour: ofPalette(codes[1] ?? 7), taken: 2 };
  if (codes[0] === 2) return { colour: nearest(codes[1] ?? 0, codes[2] ?? 0, codes[3] ?? 0), taken: 4 };
  return { colour: 'white', taken: codes.length };
}

function ofPalette(index: number): AnsiColour {
  if (index < 16) return NAMED[index % 8] ?? 'white';
  if (index >= 232) return index < 244 ? 'grey' : 'white';
  const steps = index - 16;
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  return nearest(level(Math.floor(steps / 36)), level(Math.floor(steps / 6) % 6), level(steps % 6));
}

/** By hue: our palette has one tone of each. */
function nearest(red: number, green: number, blue: number): AnsiColour {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 40) return most < 140 ? 'grey' : 'white';
  const range = most - least;
  const turn = most === red ? ((green - blue) / range + 6) % 6 : most === green ? (blue - red) / range + 2 : (red - green) / range + 4;
  const hues: readonly AnsiColour[] = ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta'];
  return hues[Math.round(turn) % 6] ?? 'white';
}
