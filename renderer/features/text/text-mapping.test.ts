import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import { type EditorChange, TextMapping } from './text-mapping.ts';

/** The editor as far as it matters here: `\n` lines and changes by line and column. */
function applyInEditor(text: string, changes: readonly EditorChange[]): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number) => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const edits = changes.map((change) => ({
    start: offset(change.startLineNumber, change.startColumn),
    end: offset(change.endLineNumber, change.endColumn),
    newText: change.text,
  }));
  return applyEdits(
    text,
    edits.sort((a, b) => a.start - b.start || a.end - b.end),
  );
}

const anyText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\r', '\r\n', '\r\n', '\n', '\u2028', 'é'), maxLength: 40 });
const anyDocument = fc.tuple(fc.boolean(), anyText).map(([bom, text]) => (bom ? `\uFEFF${text}` : text));

function editsOf(text: string, cuts: readonly number[], texts: readonly string[], from: number): TextEdit[] {
  const points = [...new Set(cuts.map((cut) => from + (cut % (text.length - from + 1))))].sort((a, b) => a - b);
  const edits: TextEdit[] = [];
  for (let k = 0; k + 1 < points.length; k += 2)
    edits.push({ start: points[k] as number, end: points[k + 1] as number, newText: texts[k % texts.length] ?? '' });
  if (points.length === 1) edits.push({ start: points[0] as number, end: points[0] as number, newText: texts[0] ?? '' });
  return edits;
}

describe('TextMapping', () => {
  it('gives the same offsets for plain text', () => {
    const mapping = new TextMapping('ab\ncd\n');

    expect(mapping.offsetAt({ lineNumber: 2, column: 2 })).toBe(4);
    expect(mapping.positionAt(4)).toEqual({ lineNumber: 2, column: 2 });
    expect(mapping.lineCount).toBe(3);
  });

  it('counts CRLF, LF and CR as one line end each and hides a byte order mark', () => {
    const mapping = new TextMapping('\uFEFFa\r\nb\rc\n\r\n');

    expect(mapping.editorText).toBe('a\nb\nc\n\n');
    expect(mapping.editorLength).toBe(mapping.editorText.length);
    expect(mapping.offsetAt({ lineNumber: 2, column: 1 })).toBe(4);
    expect(mapping.positionAt(3)).toEqual({ lineNumber: 1, column: 2 });
    expect(mapping.positionAt(0)).toEqual({ lineNumber: 1, column: 1 });
  });

  it('writes a new line with the line end of the line it is typed in', () => {
    const mapping = new TextMapping('a\r\nb\nc');
    const enter = (line: number) =>
      mapping.toSessionEdits([{ startLineNumber: line, startColumn: 2, endLineNumber: line, endColumn: 2, text: '\n' }], () => '\n')[0]?.newText;

    expect(enter(1)).toBe('\r\n');
    expect(enter(2)).toBe('\n');
    expect(enter(3)).toBe('\n');
  });

  it('keeps two line ends two when what stood between them is deleted', () => {
    const mapping = new TextMapping('a\rx\nb');

    const edits = mapping.toSessionEdits([{ startLineNumber: 2, startColumn: 1, endLineNumber: 2, endColumn: 2, text: '' }], () => '\n');

    expect(applyEdits(mapping.text, edits)).toBe('a\n\nb');
  });

  it('positions and offsets are inverse for every place of the editor', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        const mapping = new TextMapping(text);
        const lines = mapping.editorText.split('\n');
        expect(mapping.lineCount).toBe(lines.length);
        lines.forEach((line, index) => {
          expect(mapping.line(index + 1)).toBe(line);
          for (let column = 1; column <= line.length + 1; column++) {
            const position = { lineNumber: index + 1, column };
            expect(mapping.positionAt(mapping.offsetAt(position))).toEqual(position);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('typing changes nothing outside what was typed, and both sides stay in step', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.array(fc.nat(200), { minLength: 1, maxLength: 6 }),
        fc.array(anyText, { minLength: 1, maxLength: 3 }),
        (text, cuts, texts) => {
          const mapping = new TextMapping(text);
          const before = mapping.editorText;
          const inEditor = editsOf(
            before,
            cuts,
            texts.map((each) => each.replace(/\r\n?/g, '\n')),
            0,
          );
          const plain = new TextMapping(before);
          const changes = inEditor
            .map((edit) => {
              const from = plain.positionAt(edit.start);
              const to = plain.positionAt(edit.end);
              return { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column, text: edit.newText };
            })
            .reverse();

          const edits = mapping.toSessionEdits(changes, () => '\r\n');
          const after = applyEdits(text, edits);
          mapping.update(edits, after);

          expect(mapping.editorText).toBe(applyEdits(before, inEditor));
          expect(mapping.lineCount).toBe(new TextMapping(mapping.editorText).lineCount);
          expect(mapping.editorLength).toBe(mapping.editorText.length);
          // Untouched: all in front of the first and behind the last edit, a lone CR right before it excepted.
          const first = edits[0] as TextEdit;
          const last = edits[edits.length - 1] as TextEdit;
          expect(after.startsWith(text.slice(0, first.start))).toBe(true);
          expect(after.endsWith(text.slice(last.end))).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('edits from elsewhere reach the editor exactly, also those that cut a line end in two', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.array(fc.nat(200), { minLength: 1, maxLength: 8 }),
        fc.array(anyText, { minLength: 1, maxLength: 4 }),
        (text, cuts, texts) => {
          const mapping = new TextMapping(text);
          const before = mapping.editorText;
          const edits = editsOf(text, cuts, texts, text.startsWith('\uFEFF') ? 1 : 0);

          const changes = mapping.toEditorChanges(edits);
          const after = applyEdits(text, edits);
          mapping.update(edits, after);

          expect(applyInEditor(before, changes)).toBe(mapping.editorText);
          const fresh = new TextMapping(after);
          if (fresh.editorText === mapping.editorText) {
            expect(mapping.lineCount).toBe(fresh.lineCount);
            for (let offset = 1; offset <= after.length; offset++) expect(mapping.positionAt(offset)).toEqual(fresh.positionAt(offset));
            expect(mapping.editorLength).toBe(fresh.editorLength);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
