import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';

/** An input that is searched over and has a value besides (SWP-003). */
export const searchedAndSet = defineCheck({
  code: 'searched-and-set',
  rule: 'SWP-003',
  severity: 'warning',
  title: 'Input that is searched over has a value, too',
  runJob(job, _context, report) {
    if (job.kind !== 'sweep') return;
    const fields = fieldsOfJob(job);
    const inputs = fieldsIn(fields.get('inputs')?.value);
    for (const [key, entry] of fieldsIn(fields.get('search_space')?.value)) {
      const input = inputs.get(key);
      if (!input) continue;
      const path = ['jobs', job.id, 'inputs', key];
      report({
        at: input.key,
        field: path,
        message: `Job \`${job.id}\` searches over \`${key}\` and gives it a value besides, which no trial would use. Remove one of them.`,
        related: [{ message: 'Searched over here', at: entry.key }],
        fixes: [fix('remove-value', `Remove the value of \`${key}\``, step(unset, { path }))],
      });
    }
  },
});
