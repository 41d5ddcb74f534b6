import { defineCheck } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** A job that two loops repeat (CTL-006). */
export const bodyOfTwoLoops = defineCheck({
  code: 'body-of-two-loops',
  rule: 'CTL-006',
  severity: 'error',
  title: 'Job is the body of two loops',
  run({ pipeline }, report) {
    const loops = new Map<string, string>();
    for (const loop of pipeline.jobs) {
      const body = loop.control?.body;
      if (body === undefined || (loop.kind !== 'do-while' && loop.kind !== 'parallel-for')) continue;
      const first = loops.get(body);
      if (first === undefined) {
        loops.set(body, loop.id);
        continue;
      }
      const entry = fieldsOfJob(loop).get('body');
      const other = pipeline.job(first);
      report({
        at: entry?.value ?? loop.entry.key,
        field: ['jobs', loop.id, 'body'],
        message: `\`${body}\` is the body of \`${first}\` and of \`${loop.id}\`, and can be repeated by one loop only: copy the job.`,
        related: other ? [{ message: 'The first loop', at: other.entry.key }] : [],
      });
    }
  },
});
