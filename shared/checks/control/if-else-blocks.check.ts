import { soleExpression } from '#shared/azureml/expressions.ts';
import { asScalar, isNull } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';
import { listed, shown } from '../common/words.ts';

/** An if_else without a block, with one job in both, or with a condition that is none (CTL-001). */
export const ifElseBlocks = defineCheck({
  code: 'if-else-blocks',
  rule: 'CTL-001',
  severity: 'error',
  title: 'Condition or blocks of an if_else are not right',
  runJob(job, _context, report) {
    if (job.kind !== 'if-else' || !job.control) return;
    const fields = fieldsOfJob(job);
    const { trueBlock, falseBlock } = job.control;
    if (isNull(fields.get('true_block')?.value) && isNull(fields.get('false_block')?.value)) {
      report({
        at: job.entry.key,
        field: ['jobs', job.id, 'true_block'],
        message: `The if_else \`${job.id}\` has neither a \`true_block\` nor a \`false_block\`: name the job that is to run.`,
      });
    }
    const both = trueBlock.filter((name) => falseBlock.includes(name));
    const second = fields.get('false_block');
    if (both.length > 0 && second) {
      report({
        at: second.value ?? second.key,
        field: ['jobs', job.id, 'false_block'],
        message: `${listed(both)} ${both.length === 1 ? 'stands' : 'stand'} in both blocks of \`${job.id}\`: a job runs in one of them.`,
      });
    }
    const condition = fields.get('condition');
    const value = asScalar(condition?.value);
    if (value && (value.type === 'bool' || /^(true|false)$/i.test(value.text) || soleExpression(value.text))) return;
    report({
      at: condition?.value ?? condition?.key ?? job.entry.key,
      field: ['jobs', job.id, 'condition'],
      message:
        value && value.type !== 'null'
          ? `The condition \`${shown(value.text)}\` of \`${job.id}\` is neither true or false nor a binding: compare in a job, and bind to its output.`
          : `The if_else \`${job.id}\` has no condition: bind it to an output that is true or false.`,
    });
  },
});
