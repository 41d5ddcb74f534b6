import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { OTHER_NAMES, TIME_ZONES } from './time-zones.ts';

/** Azure ML names time zones as Windows does (SCH-004). */
export const timeZone = defineCheck({
  code: 'time-zone',
  rule: 'SCH-004',
  severity: 'warning',
  title: 'Time zone that Azure ML does not know',
  documents: ['schedule'],
  run({ doc }, report) {
    const entry = fieldsIn(fieldsIn(doc.map).get('trigger')?.value).get('time_zone');
    const written = asText(entry?.value);
    if (!entry?.value || written === undefined || TIME_ZONES.some((zone) => zone.toLowerCase() === written.toLowerCase())) return;
    const meant = OTHER_NAMES[written.toLowerCase()] ?? nearest(written, TIME_ZONES);
    const path = ['trigger', 'time_zone'];
    report({
      at: entry.value,
      field: path,
      message: `Azure ML does not know the time zone \`${written}\`; it takes the names of Windows. ${meant === undefined ? 'Write one like `W. Europe Standard Time`.' : `Did you mean \`${meant}\`?`}`,
      fixes: meant === undefined ? [] : [fix('did-you-mean', `Write \`${meant}\``, step(set, { path, value: meant }))],
    });
  },
});
