import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { ProblemCount } from './scene-view-model.ts';

/**
 * How many things are wrong with each job, as far as its own reading says: required inputs without a value, bindings to what does not exist, a component that
 * cannot be read, and problems of the YAML inside the job's lines.
 */
export function countProblems(pipeline: Pipeline): (job: string) => ProblemCount | undefined {
  return (id) => {
    const job = pipeline.job(id);
    return job && countOf(job, pipeline, pipeline.edgesInto(id).filter((edge) => edge.dangling).length);
  };
}

function countOf(job: Job, pipeline: Pipeline, dangling: number): ProblemCount | undefined {
  let errors = dangling;
  let warnings = 0;
  for (const port of job.inputs) if (port.missing) errors++;
  if (job.component?.reason !== undefined && !job.resolved) warnings++;
  if (pipeline.problems.length > 0) {
    const start = job.entry.key.start;
    const end = job.entry.value?.end ?? job.entry.key.end;
    for (const problem of pipeline.problems) {
      if (problem.start < start || problem.start > end) continue;
      if (problem.severity === 'error') errors++;
      else warnings++;
    }
  }
  return errors + warnings === 0 ? undefined : { errors, warnings };
}
