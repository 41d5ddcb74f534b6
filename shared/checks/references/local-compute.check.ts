import { set } from '#shared/edits/set.edit.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { type ComputeAt, computesOfJob, computesOfPipeline } from './computes.ts';

/** `compute: local`, which Azure ML does not take in pipelines (CMP-003). */
export const localCompute = defineCheck({
  code: 'local-compute',
  rule: 'CMP-003',
  severity: 'warning',
  title: 'Azure ML does not run pipelines on `local`',
  run(context, report) {
    for (const compute of computesOfPipeline(context)) checkCompute(compute, report);
  },
  runJob(job, _context, report) {
    for (const compute of computesOfJob(job)) checkCompute(compute, report);
  },
});

function checkCompute({ node, path, who }: ComputeAt, report: Report): void {
  if (!/^(azureml:)?local$/i.test(node.text)) return;
  report({
    at: node,
    field: path,
    message: `${who} names the compute \`local\`, which works for single jobs but not for pipelines on Azure ML: name a cluster, or \`azureml:serverless\`.`,
    fixes: [fix('use-serverless', 'Use serverless compute', step(set, { path: [...path], value: 'azureml:serverless' }))],
  });
}
