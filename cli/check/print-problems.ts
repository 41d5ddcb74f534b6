import { type Problem, rankOf, type Severity } from '#shared/checks/problem.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { Checked } from './checked-project.ts';

/** What `sluice check --json` prints for a file: public keys, see the contract of the command. */
export function describeChecked(checked: Checked, problems: readonly Problem[], doc: (path: string) => YamlDocument | undefined): object {
  const { name, pipeline } = checked;
  return {
    file: name,
    document: pipeline.document,
    problems: problems.map((problem) => ({
      code: problem.code,
      severity: problem.severity,
      message: problem.message,
      range: rangeOf(checked.doc, problem),
      path: problem.field,
      owner: problem.owner,
      ...(problem.related.length === 0
        ? {}
        : {
            related: problem.related.map((place) => {
              const other = doc(place.path);
              return { message: place.message, path: place.path, ...(other ? { range: rangeOf(other, place) } : {}) };
            }),
          }),
      fixes: problem.fixes.map(({ id, title }) => ({ id, title })),
    })),
  };
}

/** A line of a problem for a person: place, severity, code, sentence. */
export function printProblem({ name, doc }: Checked, problem: Problem): string {
  const { line, column } = doc.positionAt(problem.start);
  return `${name}:${line}:${column} ${problem.severity} ${problem.code}: ${problem.message}\n`;
}

/** An annotation of a GitHub workflow: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function printAnnotation({ name, doc }: Checked, problem: Problem): string {
  const start = doc.positionAt(problem.start);
  const end = doc.positionAt(problem.end);
  const command = problem.severity === 'info' ? 'notice' : problem.severity;
  // A column is only allowed where both ends are on one line.
  const columns = end.line === start.line ? `,col=${start.column},endColumn=${Math.max(end.column, start.column)}` : '';
  const place = `file=${escapeProperty(name)},line=${start.line},endLine=${end.line}${columns},title=${escapeProperty(problem.code)}`;
  return `::${command} ${place}::${escapeData(problem.message)}\n`;
}

/** "2 errors, 1 warning in 3 files." */
export function printSummary(problems: readonly Problem[], files: number): string {
  const where = files === 1 ? '1 file' : `${files} files`;
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [severity === 'info' ? `${count} info` : `${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? `No problems in ${where}.\n` : `${counts.join(', ')} in ${where}.\n`;
}

/** Problems that are at least as bad as `least`. */
export function atLeast(problems: readonly Problem[], least: Severity): readonly Problem[] {
  return problems.filter((problem) => rankOf(problem.severity) <= rankOf(least));
}

function rangeOf(doc: YamlDocument, { start, end }: { readonly start: number; readonly end: number }): object {
  return { start: { ...doc.positionAt(start), offset: start }, end: { ...doc.positionAt(end), offset: end } };
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
