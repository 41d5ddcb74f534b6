import { set } from '#shared/edits/set.edit.ts';
import type { ComponentPort } from '#shared/pipeline/pipeline.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort } from '../common/inputs.ts';
import { convert } from './literals.ts';
import { givenTo } from './values-of.ts';

/** A number below the least or above the most that the component allows (TYP-006). */
export const valueOutOfRange = defineCheck({
  code: 'value-out-of-range',
  rule: 'TYP-006',
  severity: 'error',
  title: 'Number is out of the range that the component allows',
  runJob(job, { pipeline }, report) {
    for (const port of job.inputs) {
      const { declared } = port;
      if (!declared || (declared.min === undefined && declared.max === undefined) || (declared.type !== 'integer' && declared.type !== 'number')) continue;
      const given = givenTo(pipeline, port, pathOfPort(job, port));
      const number = given && convert(given.value, declared.type, given.node).value;
      if (!given || typeof number !== 'number') continue;
      const least = declared.min ?? Number.NEGATIVE_INFINITY;
      const most = declared.max ?? Number.POSITIVE_INFINITY;
      if (number >= least && number <= most) continue;
      const value = number < least ? least : most;
      const from = given.input === undefined ? '' : `, which reads the pipeline's input \`${given.input}\``;
      report({
        at: given.node,
        field: given.path,
        message: `Input \`${port.name}\` of job \`${job.id}\`${from} must be ${range(declared)}, and is ${number}: write ${value}.`,
        fixes: [fix('clamp', `Write ${value}`, step(set, { path: [...given.path], value }))],
      });
    }
  },
});

function range({ min, max }: ComponentPort): string {
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `between ${min} and ${max}`;
}
