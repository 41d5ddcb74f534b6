import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { lowerFirst } from '../common/words.ts';
import { bodiesOf, WITH_BODIES } from './bodies.ts';

/** An environment written inline that has a name (ENV-002). */
export const environmentName = defineCheck({
  code: 'environment-name',
  rule: 'ENV-002',
  severity: 'info',
  title: 'Environment written inline has a name or version',
  documents: WITH_BODIES,
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context)) {
      const own = fieldsIn(fields.get('environment')?.value);
      const key = own.has('name') ? 'name' : own.has('version') ? 'version' : undefined;
      const entry = key === undefined ? undefined : own.get(key);
      if (!entry || key === undefined) continue;
      report({
        at: entry.key,
        field: [...path, 'environment', key],
        message: `The environment of ${lowerFirst(who)} is written inline and has a \`${key}\`, which Azure ML takes although its documentation says otherwise: it registers the environment under it.`,
      });
    }
  },
});
