import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { bodiesOf } from './bodies.ts';

/** Spark runs on an attached pool or on machines of its own: exactly one of them (SPK-001). */
export const sparkCompute = defineCheck({
  code: 'spark-compute',
  rule: 'SPK-001',
  severity: 'error',
  title: 'Spark job without one place to run',
  documents: ['pipeline-job', 'pipeline-component', 'spark-job'],
  run(context, report) {
    for (const { fields, path, who, at } of bodiesOf(context, 'spark')) {
      const compute = fields.get('compute');
      const resources = fields.get('resources');
      const remove = (key: string) => fix(`remove-${key}`, `Remove \`${key}\``, step(unset, { path: [...path, key] }));
      if (compute && resources) {
        report({
          at: compute.key,
          field: [...path, 'compute'],
          message: `${who} has both \`compute\` and \`resources\`, but Spark runs on one of them. Remove the other.`,
          related: [{ message: 'Machines of its own', at: resources.key }],
          fixes: [remove('compute'), remove('resources')],
        });
      } else if (!compute && !resources) {
        const value = { instance_type: 'standard_e4s_v3', runtime_version: '3.4' };
        report({
          at,
          field: [...path, 'resources'],
          message: `${who} has nowhere to run. Add \`resources\` with instance_type and runtime_version, or \`compute\` with a Spark pool.`,
          fixes: [fix('add-resources', 'Add `resources`', step(set, { path: [...path, 'resources'], value }))],
        });
      }
    }
  },
});
