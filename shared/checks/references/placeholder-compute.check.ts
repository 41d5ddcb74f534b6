import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { shown } from '../common/words.ts';
import { computesOf } from './computes.ts';

/** A compute that somebody was to fill in (CMP-004). */
export const placeholderCompute = defineCheck({
  code: 'placeholder-compute',
  rule: 'CMP-004',
  severity: 'warning',
  title: 'Compute is still a placeholder',
  run(context, report) {
    for (const { node, path, who } of computesOf(context)) {
      if (node.text.includes('${{') || !/<[^<>]*>|\{\{.*\}\}/.test(node.text)) continue;
      report({
        at: node,
        field: path,
        message: `${who} names the compute \`${shown(node.text)}\`, which is a placeholder: write the name of a cluster, or \`azureml:serverless\`.`,
        fixes: [fix('use-serverless', 'Use serverless compute', step(set, { path: [...path], value: 'azureml:serverless' }))],
      });
    }
  },
});
