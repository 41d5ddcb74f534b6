import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { dataOf, signalsOf } from './signals.ts';

const DURATION = /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

/** Production data moves on, so its window looks back; a fixed window is for reference data (MON-004). */
export const monitorWindow = defineCheck({
  code: 'monitor-window',
  rule: 'MON-004',
  severity: 'error',
  title: 'Window of monitored data that cannot be',
  documents: ['schedule'],
  run(context, report) {
    for (const signal of signalsOf(context)) {
      for (const key of ['production_data', 'reference_data']) {
        for (const { fields, path } of dataOf(signal, key)) {
          const window = fieldsIn(fields.get('data_window')?.value);
          const at = (name: string) => [...path, 'data_window', name];
          for (const name of ['lookback_window_size', 'lookback_window_offset']) {
            const entry = window.get(name);
            const written = asText(entry?.value);
            if (!entry?.value || written === undefined || DURATION.test(written) || written === 'default') continue;
            const days = /^(\d+)\s*(d|days?)?$/i.exec(written)?.[1];
            report({
              at: entry.value,
              field: at(name),
              message: `\`${name}\` of signal \`${signal.name}\` is \`${written}\`, which is no duration. Write it as \`P7D\` (seven days) or \`PT12H\`.`,
              fixes: days === undefined ? [] : [fix('write-duration', `Write \`P${days}D\``, step(set, { path: at(name), value: `P${days}D` }))],
            });
          }
          if (key !== 'production_data') continue;
          for (const name of ['window_start', 'window_end']) {
            const entry = window.get(name);
            if (entry)
              report({
                at: entry.key,
                field: at(name),
                message: `Signal \`${signal.name}\` watches a fixed stretch of production data, which Azure ML refuses. Look back with \`lookback_window_size\` instead.`,
                fixes: [fix('remove-key', `Remove \`${name}\``, step(unset, { path: at(name) }))],
              });
          }
        }
      }
    }
  },
});
