import { fail, ok, type Result } from '#shared/base/result.ts';
import { plainEqual } from '#shared/edits/splice/plain.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';

const OURS = /(^|[ \t])#[ \t]*sluice-ignore[ \t]+([a-z][a-z0-9, \t-]*?)[ \t]*(?::[ \t]*(.*?))?[ \t]*$/;

/**
 * Silences a code on the line of `offset` by a comment with a reason: at the end of the line, joined to a comment of this kind that is there already, or on a
 * line of its own above where a comment behind the line would become part of a text. The failure is a sentence.
 */
export function silenceLine(doc: YamlDocument, offset: number, code: string, reason: string): Result<readonly TextEdit[], string> {
  const why = reason.replace(/\s+/g, ' ').trim();
  if (why === '') return fail('Say why: a comment that silences a problem counts only with a reason.');
  const { line } = doc.positionAt(offset);
  const start = doc.lineStart(line);
  const whole = doc.text.slice(start, line === lastLine(doc) ? doc.text.length : doc.lineStart(line + 1));
  const text = whole.replace(/\r?\n$|\r$/, '');
  const end = start + text.length;
  const before = OURS.exec(text);
  if (before) {
    const at = start + before.index + (before[1]?.length ?? 0);
    const codes = (before[2] ?? '').split(/[ \t]*,[ \t]*/);
    const reasons = [before[3] ?? '', why].filter((each) => each !== '');
    return kept(doc, [{ start: at, end, newText: comment([...codes.filter((each) => each !== code), code].join(', '), reasons.join('; ')) }]);
  }
  const behind = kept(doc, [{ start: start + text.trimEnd().length, end, newText: `  ${comment(code, why)}` }]);
  if (behind.ok) return behind;
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  return kept(doc, [{ start, end: start, newText: `${indent}${comment(code, why)}${doc.lineEnd}` }]);
}

function comment(codes: string, reason: string): string {
  return `# sluice-ignore ${codes}: ${reason}`;
}

/** The edits, when the text says the same after them. */
function kept(doc: YamlDocument, edits: readonly TextEdit[]): Result<readonly TextEdit[], string> {
  const after = readYaml(applyEdits(doc.text, edits));
  const isSame = doc.root === undefined ? after.root === undefined : after.root !== undefined && plainEqual(toPlain(doc.root), toPlain(after.root));
  if (isSame && after.readable === doc.readable) return ok(edits);
  return fail('This line is part of a text of several lines, where a comment would change what it says. Turn the problem off in .sluice/checks.yml instead.');
}

function lastLine(doc: YamlDocument): number {
  return doc.positionAt(doc.text.length).line;
}
