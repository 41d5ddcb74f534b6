import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { resolveAlias, type YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { EditContext } from '../edit.ts';
import { rawMember } from '../splice/raw.ts';
import { commentsAbove, isEntry, memberLines } from '../splice/spans.ts';
import { sorted } from './port-users.ts';
import { type Rewrite, renameKeys, rewriteExpressions } from './references.ts';

/** A small pipeline of its own around lines of jobs, so that edits can look at them as at any other. */
export function wrapJobs(lines: readonly string[]): YamlDocument {
  return readYaml(['type: pipeline', 'jobs:', ...lines.map((line) => (line === '' ? '' : `  ${line}`)), ''].join('\n'));
}

/** The context of another document of the same project. */
export function contextFor(context: EditContext, doc: YamlDocument, path = context.path): EditContext {
  return { ...context, doc, path, pipeline: readPipeline(doc, { path, components: context.components }) };
}

/** Lines of all jobs of a document, at column 0, comments above them included. */
export function jobLines(doc: YamlDocument): readonly string[] {
  const jobs = resolveAlias(doc.map?.get('jobs'));
  if (jobs?.kind !== 'mapping' || jobs.flow) return [];
  return jobs.entries.flatMap((entry, k) => {
    const from = commentsAbove(doc.text, memberLines(doc, jobs, entry).start, jobs.indent);
    const lines = rawMember(doc, jobs, entry, { from, anchors: true });
    const blankBefore = k > 0 && /\n[ \t]*\r?\n$/.test(doc.text.slice(0, from));
    return isEntry(entry) && blankBefore ? ['', ...lines] : lines;
  });
}

/** Edits that give several jobs other names at once, in keys and expressions. */
export function renameJobsEdits(doc: YamlDocument, names: ReadonlyMap<string, string>): TextEdit[] {
  const jobs = resolveAlias(doc.map?.get('jobs'));
  const rewrite: Rewrite = (path) => {
    const job = /^parent\.jobs\.([^.]+)/.exec(path)?.[1];
    const to = job === undefined ? undefined : names.get(job);
    return job === undefined || to === undefined ? undefined : { start: 12, end: 12 + job.length, newText: to };
  };
  return sorted([...[...names].flatMap(([old, to]) => renameKeys(doc, jobs, old, to)), ...rewriteExpressions(doc, doc.root, rewrite)]);
}
