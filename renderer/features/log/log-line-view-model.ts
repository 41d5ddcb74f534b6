import { type AnsiStyle, readAnsi } from '#shared/runs/ansi-text.ts';
import { type LinkTargets, type LogLink, linksIn } from './log-links-view-model.ts';

/** A piece of a line that is drawn in one way. */
export interface LinePiece {
  readonly text: string;
  readonly style: AnsiStyle;
  readonly link: LogLink | undefined;
  /** It is what was searched for. */
  readonly isFound: boolean;
}

/** A line as it is drawn, and what it leaves behind for the next. */
export interface DrawnLine {
  readonly pieces: readonly LinePiece[];
  readonly text: string;
  readonly state: AnsiStyle;
}

/** Takes a line apart at its colours, its links and at what was searched for. */
export function drawLine(raw: string, before: AnsiStyle, targets: LinkTargets | undefined, query: string): DrawnLine {
  const { spans, state } = readAnsi(raw, before);
  const text = spans.length === 1 ? (spans[0]?.text ?? '') : spans.map((span) => span.text).join('');
  const links = targets ? linksIn(text, targets) : [];
  const hits = hitsIn(text, query);
  if (links.length === 0 && hits.length === 0) return { pieces: spans.map((span) => ({ ...span, link: undefined, isFound: false })), text, state };
  const cuts = new Set<number>();
  for (const { start, end } of [...links, ...hits]) cuts.add(start).add(end);
  const pieces: LinePiece[] = [];
  let at = 0;
  for (const { text: whole, style } of spans) {
    const end = at + whole.length;
    const inner = [...cuts].filter((cut) => cut > at && cut < end).sort((a, b) => a - b);
    for (const cut of [...inner, end]) {
      const link = links.find((each) => each.start <= at && at < each.end);
      const isFound = hits.some((each) => each.start <= at && at < each.end);
      pieces.push({ text: text.slice(at, cut), style, link, isFound });
      at = cut;
    }
  }
  return { pieces, text, state };
}

/** Where the words stand in a line, capital or not. */
function hitsIn(text: string, query: string): readonly { readonly start: number; readonly end: number }[] {
  if (query === '') return [];
  const found: { start: number; end: number }[] = [];
  const shown = text.toLowerCase();
  const wanted = query.toLowerCase();
  // A letter that changes its length (İ) would move what follows: such a line is shown without marks.
  if (shown.length !== text.length) return [];
  for (let at = shown.indexOf(wanted); at !== -1; at = shown.indexOf(wanted, at + wanted.length)) found.push({ start: at, end: at + wanted.length });
  return found;
}

const LAST_OF_TRACEBACK = /^\s*(?:[A-Za-z_][\w.]*\.)?[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Warning|NotFound|Failure|Timeout)\b(?::|$)/;
const SAYS_ERROR = /\b(error|fatal|critical|exception|not found|no such file|killed|panic|segmentation fault)\b/i;

/** The line that says why a job failed: the end of its last traceback, else the last that speaks of an error, else the last that says anything. */
export function errorLineOf(lines: readonly string[]): number | undefined {
  let from = -1;
  for (let at = lines.length - 1; at >= 0 && from === -1; at--) if (/^\s*Traceback \(most recent call last\)/.test(lines[at] ?? '')) from = at;
  if (from !== -1) {
    for (let at = from + 1; at < lines.length; at++) if (LAST_OF_TRACEBACK.test(lines[at] ?? '')) return at;
    // An exception with a name of its own: the first line behind the frames that is not indented.
    for (let at = from + 1; at < lines.length; at++) if (/^\S/.test(lines[at] ?? '')) return at;
  }
  const last = (is: (line: string) => boolean) => {
    for (let at = lines.length - 1; at >= 0; at--) if (is(lines[at] ?? '')) return at;
    return undefined;
  };
  return last((line) => SAYS_ERROR.test(line)) ?? last((line) => line.trim() !== '');
}
