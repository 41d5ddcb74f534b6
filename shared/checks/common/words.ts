import { nearest } from '#shared/base/nearest.ts';

/** Names as a sentence lists them: `` `a`, `b` and `c` ``; long lists are cut. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The end of a sentence about a name that nobody knows, with the one among `names` that was probably meant. */
export function orMeant(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near === undefined ? '.' : `. Did you mean \`${near}\`?`;
}

/** "It has `a` and `b`." or "It has none." */
export function has(names: readonly string[]): string {
  return names.length === 0 ? 'It has none.' : `It has ${listed(names)}.`;
}

/** A value as a message shows it: on one line, cut when it is long. */
export function shown(value: string | number | boolean): string {
  const line = String(value).replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** True for what Azure ML reads as yes. */
export function isTrueText(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}

/** "job `train`" for "Job `train`", within a sentence. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
