import { needsOf } from '#shared/edits/common/reach.ts';
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
    const open = pipeline.jobs.filter((job) => isRelease(pipeline, job) && !isGated(pipeline, job));
    for (const job of open) {
      const needs = needsOf(pipeline, job.id);
      // A deployment behind an ungated registration: what is to be mended stands there.
      if (open.some((other) => needs.has(other.id))) continue;
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
  return [...needsOf(pipeline, job.id).keys()].some((id) => ['train', 'tune', 'register'].includes(pipeline.job(id)?.role ?? ''));
}

/** A gate that judges the model, or a branch of `if_else`, stands before it. */
function isGated(pipeline: Pipeline, job: Job): boolean {
  return [...needsOf(pipeline, job.id).keys()].some((id) => {
    const need = pipeline.job(id);
    return need?.kind === 'if-else' || ['metrics', 'cohorts', 'approval', 'smoke'].includes(need?.gateKind ?? '');
  });
}
