import { checkOutputName, freeName } from '#shared/azureml/names.ts';
import { renameOutput } from '#shared/edits/rename-output.edit.ts';
import { renamePort } from '#shared/edits/rename-port.edit.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { toPortName } from './nearest-name.ts';

const RULE = 'use letters, digits and underscores, no dots, and do not start with a digit';

/** An output of the pipeline or of an inline job whose name Azure ML refuses (NAM-003). */
export const outputName = defineCheck({
  code: 'output-name',
  rule: 'NAM-003',
  severity: 'error',
  title: 'Output has a name that is not allowed',
  run({ pipeline }, report) {
    for (const { name, entry } of pipeline.outputs) {
      if (checkOutputName(name) === undefined) continue;
      const to = freeName(toPortName(name, false), (other) => pipeline.outputs.some((output) => output.name === other));
      report({
        at: entry.key,
        field: ['outputs', name],
        message: `\`${name}\` is no name for an output: ${RULE}.`,
        fixes: [fix('rename', `Rename to \`${to}\``, step(renameOutput, { name, to }))],
      });
    }
  },
  runJob: (job, _context, report) => checkJob(job, report),
});

function checkJob(job: CheckContext['pipeline']['jobs'][number], report: Report): void {
  for (const { name, entry, declared } of job.outputs) {
    if (!entry || declared || checkOutputName(name) === undefined) continue;
    const to = freeName(toPortName(name, false), (other) => job.outputs.some((output) => output.name === other));
    report({
      at: entry.key,
      field: ['jobs', job.id, 'outputs', name],
      message: `\`${name}\` is no name for an output of job \`${job.id}\`: ${RULE}.`,
      fixes: isInline(job) ? [fix('rename', `Rename to \`${to}\``, step(renamePort, { job: job.id, side: 'output' as const, name, to }))] : [],
    });
  }
}
