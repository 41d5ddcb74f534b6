/** Advance of the code face in px at 11, 11.5, 12 and 13 px (design.md §4). */
export const ADVANCE = { code11: 6.6, port: 6.9, code12: 7.2, name: 7.8 } as const;

/** The longest beginning of `text` that is `width` px wide or less at `advance` px a character, with an ellipsis when cut. */
export function fitText(text: string, width: number, advance: number): string {
  const most = Math.floor(width / advance);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}
