/** One call of a traceback; `line` is from 1. */
export interface Frame {
  readonly file: string;
  readonly line: number;
}

/** An exception as Python prints it. */
export interface PythonError {
  /** Without its module: `KeyError`, `_ArrayMemoryError`. */
  readonly type: string;
  readonly message: string;
  /** Outermost first; empty when it was printed without a traceback. */
  readonly frames: readonly Frame[];
  /** The line that says it, as it stands in the log. */
  readonly raw: string;
}

const FRAME = /^\s*File "([^"]+)", line (\d+)/;
/** Behind the calls the exception is the first line that is not indented. */
const ERROR = /^([A-Za-z_][\w.]*)(?::\s?(.*))?$/;

/**
 * The exceptions of the last traceback in a log: the one that ended the job first, then those that it came from ("The above exception was …"). Empty when
 * nothing in the log looks like one. Colours and the prefixes of other programs are left out.
 */
export function readTraceback(log: string): readonly PythonError[] {
  const lines = stripAnsi(log).split(/\r?\n/);
  const found: PythonError[] = [];
  let frames: Frame[] = [];
  let isChained = false;
  let isInside = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\s*Traceback \(most recent call last\):/.test(line)) {
      if (!isChained) found.length = 0;
      frames = [];
      isChained = false;
      isInside = true;
      continue;
    }
    if (/^(The above exception was the direct cause|During handling of the above exception)/.test(line)) {
      isChained = true;
      continue;
    }
    const frame = FRAME.exec(line);
    if (frame) {
      // A syntax error is printed without its heading.
      if (!isInside && !isChained) frames = [];
      isInside = true;
      frames.push({ file: frame[1] ?? '', line: Number(frame[2]) });
      continue;
    }
    const error = isInside && frames.length > 0 ? ERROR.exec(line) : null;
    if (!error) continue;
    found.push({ type: (error[1] ?? '').replace(/^.*\./, ''), message: messageFrom(error[2] ?? '', lines, at), frames, raw: line });
    frames = [];
    isInside = false;
  }
  return found.reverse();
}

/** A message may go on for some lines. */
function messageFrom(first: string, lines: readonly string[], at: number): string {
  const more: string[] = [];
  for (const line of lines.slice(at + 1, at + 6)) {
    if (line.trim() === '' || /^(Traceback|The above|During handling)/.test(line)) break;
    more.push(line.trim());
  }
  return [first, ...more].join(' ').trim();
}

/** A text without the codes that colour it. */
export function stripAnsi(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}
