import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { dataOf, signalsOf } from './signals.ts';

/** A folder of files is made into a table before it can be watched (MON-005). */
export const monitorFolder = defineCheck({
  code: 'monitor-folder',
  rule: 'MON-005',
  severity: 'warning',
  title: 'Monitored folder without a component that makes a table of it',
  documents: ['schedule'],
  run(context, report) {
    for (const signal of signalsOf(context)) {
      for (const key of ['production_data', 'reference_data']) {
        for (const { fields, path } of dataOf(signal, key)) {
          const input = fields.get('input_data');
          const type = asText(fieldsIn(input?.value).get('type')?.value)?.toLowerCase();
          if (!input || type !== 'uri_folder' || fields.has('pre_processing_component')) continue;
          report({
            at: input.key,
            field: [...path, 'pre_processing_component'],
            message: `Signal \`${signal.name}\` watches a folder, which must be made into a table first. Add \`pre_processing_component\`, or use a table (mltable).`,
          });
        }
      }
    }
  },
});
