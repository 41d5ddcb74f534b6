import { soleExpression } from '#shared/azureml/expressions.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { pathOfPort } from '../common/inputs.ts';
import { shown } from '../common/words.ts';

/** An output of a job that is a text other than a binding to an output of the pipeline (BND-011). */
export const outputValue = defineCheck({
  code: 'output-value',
  rule: 'BND-011',
  severity: 'error',
  title: 'Output of a job is no output of the pipeline',
  runJob(job, { pipeline }, report) {
    for (const port of job.outputs) {
      const value = asScalar(port.entry?.value);
      if (!value || value.type === 'null') continue;
      const kind = soleExpression(value.text)?.expression.kind;
      // The old form and broken ones have checks of their own.
      if (kind === 'parent-output' || kind === 'own-output' || (kind === undefined && value.text.includes('${{')) || kind === 'other') continue;
      const path = pathOfPort(job, port);
      const fixes: Fix[] = [];
      const meant = nearest(
        value.text,
        pipeline.outputs.map((output) => output.name),
      );
      if (meant !== undefined)
        fixes.push(fix('bind', `Write to the pipeline's output \`${meant}\``, step(set, { path, value: `\${{parent.outputs.${meant}}}` })));
      if (kind === undefined && /[:/\\]/.test(value.text)) {
        const type = port.type ?? 'uri_folder';
        fixes.push(fix('make-path', 'Make it the path of the output', step(set, { path, value: { type, path: value.text } })));
      }
      report({
        at: value,
        field: path,
        message: `Output \`${port.name}\` of job \`${job.id}\` is \`${shown(value.text)}\`: a text here can only be \`\${{parent.outputs.<output>}}\`; a place to store it goes under \`path\`.`,
        fixes,
      });
    }
  },
});
