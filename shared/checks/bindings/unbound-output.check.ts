import { canFeed } from '#shared/edits/common/compatibility.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { removeOutput } from '#shared/edits/remove-output.edit.ts';
import { endOfOutput } from '#shared/pipeline/end.ts';
import type { Pipeline, PipelineEnd } from '#shared/pipeline/pipeline.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { typeGiven } from '../common/inputs.ts';

/** An output of the pipeline that no job writes (BND-013). */
export const unboundOutput = defineCheck({
  code: 'unbound-output',
  rule: 'BND-013',
  severity: 'warning',
  title: 'Output of the pipeline is never written',
  run({ pipeline }, report) {
    if (pipeline.jobs.length === 0 || pipeline.outputs.length === 0) return;
    const written = new Set<string>();
    for (const job of pipeline.jobs) for (const { expression } of job.bindings) if (expression.kind === 'parent-output') written.add(expression.output);
    for (const output of pipeline.outputs) {
      if (written.has(output.name)) continue;
      const fixes: Fix[] = [];
      const from = likelyWriter(pipeline, output);
      if (from !== undefined) {
        const name = from.replace('parent.jobs.', '').replace('.outputs.', '.');
        fixes.push(fix('bind', `Let \`${name}\` write it`, step(connect, { from, to: endOfOutput(output.name) })));
      }
      fixes.push(fix('remove', `Remove output \`${output.name}\``, step(removeOutput, { name: output.name })));
      report({
        at: output.entry.key,
        field: ['outputs', output.name],
        message: `The pipeline's output \`${output.name}\` is never written: bind a job's output to it, or remove it.`,
        fixes,
      });
    }
  },
});

/** The only output of a job with this name, of a type that fits and not bound yet. */
function likelyWriter(pipeline: Pipeline, output: PipelineEnd): string | undefined {
  const ends = pipeline.jobs.flatMap((job) =>
    job.outputs
      .filter((port) => port.name === output.name && port.bound === undefined && port.path === undefined && canFeed(typeGiven(pipeline, port.end), output.type))
      .map((port) => port.end),
  );
  return ends.length === 1 ? ends[0] : undefined;
}
