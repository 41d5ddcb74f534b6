import { defineCheck } from '../check.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** A parallel job that is written here says what handles a mini-batch (PAR-002). */
export const parallelTask = defineCheck({
  code: 'parallel-task',
  rule: 'PAR-002',
  severity: 'error',
  title: 'Parallel job without a task',
  documents: documentsWith('parallel'),
  run(context, report) {
    for (const { fields, path, who, at, inline } of bodiesOf(context, 'parallel')) {
      if (!inline || fields.has('task') || fields.has('component')) continue;
      report({
        at,
        field: [...path, 'task'],
        message: `${who} has no \`task\`, so that nothing would handle its mini-batches. Add \`task\` with \`type\`, \`code\`, \`entry_script\` and \`environment\`, or a \`component\`.`,
      });
    }
  },
});
