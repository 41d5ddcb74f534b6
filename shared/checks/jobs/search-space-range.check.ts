import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith, numberOf } from './bodies.ts';

/** A range that ends before it begins (SWP-003). */
export const searchSpaceRange = defineCheck({
  code: 'search-space-range',
  rule: 'SWP-003',
  severity: 'warning',
  title: 'Range of a search space is upside down',
  documents: documentsWith('sweep'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'sweep')) {
      for (const [name, entry] of fieldsIn(fields.get('search_space')?.value)) {
        const inner = fieldsIn(entry.value);
        const low = inner.get('min_value');
        const min = numberOf(low);
        const max = numberOf(inner.get('max_value'));
        if (!low || min === undefined || max === undefined || min <= max) continue;
        const field = [...path, 'search_space', name, 'min_value'];
        const swap = fix(
          'swap',
          'Swap the two',
          step(set, { path: field, value: max }),
          step(set, { path: [...path, 'search_space', name, 'max_value'], value: min }),
        );
        report({
          at: low.value ?? low.key,
          field,
          message: `${who} searches \`${name}\` from ${min} to ${max}, where nothing lies between. Swap the two.`,
          fixes: [swap],
        });
      }
    }
  },
});
