import { needsOf } from '#shared/edits/common/reach.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { defineCheck, fix, step } from '../check.ts';
import { isInline } from '../common/inputs.ts';

/** A gate holds back only what reads its verdict. */
export const gateWithoutEffect = defineCheck({
  code: 'gate-without-effect',
  rule: 'trap',
  severity: 'warning',
  title: 'Gate that nothing waits for',
  run({ pipeline }, report) {
    for (const gate of pipeline.jobs) {
      if (!gate.isGate || pipeline.edgesOutOf(gate.id).some((edge) => edge.toJob !== undefined)) continue;
      const waits = pipeline.jobs.filter((job) => !job.isGate && (job.role === 'register' || job.role === 'deploy') && !isUpstream(pipeline, job, gate));
      // Behind everything else it still fails the run; a pipeline that uses this one may wait for its output.
      if (waits.length === 0 && (gate.gateKind === 'smoke' || gate.outputs.some((port) => port.bound !== undefined))) continue;
      const verdict = gate.outputs.find((port) => port.name === 'verdict') ?? gate.outputs.find((port) => port.type === 'uri_file');
      const open = waits.flatMap((job) => openInput(job) ?? []);
      const inline = waits.filter((job) => isInline(job) && !job.inputs.some((port) => port.name === 'gate'));
      report({
        at: gate.entry.key,
        field: ['jobs', gate.id],
        severity: waits.length > 0 ? 'warning' : 'info',
        message:
          waits[0] === undefined
            ? `No job waits for the verdict of \`${gate.id}\`: it fails the run at its end but holds nothing back. Connect its verdict to the job that must wait.`
            : `Nothing waits for the verdict of \`${gate.id}\`, so \`${waits[0].id}\` goes on whatever it says: connect its verdict to an input of that job.`,
        fixes: verdict
          ? [
              ...open.map(({ job, port }) =>
                fix('wait-for-gate', `Let \`${job.id}\` wait for \`${gate.id}\``, step(connect, { from: verdict.end, to: port.end })),
              ),
              ...inline.map((job) =>
                fix(
                  'wait-for-gate',
                  `Let \`${job.id}\` wait for \`${gate.id}\``,
                  step(set, { path: ['jobs', job.id, 'inputs', 'gate'], value: `\${{parent.jobs.${gate.id}.outputs.${verdict.name}}}` }),
                ),
              ),
            ]
          : [],
      });
    }
  },
});

function isUpstream(pipeline: Pipeline, job: Job, gate: Job): boolean {
  return needsOf(pipeline, gate.id).has(job.id);
}

/** An input for a verdict that is declared and free. */
function openInput(job: Job): { readonly job: Job; readonly port: Port } | undefined {
  const port = job.inputs.find((each) => each.declared && !each.entry && /(^|_)(gate|verdict)$/i.test(each.name));
  return port && { job, port };
}
