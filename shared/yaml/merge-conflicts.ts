import type { YamlProblem, YamlRepair } from './tree.ts';

const MARK = /^([<|=>])\1{6}(?:$| )(.*)/;

/** The version above the mark in the middle: where it stands, and where the conflict begins. */
interface Upper {
  readonly start: number;
  readonly lineEnd: number;
  readonly from: number;
  readonly name: string;
  end: number | undefined;
}

/**
 * Where git left two versions of some lines that it could not merge, between its three marks; a fourth may part off what both came from. One problem each, for
 * what else is wrong in a text that cannot be read follows from the marks.
 */
export function mergeConflicts(text: string): YamlProblem[] {
  const found: YamlProblem[] = [];
  if (!text.includes('<<<<<<<')) return found;
  let upper: Upper | undefined;
  let lower: number | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const mark = '<|=>'.includes(text.charAt(at)) ? MARK.exec(text.slice(at, next).trimEnd()) : null;
    if (mark?.[1] === '<') {
      upper = { start: at, lineEnd: at + mark[0].length, from: next, name: mark[2] ?? '', end: undefined };
      lower = undefined;
    } else if (mark && upper) {
      upper.end ??= at;
      if (mark[1] === '=') lower = next;
      else if (mark[1] === '>' && lower !== undefined) {
        const { start, lineEnd, from, name, end } = upper;
        const keep = (side: 'upper' | 'lower', called: string, first: number, last: number): YamlRepair => ({
          id: `keep-${side}`,
          title: `Keep the ${side} version${called === '' ? '' : ` (${called})`}`,
          edits: [
            { start, end: first, newText: '' },
            { start: last, end: next, newText: '' },
          ],
        });
        const message = 'Git left a merge conflict here. Keep one of the two versions, and delete the lines of marks.';
        const sides = { fix: keep('upper', name, from, end), otherFix: keep('lower', mark[2] ?? '', lower, at) };
        found.push({ code: 'merge-conflict', severity: 'error', message, start, end: lineEnd, ...sides });
        upper = undefined;
      }
    }
    at = next;
  }
  return found;
}
