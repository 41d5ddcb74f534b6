import { isLiteralType } from '#shared/azureml/port-types.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort } from '../common/inputs.ts';
import { listed, shown } from '../common/words.ts';
import { givenTo } from './values-of.ts';

/** Values that are offered when none is near. */
const MOST_OFFERED = 4;

/** A value that is not among those that the component lists (TYP-007). */
export const valueNotInList = defineCheck({
  code: 'value-not-in-list',
  rule: 'TYP-007',
  severity: 'error',
  title: 'Value is not among those that the component allows',
  runJob(job, { pipeline }, report) {
    for (const port of job.inputs) {
      const values = port.declared?.enum;
      if (!values || values.length === 0 || (port.declared?.type !== undefined && !isLiteralType(port.declared.type))) continue;
      const given = givenTo(pipeline, port, pathOfPort(job, port));
      if (!given || given.node.text.includes('${{') || isAmong(given.value, given.node.text, values)) continue;
      const meant = nearest(given.node.text, values);
      const offered = meant === undefined ? values.slice(0, MOST_OFFERED) : [meant];
      const from = given.input === undefined ? '' : `, which reads the pipeline's input \`${given.input}\``;
      const says = `Input \`${port.name}\` of job \`${job.id}\`${from} cannot be \`${shown(given.node.text)}\`.`;
      report({
        at: given.node,
        field: given.path,
        message: meant === undefined ? `${says} It is one of ${listed(values)}.` : `${says} Did you mean \`${meant}\`?`,
        fixes: offered.map((value) => fix('did-you-mean', `Write \`${shown(value)}\``, step(set, { path: [...given.path], value }))),
      });
    }
  },
});

/** Values are compared as the text that Azure ML sends: `true` is `True`. */
function isAmong(value: string | number | boolean, text: string, values: readonly string[]): boolean {
  if (typeof value === 'boolean') return values.some((one) => one.toLowerCase() === String(value));
  return values.includes(String(value)) || values.includes(text);
}
