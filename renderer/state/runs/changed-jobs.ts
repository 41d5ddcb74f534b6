import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * Compares a pipeline with the text that a run used: the names of jobs that say something else now. Comments, order and white space say nothing. What was
 * compared once is not looked at again: after a key only the job that changed is.
 */
export function changedJobs(text: string): (pipeline: Pipeline) => ReadonlySet<string> {
  const jobs = readYaml(text).map?.entry('jobs')?.value;
  const ran = new Map(jobs?.kind === 'mapping' ? jobs.entries.map((entry) => [entry.name ?? '', meaningOf(entry.value)] as const) : []);
  const known = new WeakMap<Job, boolean>();
  let last = NONE;
  return (pipeline) => {
    const changed = new Set<string>();
    for (const job of pipeline.jobs) {
      let isChanged = known.get(job);
      if (isChanged === undefined) {
        const before = ran.get(job.id);
        isChanged = before !== undefined && before !== meaningOf(job.entry.value);
        known.set(job, isChanged);
      }
      if (isChanged) changed.add(job.id);
    }
    if (changed.size === last.size && [...changed].every((name) => last.has(name))) return last;
    last = changed.size === 0 ? NONE : changed;
    return last;
  };
}

function meaningOf(value: YamlNode | null | undefined): string {
  return JSON.stringify(toPlain(value), (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
