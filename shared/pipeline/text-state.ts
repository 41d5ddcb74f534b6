import type { YamlProblem } from '#shared/yaml/tree.ts';

/** What can be done with a text: the canvas is live in the first two, edits are refused in the last. All three can be saved. */
export type TextState = 'valid' | 'problems' | 'unreadable';

/** The state of a text by its problems. Lines that continue a quoted text too far left are no trouble to Azure ML and do not count. */
export function textState(read: { readonly readable: boolean; readonly problems: readonly YamlProblem[] }): TextState {
  if (!read.readable) return 'unreadable';
  return read.problems.some((problem) => problem.code !== 'under-indented-continuation') ? 'problems' : 'valid';
}
