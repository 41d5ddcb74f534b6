import { isLiteralType } from '#shared/azureml/port-types.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort } from '../common/inputs.ts';
import { fieldsIn } from '../common/walk.ts';
import { shown } from '../common/words.ts';
import { convert, typeWords } from './literals.ts';

/** A value of another type than the input takes (TYP-005). */
export const wrongLiteral = defineCheck({
  code: 'wrong-literal',
  rule: 'TYP-005',
  severity: 'warning',
  title: 'Value is of another type than the input takes',
  runJob(job, _context, report) {
    for (const port of job.inputs) {
      const type = port.declared?.type;
      if (type === undefined || !isLiteralType(type) || port.literal === undefined) continue;
      if (typeof port.literal === 'string' && port.literal.includes('${{')) continue;
      const long = fieldsIn(port.entry?.value).get('value')?.value;
      const node = asScalar(port.entry?.value) ?? asScalar(long);
      const { severity, value } = convert(port.literal, type, node);
      if (severity === undefined || !node) continue;
      const path = [...pathOfPort(job, port), ...(long ? ['value'] : [])];
      const says = `Input \`${port.name}\` of job \`${job.id}\` takes ${typeWords(type)}`;
      report({
        at: node,
        field: path,
        severity,
        message:
          value === undefined
            ? `${says}, and \`${shown(port.literal)}\` cannot be read as one: write another value.`
            : `${says}, and \`${shown(node.text)}\` is ${found(port.literal)}: ${typeof value === 'string' ? 'quote it' : `write \`${shown(value)}\``}.`,
        fixes:
          value === undefined ? [] : [fix('convert', typeof value === 'string' ? 'Quote the value' : `Write \`${shown(value)}\``, step(set, { path, value }))],
      });
    }
  },
});

function found(value: string | number | boolean): string {
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : '`true` or `false`';
}
