import { set } from '#shared/edits/set.edit.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { shown } from '../common/words.ts';
import { type ComputeAt, computesOfJob, computesOfPipeline } from './computes.ts';

/** A compute that somebody was to fill in (CMP-004). */
export const placeholderCompute = defineCheck({
  code: 'placeholder-compute',
  rule: 'CMP-004',
  severity: 'warning',
  title: 'Compute is still a placeholder',
  run(context, report) {
    for (const compute of computesOfPipeline(context)) checkCompute(compute, report);
  },
  runJob(job, _context, report) {
    for (const compute of computesOfJob(job)) checkCompute(compute, report);
  },
});

function checkCompute({ node, path, who }: ComputeAt, report: Report): void {
  if (node.text.includes('${{') || !/<[^<>]*>|\{\{.*\}\}/.test(node.text)) return;
  report({
    at: node,
    field: path,
    message: `${who} names the compute \`${shown(node.text)}\`, which is a placeholder: write the name of a cluster, or \`azureml:serverless\`.`,
    fixes: [fix('use-serverless', 'Use serverless compute', step(set, { path: [...path], value: 'azureml:serverless' }))],
  });
}
