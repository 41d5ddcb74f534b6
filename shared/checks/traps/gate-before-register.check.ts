import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck } from '../check.ts';
import { gateFix } from './gate-fix.ts';

/** A model is registered or deployed only behind a gate that has judged it. */
export const gateBeforeRegister = defineCheck({
  code: 'gate-before-register',
  rule: 'trap',
  severity: 'warning',
  title: 'Model registered or deployed with no gate before it',
  run(context, report) {
    const { pipeline } = context;
    const open = pipeline.jobs.filter((job) => isRelease(pipeline, job) && !hasBefore(pipeline, job, judges));
    for (const job of open) {
      // A deployment behind an ungated registration: what is to be mended stands there.
      if (hasBefore(pipeline, job, (other) => open.includes(other))) continue;
      const does = job.role === 'register' ? 'registers' : 'deploys';
      const inserted = gateFix(context, job);
      report({
        at: job.entry.key,
        field: ['jobs', job.id],
        message: `Job \`${job.id}\` ${does} a model that no gate has judged, so a worse one goes out unnoticed: let it wait for the verdict of a quality gate.`,
        fixes: inserted ? [inserted] : [],
      });
    }
  },
});

/** Registers, or deploys what this pipeline has made. A pipeline that only deploys takes a model that was judged elsewhere. */
function isRelease(pipeline: Pipeline, job: Job): boolean {
  if (job.isGate) return false;
  if (job.role === 'register') return true;
  if (job.role !== 'deploy') return false;
  return hasBefore(pipeline, job, (other) => ['train', 'tune', 'register'].includes(other.role ?? ''));
}

/** A gate that judges the model, or a branch of `if_else`. */
function judges(job: Job): boolean {
  return job.kind === 'if-else' || ['metrics', 'cohorts', 'approval', 'smoke'].includes(job.gateKind ?? '');
}

/** True when a job that `job` needs, directly or not, is such a one. Nearest first, and no further than to the first. */
function hasBefore(pipeline: Pipeline, job: Job, isSuch: (job: Job) => boolean): boolean {
  const seen = new Set([job.id]);
  const queue = [job.id];
  for (let k = 0; k < queue.length; k++) {
    for (const { fromJob, branch } of pipeline.edgesInto(queue[k] ?? '')) {
      const need = fromJob === undefined || branch === 'body' || seen.has(fromJob) ? undefined : pipeline.job(fromJob);
      if (!need) continue;
      if (isSuch(need)) return true;
      seen.add(need.id);
      queue.push(need.id);
    }
  }
  return false;
}
