import type { YamlDocument } from '#shared/yaml/document.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import { orMeant } from './common/words.ts';
import { ownerOf } from './place.ts';
import type { Problem } from './problem.ts';

interface Silence {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

const COMMENT = /(^|[ \t])#[ \t]*sluice-ignore[ \t]+([a-z][a-z0-9-]*(?:[ \t]*,[ \t]*[a-z][a-z0-9-]*)*)[ \t]*(?::[ \t]*(.*?))?[ \t]*$/gm;

/** What begins like such a comment; when it is none, nobody is silenced. */
const BEGUN = /(?:^|[ \t])(#[ \t]*sluice-ignore\b[^\r\n]*)/gm;

/** Tells whether a problem is silenced by a comment, and what is wrong with such comments. */
export interface Silencer {
  (problem: Problem): boolean;
  /** Comments that silence without a reason, or a check that is not among `codes`: they count for nothing. */
  problems(path: string, codes: ReadonlySet<string>): readonly Problem[];
}

/**
 * `# sluice-ignore unknown-job: its file is generated` at the end of a line, or on a line of its own above it, silences the problems with that code that
 * start on that line. Several codes are parted by commas. The reason is not optional. An error of the YAML itself cannot be silenced.
 */
export function silencer(doc: YamlDocument): Silencer {
  const byLine = new Map<number, Silence>();
  const unfounded: Silence[] = [];
  const misread: { readonly start: number; readonly end: number }[] = [];
  // Most texts have none: no line is looked up then.
  if (doc.text.includes('sluice-ignore')) {
    for (const match of doc.text.matchAll(COMMENT)) {
      const start = match.index + (match[1]?.length ?? 0);
      const silence = { codes: (match[2] ?? '').split(/[ \t]*,[ \t]*/), reason: match[3] ?? '', start, end: match.index + match[0].length };
      if (silence.reason === '') {
        unfounded.push(silence);
        continue;
      }
      const { line, column } = doc.positionAt(start);
      const lineStart = start - (column - 1);
      const isAlone = doc.text.slice(lineStart, start).trim() === '';
      byLine.set(isAlone ? nextFullLine(doc, line) : line, silence);
    }
    for (const match of doc.text.matchAll(BEGUN)) {
      const [, comment = ''] = match;
      const start = match.index + match[0].length - comment.length;
      if (!` ${comment}`.match(COMMENT)) misread.push({ start, end: start + comment.trimEnd().length });
    }
  }
  const isSilenced = (problem: Problem): boolean => byLine.size > 0 && (byLine.get(doc.positionAt(problem.start).line)?.codes.includes(problem.code) ?? false);
  const problemAt = (path: string, { start, end }: { readonly start: number; readonly end: number }, message: string): Problem => {
    const field = pathAt(doc, start)?.path ?? [];
    return { code: 'ignore-without-reason', severity: 'warning', message, path, start, end, field, owner: ownerOf(field), related: [], fixes: [] };
  };
  return Object.assign(isSilenced, {
    problems: (path: string, codes: ReadonlySet<string>) => [
      ...unfounded.map((silence) =>
        problemAt(path, silence, `This comment silences ${silence.codes.map((code) => `\`${code}\``).join(', ')} only with a reason: add a colon and why.`),
      ),
      ...[...byLine.values()].flatMap((silence) =>
        silence.codes
          .filter((code) => !codes.has(code))
          .map((code) => problemAt(path, silence, `There is no check \`${code}\`, so this comment does not silence it${orMeant(code, codes)}`)),
      ),
      ...misread.map((place) =>
        problemAt(path, place, 'This comment silences nothing: write `# sluice-ignore CHECK: reason`, with the code of the check in small letters.'),
      ),
    ],
  });
}

/** Further comments may stand between. */
function nextFullLine(doc: YamlDocument, line: number): number {
  const lines = doc.text.split('\n');
  for (let k = line; k < lines.length; k++) {
    const trimmed = (lines[k] ?? '').trim();
    if (trimmed !== '' && !trimmed.startsWith('#')) return k + 1;
  }
  return line + 1;
}
