import type { ComponentFiles, Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck } from '../check.ts';
import { pipelineAt } from '../common/pipeline-files.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** A pipeline component that holds itself, directly or through other files (GRF-003). */
export const recursiveComponent = defineCheck({
  code: 'recursive-component',
  rule: 'GRF-003',
  severity: 'error',
  title: 'Pipeline component holds itself',
  run({ pipeline, path, components }, report) {
    const way = new Map<string, readonly string[] | undefined>();
    for (const job of pipeline.jobs) {
      const file = job.component?.path;
      const kind = job.component?.declared?.kind;
      if (file === undefined || job.component === undefined || (file !== path && kind !== 'pipeline-component' && kind !== 'pipeline-job')) continue;
      if (!way.has(file)) way.set(file, wayBack(components, file, path));
      const files = way.get(file);
      if (!files) continue;
      const names = (files[0] === path ? [] : [path]).concat(files).map((name) => `\`${name}\``);
      report({
        at: fieldsOfJob(job).get(job.component.key)?.value ?? job.entry.key,
        field: ['jobs', job.id, job.component.key],
        message: `Job \`${job.id}\` uses a component that holds itself: ${names.join(' → ')}. Give it another component.`,
      });
    }
  },
});

/** The files from `start` on back to one that is on the way already: `[a, b, a]`; undefined when every way ends. */
function wayBack(components: ComponentFiles, start: string, root: string): readonly string[] | undefined {
  if (start === root) return [root, root];
  const done = new Set<string>();
  const stack: { readonly file: string; readonly rest: string[] }[] = [{ file: start, rest: childrenOf(pipelineAt(components, start)) }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const child = top?.rest.pop();
    if (!top || child === undefined) {
      if (top) done.add(top.file);
      stack.pop();
      continue;
    }
    const on = stack.map((frame) => frame.file);
    if (child === root) return [...on, root];
    // A circle that does not lead back here is said where it is, and once for the job that leads into it.
    if (on.includes(child)) return [...on.slice(on.indexOf(child)), child];
    if (!done.has(child)) stack.push({ file: child, rest: childrenOf(pipelineAt(components, child)) });
  }
  return undefined;
}

function childrenOf(pipeline: Pipeline | undefined): string[] {
  return pipeline ? [...new Set(pipeline.jobs.flatMap((job) => job.component?.path ?? []))] : [];
}
