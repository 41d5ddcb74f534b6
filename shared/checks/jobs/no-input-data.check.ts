import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** A parallel job says which of its inputs is cut into mini-batches (PAR-003). */
export const noInputData = defineCheck({
  code: 'no-input-data',
  rule: 'PAR-003',
  severity: 'warning',
  title: 'Parallel job without input data',
  documents: documentsWith('parallel'),
  run(context, report) {
    for (const { fields, path, who, at, inline } of bodiesOf(context, 'parallel')) {
      if (!inline || fields.has('input_data') || fields.has('component')) continue;
      const field = [...path, 'input_data'];
      const inputs = [...fieldsIn(fields.get('inputs')?.value).keys()];
      report({
        at,
        field,
        message: `${who} does not say which input is cut into mini-batches. Add \`input_data\`.`,
        fixes: inputs
          .slice(0, 3)
          .map((name) => fix(`cut-${name}`, `Cut \`${name}\` into mini-batches`, step(set, { path: field, value: `\${{inputs.${name}}}` }))),
      });
    }
  },
});
