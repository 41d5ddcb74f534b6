import { disconnect } from '#shared/edits/disconnect.edit.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort, valuePlace } from '../common/inputs.ts';

/** An output of the pipeline that several jobs write (BND-012). */
export const outputWrittenTwice = defineCheck({
  code: 'output-written-twice',
  rule: 'BND-012',
  severity: 'error',
  title: 'Output of the pipeline is written by several jobs',
  run({ pipeline }, report) {
    const writers = new Map<string, { readonly job: Job; readonly port: Port }>();
    for (const job of pipeline.jobs) {
      for (const port of job.outputs) {
        if (port.bound === undefined) continue;
        const first = writers.get(port.bound);
        if (!first) {
          writers.set(port.bound, { job, port });
          continue;
        }
        if (areAlternatives(pipeline, first.job.id, job.id)) continue;
        const name = port.bound.replace('parent.outputs.', '');
        const by = first.job === job ? `\`${first.port.name}\` and \`${port.name}\` of \`${job.id}\`` : `\`${first.job.id}\` and \`${job.id}\``;
        report({
          at: valuePlace(job, port),
          field: pathOfPort(job, port),
          message: `The pipeline's output \`${name}\` is written by ${by}: let one of them write it.`,
          related: [{ message: `First written by \`${first.job.id}\``, at: valuePlace(first.job, first.port) }],
          fixes: [fix('disconnect', `Let \`${first.job.id}\` alone write it`, step(disconnect, { to: port.end }))],
        });
      }
    }
  },
});

/** True when only one of two jobs ever runs: they are the two ways of one if_else. */
function areAlternatives(pipeline: Pipeline, a: string, b: string): boolean {
  return pipeline.jobs.some(({ control }) => {
    if (!control) return false;
    const { trueBlock, falseBlock } = control;
    return (trueBlock.includes(a) && falseBlock.includes(b)) || (trueBlock.includes(b) && falseBlock.includes(a));
  });
}
