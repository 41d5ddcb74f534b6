import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** Spark brings its own image; of an environment it takes the packages only (SPK-008). */
export const sparkImage = defineCheck({
  code: 'spark-image',
  rule: 'SPK-008',
  severity: 'info',
  title: 'Image of a Spark environment is not used',
  documents: documentsWith('spark'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'spark')) {
      const entry = fieldsIn(fields.get('environment')?.value).get('image');
      if (entry)
        report({
          at: entry.key,
          field: [...path, 'environment', 'image'],
          message: `${who} names an image, but Spark runs in its own and takes nothing but the conda packages. Leave \`image\` only where Azure ML asks for it.`,
        });
    }
  },
});
