import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith, textAt } from './bodies.ts';

/** A grid tries every combination, so each hyperparameter needs a list of values (SWP-003). */
export const gridOfRanges = defineCheck({
  code: 'grid-of-ranges',
  rule: 'SWP-003',
  severity: 'warning',
  title: 'Grid over a range without steps',
  documents: documentsWith('sweep'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'sweep')) {
      const algorithm = (textAt(fields, 'sampling_algorithm') ?? textAt(fields, 'sampling_algorithm', 'type'))?.toLowerCase();
      if (algorithm !== 'grid') continue;
      const isObject = textAt(fields, 'sampling_algorithm') === undefined;
      for (const [name, entry] of fieldsIn(fields.get('search_space')?.value)) {
        const type = textAt(fieldsIn(entry.value), 'type');
        if (type === undefined || type.toLowerCase() === 'choice') continue;
        const field = [...path, 'search_space', name, 'type'];
        const algorithmPath = [...path, 'sampling_algorithm', ...(isObject ? ['type'] : [])];
        report({
          at: fieldsIn(entry.value).get('type')?.value ?? entry.key,
          field,
          message: `${who} tries every combination (grid), but \`${name}\` is \`${type}\`, which has no list of values. Use \`choice\`, or sample at random.`,
          fixes: [fix('sample-at-random', 'Sample at random', step(set, { path: algorithmPath, value: 'random' }))],
        });
      }
    }
  },
});
