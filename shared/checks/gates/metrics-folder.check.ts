import { connect } from '#shared/edits/connect.edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck, fix, step } from '../check.ts';
import { typeGiven, valuePlace } from '../common/inputs.ts';

/** A gate reads one JSON file of metrics (docs/gates.md). */
export const metricsFolder = defineCheck({
  code: 'metrics-folder',
  rule: 'gate-rules',
  severity: 'warning',
  title: 'Gate is given a folder in place of a metrics file',
  run({ pipeline }, report) {
    for (const gate of pipeline.jobs) {
      if (gate.gateKind !== 'metrics') continue;
      for (const port of gate.inputs) {
        if ((port.name !== 'metrics' && port.name !== 'baseline') || port.bound === undefined || (port.declared && port.declared.type !== 'uri_file')) continue;
        const type = typeGiven(pipeline, port.bound);
        if (type === undefined || type === 'uri_file' || type === 'custom_model') continue;
        report({
          at: valuePlace(gate, port),
          field: ['jobs', gate.id, 'inputs', port.name],
          message: `\`${gate.id}.${port.name}\` reads \`${shortOf(port.bound)}\` (${type}), and a gate reads one JSON file, so it never opens: connect an output of type \`uri_file\`.`,
          fixes: filesBeside(pipeline, port.bound).map((output) =>
            fix('use-file', `Read \`${shortOf(output)}\``, step(connect, { from: output, to: port.end })),
          ),
        });
      }
    }
  },
});

/** Files of the same job, those called metrics first. */
function filesBeside(pipeline: Pipeline, end: string): readonly string[] {
  const parts = parseEnd(end);
  const job: Job | undefined = parts?.kind === 'job-output' ? pipeline.job(parts.job) : undefined;
  const files = job?.outputs.filter((output) => output.type === 'uri_file' && output.certain) ?? [];
  return [...files].sort((a, b) => Number(/metric/i.test(b.name)) - Number(/metric/i.test(a.name))).map((output) => output.end);
}

function shortOf(end: string): string {
  return end.replace(/^parent\.(jobs\.|inputs\.)/, '').replace('.outputs.', '.');
}
