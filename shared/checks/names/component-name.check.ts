import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { shown } from '../common/words.ts';
import { refuseComponentName, toComponentName } from './component-name-rule.ts';
import { COMPONENTS } from './component-ports.ts';

/** A component file whose name cannot be registered (NAM-006). */
export const componentName = defineCheck({
  code: 'component-name',
  rule: 'NAM-006',
  severity: 'error',
  title: 'Component has a name that cannot be registered',
  documents: COMPONENTS,
  run({ doc }, report) {
    const value = fieldsIn(doc.map).get('name')?.value;
    const name = asText(value);
    const reason = name === undefined ? undefined : refuseComponentName(name);
    if (!value || name === undefined || reason === undefined) return;
    const to = toComponentName(name);
    report({
      at: value,
      field: ['name'],
      message: `A component cannot be registered as \`${shown(name)}\`: ${reason}.`,
      fixes: [fix('rename', `Rename to \`${shown(to)}\``, step(set, { path: ['name'], value: to }))],
    });
  },
});
