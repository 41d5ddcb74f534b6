import { expect } from 'vitest';
import type { EditDefinition, EditResult, RefusalReason } from '#shared/edits/edit.ts';
import { runEdit } from '#shared/edits/run-edit.ts';
import { applyEdits, invertEdits } from '#shared/yaml/text-edit.ts';
import { type Formatting, inFormatting } from './formattings.ts';
import { contextOf, type Files } from './project-of.ts';

/** Starts a sentence about an edit: `expectEdit(connect, args).on(yaml).gives(yaml).undoes()`. */
export function expectEdit<Args>(edit: EditDefinition<Args>, args: Args): { on(text: string, files?: Files, path?: string): EditExpectation<Args> } {
  return { on: (text, files = {}, path = 'pipeline.yml') => new EditExpectation(edit, args, text, files, path) };
}

/** What came of an edit on one text. */
export class EditExpectation<Args> {
  readonly #edit: EditDefinition<Args>;
  readonly #args: Args;
  readonly #text: string;
  readonly #files: Files;
  readonly #path: string;

  constructor(edit: EditDefinition<Args>, args: Args, text: string, files: Files, path: string) {
    this.#edit = edit;
    this.#args = args;
    this.#text = text;
    this.#files = files;
    this.#path = path;
  }

  /** What the edit would write; fails the test when it is refused. */
  result(): EditResult {
    const result = runEdit(this.#edit, contextOf(this.#text, this.#files, this.#path), this.#args);
    if (!result.ok) throw new Error(`${this.#edit.id} was refused: ${result.failure.reason}: ${result.failure.message}`);
    return result.value;
  }

  /** The text after the edit. */
  text(): string {
    return applyEdits(this.#text, this.result().edits);
  }

  /** The text after the edit is exactly this. */
  gives(expected: string): this {
    expect(this.text()).toBe(expected);
    return this;
  }

  /** Another file after the edit is exactly this. */
  givesFile(path: string, expected: string): this {
    const change = this.result().files?.find((other) => other.path === path);
    expect(change, `a change of ${path}`).toBeDefined();
    const before = this.#files[path] ?? '';
    expect(change?.kind === 'create' ? change.text : applyEdits(before, change?.edits ?? [])).toBe(expected);
    return this;
  }

  /** The inverse edits give back the same bytes. */
  undoes(): this {
    const { edits } = this.result();
    expect(applyEdits(applyEdits(this.#text, edits), invertEdits(this.#text, edits))).toBe(this.#text);
    return this;
  }

  /** Only the lines with these numbers (from 1, in the text before) are touched; an inserted line counts as the line above it. */
  touches(...lines: number[]): this {
    const touched = new Set<number>();
    for (const edit of this.result().edits) {
      const first = this.#text.slice(0, edit.start).split('\n').length;
      const last = this.#text.slice(0, edit.end).split('\n').length;
      for (let line = first; line <= last; line++) touched.add(line);
    }
    expect([...touched]).toEqual(lines);
    return this;
  }

  /** The edit is refused for this reason; the message is for people and may be checked in part. */
  refuses(reason: RefusalReason, message?: string | RegExp): this {
    const result = runEdit(this.#edit, contextOf(this.#text, this.#files, this.#path), this.#args);
    expect(result.ok ? 'applied' : result.failure.reason).toBe(reason);
    if (message !== undefined && !result.ok) expect(result.failure.message).toMatch(message);
    return this;
  }
}

/** Runs a before/after pair in other formattings: what the edit gives must be the after text, formatted likewise. */
export function expectInFormattings<Args>(
  edit: EditDefinition<Args>,
  args: Args,
  before: string,
  after: string,
  formattings: readonly Formatting[],
  files: Files = {},
): void {
  for (const formatting of formattings) {
    const text = inFormatting(before, formatting);
    const result = new EditExpectation(edit, args, text, files, 'pipeline.yml').undoes().text();
    expect(result, formatting).toBe(inFormatting(after, formatting));
  }
}
