import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { textAt } from '../jobs/bodies.ts';

const CRON: readonly (readonly [string, string])[] = [
  ['type', 'cron'],
  ['expression', '0 3 * * *'],
];
const RECURRENCE: readonly (readonly [string, string | number])[] = [
  ['type', 'recurrence'],
  ['frequency', 'day'],
  ['interval', 1],
];
const STARTS = ['create_job', 'create_monitor', 'import_data'];

/** A schedule says when it starts and what (SCH-001). */
export const scheduleIncomplete = defineCheck({
  code: 'schedule-incomplete',
  rule: 'SCH-001',
  severity: 'error',
  title: 'Schedule without a trigger or anything to start',
  documents: ['schedule'],
  run({ doc }, report) {
    const fields = fieldsIn(doc.map);
    const at = doc.map?.entries[0]?.key;
    if (!at) return;
    const daily = { type: 'recurrence', frequency: 'day', interval: 1 };
    const addDaily = fix('add-trigger', 'Start every day', step(set, { path: ['trigger'], value: daily }));
    const trigger = fields.get('trigger');
    if (!trigger) report({ at, field: ['trigger'], message: 'The schedule does not say when it starts. Add `trigger`.', fixes: [addDaily] });
    else {
      const inner = fieldsIn(trigger.value);
      const type = textAt(inner, 'type')?.toLowerCase();
      const isCron = type === 'cron' || (type === undefined && inner.has('expression'));
      const needed: readonly (readonly [string, string | number])[] = isCron ? CRON : RECURRENCE;
      for (const [key, value] of needed) {
        if (inner.has(key)) continue;
        report({
          at: trigger.key,
          field: ['trigger', key],
          message: `The trigger of the schedule has no \`${key}\`. Add it.`,
          fixes: [fix(`add-${key}`, `Add \`${key}: ${value}\``, step(set, { path: ['trigger', key], value }))],
        });
      }
    }
    if (!STARTS.some((key) => fields.has(key)))
      report({ at, field: ['create_job'], message: 'The schedule does not say what it starts. Add `create_job` with a job file, or `create_monitor`.' });
  },
});
