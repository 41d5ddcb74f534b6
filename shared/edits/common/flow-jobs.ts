import { toPlain } from '#shared/yaml/to-plain.ts';
import type { YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import type { EditContext, Refusal } from '../edit.ts';
import type { Draft } from '../splice/draft.ts';
import { isFirstOnLine, lineStartAt } from '../splice/lines.ts';
import { locate, visitNodes } from '../splice/locate.ts';
import type { Plain } from '../splice/plain.ts';
import { printFlow } from '../splice/print-value.ts';
import { dedentLines } from '../splice/raw.ts';
import { refusal } from './guards.ts';
import { wrapJobs } from './job-block.ts';

/** True where the jobs stand in braces: `jobs: { a: { … } }`. */
export function areFlowJobs(context: EditContext): boolean {
  const jobs = context.doc.map?.get('jobs');
  return context.doc.map?.flow === true || (jobs?.kind === 'mapping' && jobs.flow && jobs.entries.length > 0);
}

/** Refuses to add to jobs that stand behind an alias: they would be added in two places. */
export function refuseSharedJobs(context: EditContext): Refusal | undefined {
  return context.doc.map?.get('jobs')?.kind === 'alias' ? refusal('shared-by-alias', 'The jobs are shared by an alias. Change them in the text.') : undefined;
}

/**
 * Adds jobs, given as lines from column 0, to jobs in braces. One that is written in braces is copied as it is; of any other the values are put
 * in braces, for which its comments have no place. True when comments were left out.
 */
export function addFlowJobs(draft: Draft, lines: readonly string[], place: { readonly after?: string; readonly before?: string }): boolean {
  const inner = wrapJobs(lines);
  const jobs = inner.map?.get('jobs');
  if (jobs?.kind !== 'mapping') return false;
  const column = columnOfJobs(draft);
  let after = place.after;
  let isCut = false;
  let written = jobs.start;
  for (const entry of jobs.entries) {
    if (entry.name === undefined) continue;
    const { value } = entry;
    const isFlow = value?.kind === 'mapping' && value.flow;
    const [first = '', ...rest] = isFlow
      ? dedentLines(inner.text.slice(entry.start, value.end), jobs.indent, false)
      : [printFlow({ [entry.name]: toPlain(value) as Plain }).slice(2, -2)];
    const text = [first, ...rest.map((line) => (line === '' ? '' : ' '.repeat(column) + line))];
    draft.addLines(['jobs'], text, after === undefined && place.before !== undefined ? { before: place.before } : after === undefined ? {} : { after });
    after = entry.name;
    isCut ||= !isFlow && hasComment(inner.text, written, entry.end, value);
    written = entry.end;
  }
  return isCut;
}

/** Column of jobs that stand on lines of their own between the braces; else 0. */
function columnOfJobs(draft: Draft): number {
  const { node } = locate(draft.doc, ['jobs']);
  const first = node?.kind === 'mapping' ? (node as YamlMapping).entries[0] : undefined;
  return first && isFirstOnLine(draft.text, first.start) ? first.start - lineStartAt(draft.text, first.start) : 0;
}

/** True when a `#` stands between `from` and `to` outside of the scalars of `node`. */
function hasComment(text: string, from: number, to: number, node: YamlNode | null): boolean {
  let at = from;
  let isFound = false;
  visitNodes(node, (scalar) => {
    if (scalar.kind !== 'scalar' || scalar.start < at) return;
    isFound ||= text.slice(at, scalar.start).includes('#');
    at = scalar.end;
  });
  return isFound || text.slice(at, to).includes('#');
}
