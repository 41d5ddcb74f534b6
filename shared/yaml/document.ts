import type { TextEdit } from './text-edit.ts';
import type { YamlAlias, YamlMapping, YamlNode, YamlProblem } from './tree.ts';

/**
 * A YAML text and its tree. `update` takes text edits and re-reads only the pieces that they touch where that is provably the same as
 * reading the whole; nodes of untouched pieces keep their identity.
 *
 * (Written here as an interface for orientation; `readYaml` in read.ts makes one.)
 */
export interface YamlDocument {
  readonly text: string;
  /** Of the text, in UTF-16 units; costs less than the text does after a key. */
  readonly length: number;
  /** Goes up with every update. */
  readonly revision: number;
  /** The root node; undefined for an empty document. When the text cannot be read: what could still be read. */
  readonly root: YamlNode | undefined;
  /** The root when it is a mapping. */
  readonly map: YamlMapping | undefined;
  /** True when Azure ML's loader would take the text: no problem of severity error. */
  readonly readable: boolean;
  readonly problems: readonly YamlProblem[];
  /** `\n` or `\r\n`, by what most lines have. */
  readonly lineEnd: '\n' | '\r\n';
  /** Applies sorted, non-overlapping edits in place and re-reads. */
  update(edits: readonly TextEdit[]): void;
  /** Line and column, both from 1; the column in UTF-16 units. */
  positionAt(offset: number): { readonly line: number; readonly column: number };
  /** Offset of the first character of a line (from 1); the text's length behind the last line. */
  lineStart(line: number): number;
}

/** Follows aliases to the node that they stand for. Undefined for an alias without a target. */
export function resolveAlias(node: YamlNode | null | undefined): Exclude<YamlNode, YamlAlias> | undefined {
  let at = node;
  for (let hops = 0; at?.kind === 'alias' && hops < 100; hops++) at = at.target;
  return at && at.kind !== 'alias' ? at : undefined;
}
