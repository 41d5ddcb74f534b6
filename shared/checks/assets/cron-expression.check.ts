import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, words: MONTHS },
  { name: 'day of the week', min: 0, max: 6, words: DAYS },
];

/** A cron expression has five fields, each within its range (SCH-003). */
export const cronExpression = defineCheck({
  code: 'cron-expression',
  rule: 'SCH-003',
  severity: 'error',
  title: 'Cron expression that is none',
  documents: ['schedule'],
  run({ doc }, report) {
    const node = asScalar(fieldsIn(fieldsIn(doc.map).get('trigger')?.value).get('expression')?.value);
    if (!node || node.type === 'null') return;
    const path = ['trigger', 'expression'];
    const parts = node.text.trim().split(/\s+/);
    if (parts.length !== 5) {
      const shorter = parts.length === 6 ? parts.slice(1).join(' ') : undefined;
      report({
        at: node,
        field: path,
        message: `The cron expression has ${parts.length} fields, but Azure ML reads five: minute, hour, day of the month, month, day of the week.`,
        fixes: shorter === undefined ? [] : [fix('drop-seconds', `Write \`${shorter}\``, step(set, { path, value: shorter }))],
      });
      return;
    }
    for (const [index, part] of parts.entries()) {
      const field = FIELDS[index];
      if (!field || isCronField(part, field)) continue;
      report({
        at: node,
        field: path,
        message: `In the cron expression \`${part}\` is no ${field.name}. Write a number between ${field.min} and ${field.max}, a list, a range or \`*\`.`,
      });
    }
  },
});

/** True for a star, numbers, ranges, steps and lists of them within the range of a field. */
export function isCronField(part: string, { min, max, words }: CronField): boolean {
  return part.split(',').every((piece) => {
    const [, range = '', stepBy] = /^([^/]+)(?:\/(\d+))?$/.exec(piece) ?? [];
    if (range === '' || (stepBy !== undefined && Number(stepBy) < 1)) return false;
    if (range === '*' || range === '?') return true;
    const ends = range.split('-').map((end) => numberOf(end, min, words));
    const [low, high = low] = ends;
    if (low === undefined || high === undefined || ends.length > 2) return false;
    return low >= min && high <= max && low <= high;
  });
}

function numberOf(text: string, min: number, words: readonly string[] | undefined): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const at = words?.indexOf(text.toLowerCase()) ?? -1;
  return at < 0 ? undefined : at + min;
}
