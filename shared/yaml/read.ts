import type { YamlDocument } from './document.ts';
import { findUnprintable, readStrictly } from './strict-read.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import type { YamlMapping, YamlNode, YamlProblem } from './tree.ts';

/** Reads a text as Azure ML's loader does. Always gives a document: `problems` says what is wrong with it. */
export function readYaml(text: string): YamlDocument {
  return new TextDocument(text);
}

class TextDocument implements YamlDocument {
  revision = 0;
  root: YamlNode | undefined;
  problems: readonly YamlProblem[] = [];
  #lineStarts: number[] | undefined;

  constructor(public text: string) {
    this.#read();
  }

  get map(): YamlMapping | undefined {
    return this.root?.kind === 'mapping' ? this.root : undefined;
  }

  get readable(): boolean {
    return !this.problems.some((problem) => problem.severity === 'error');
  }

  get lineEnd(): '\n' | '\r\n' {
    const feeds = this.text.split('\n').length - 1;
    const pairs = this.text.split('\r\n').length - 1;
    return pairs * 2 > feeds ? '\r\n' : '\n';
  }

  update(edits: readonly TextEdit[]): void {
    this.text = applyEdits(this.text, edits);
    this.revision++;
    this.#lineStarts = undefined;
    this.#read();
  }

  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  lineStart(line: number): number {
    return this.#starts()[line - 1] ?? this.text.length;
  }

  #starts(): number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }

  #read(): void {
    const reading = readStrictly(this.text, 0, 'jobs');
    const problems: YamlProblem[] = [];
    const unprintableAt = findUnprintable(this.text);
    if (unprintableAt >= 0) {
      problems.push({
        code: 'control-character',
        severity: 'error',
        message: 'YAML does not allow this control character. Delete it.',
        start: unprintableAt,
        end: unprintableAt + 1,
      });
    }
    if (reading.failure) problems.push({ severity: 'error', ...reading.failure });
    problems.push(...reading.rejections);
    this.root = reading.root;
    this.problems = problems;
  }
}
