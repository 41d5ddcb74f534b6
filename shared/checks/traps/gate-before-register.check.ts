import { asText } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck, type Report } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
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
    // A gate that nothing waits for is told at the gate.
    const idle = pipeline.jobs.some((job) => job.isGate && judges(job) && !pipeline.edgesOutOf(job.id).some((edge) => edge.toJob !== undefined));
    for (const job of open) {
      // A deployment behind an ungated registration: what is to be mended stands there.
      if (idle || hasBefore(pipeline, job, (other) => open.includes(other))) continue;
      const does = job.role === 'register' ? 'registers' : 'deploys';
      const inserted = gateFix(context, job);
      report({
        at: job.entry.key,
        field: ['jobs', job.id],
        message: `Job \`${job.id}\` ${does} a model that no gate has judged, so a worse one goes out unnoticed: let it wait for the verdict of a quality gate.`,
        fixes: inserted ? [inserted] : [],
      });
    }
    for (const job of pipeline.jobs) reportRegisteredOutputs(pipeline, job, report);
  },
});

/** A model that is registered under a name as soon as the job that makes it ends. */
function reportRegisteredOutputs(pipeline: Pipeline, job: Job, report: Report): void {
  if (job.role === 'register' || job.isGate) return;
  for (const port of job.outputs) {
    const fields = fieldsIn(port.entry?.value);
    const name = fields.get('name');
    if (!name || !/_model$/.test(port.type ?? '') || asText(name.value) === undefined || hasBefore(pipeline, job, judges)) continue;
    report({
      at: name.value ?? name.key,
      field: ['jobs', job.id, 'outputs', port.name, 'name'],
      severity: 'info',
      message: `Output \`${port.name}\` of job \`${job.id}\` is registered as the model \`${asText(name.value)}\` as soon as the job ends, before anything has judged it: register it in a job behind a gate.`,
    });
  }
}

/** Registers, or deploys what this pipeline has made. A pipeline that only deploys takes a model that was judged elsewhere. */
function isRelease(pipeline: Pipeline, job: Job): boolean {
  if (job.isGate) return false;
  if (job.role === 'register') return !OF_OTHERS.test(job.id);
  if (job.role !== 'deploy') return false;
  return hasBefore(pipeline, job, (other) => ['train', 'tune', 'register'].includes(other.role ?? ''));
}

/** What is registered and is no model. */
const OF_OTHERS = /(^|_)(data|dataset|datasets|table|features?|environment|env|component|components)(_|$)/i;

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
