import { soleExpression } from '#shared/azureml/expressions.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { endOfJobOutput } from '#shared/pipeline/end.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { typeGiven } from '../common/inputs.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** A condition of an if_else that reads data in place of true or false (CTL-003). */
export const conditionType = defineCheck({
  code: 'condition-type',
  rule: 'CTL-003',
  severity: 'warning',
  title: 'Condition reads data in place of true or false',
  runJob(job, { pipeline }, report) {
    if (job.kind !== 'if-else') return;
    const node = asScalar(fieldsOfJob(job).get('condition')?.value);
    const expression = node && soleExpression(node.text)?.expression;
    if (!node || expression?.kind !== 'job-output') return;
    const type = typeGiven(pipeline, endOfJobOutput(expression.job, expression.output));
    if (type === undefined || isLiteralType(type)) return;
    report({
      at: node,
      field: ['jobs', job.id, 'condition'],
      message: `The condition of \`${job.id}\` reads \`${expression.output}\` of \`${expression.job}\`, which is ${type} and not true or false: bind it to an output of type boolean.`,
    });
  },
});
