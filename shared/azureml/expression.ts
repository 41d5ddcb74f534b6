/**
 * `${{ … }}` expressions (yaml-reference §3). The contract of this module; positions are offsets within the string given.
 */
export type Expression =
  | { readonly kind: 'parent-input'; readonly input: string }
  | { readonly kind: 'parent-output'; readonly output: string }
  | { readonly kind: 'job-output'; readonly job: string; readonly output: string }
  | { readonly kind: 'job-input'; readonly job: string; readonly input: string }
  | { readonly kind: 'job'; readonly job: string }
  | { readonly kind: 'own-input'; readonly input: string }
  | { readonly kind: 'own-output'; readonly output: string }
  | { readonly kind: 'search-space'; readonly parameter: string }
  | { readonly kind: 'server'; readonly name: 'name' | 'output_name' | 'default_datastore' }
  | { readonly kind: 'other'; readonly path: string };

/** One expression in a string, with the place of its parts. */
export interface ExpressionAt {
  readonly expression: Expression;
  /** Offsets of `${{` and behind `}}` in the string. */
  readonly start: number;
  readonly end: number;
  /** Offsets of the path between the braces, blanks left out. */
  readonly pathStart: number;
  readonly pathEnd: number;
  /** True when blanks stand inside the braces: Azure ML then reads a binding as text (BND-008). */
  readonly spaced: boolean;
}
