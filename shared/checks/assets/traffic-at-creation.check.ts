import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** Traffic is set once there are deployments; a new endpoint has none (END-003). */
export const trafficAtCreation = defineCheck({
  code: 'traffic-at-creation',
  rule: 'END-003',
  severity: 'warning',
  title: 'Traffic in the file of an endpoint',
  documents: ['online-endpoint'],
  run({ doc }, report) {
    const traffic = fieldsIn(doc.map).get('traffic');
    if (!traffic || fieldsIn(traffic.value).size === 0) return;
    report({
      at: traffic.key,
      field: ['traffic'],
      message:
        'An endpoint cannot be created with `traffic`, because it has no deployments yet. Remove it here and set it with `az ml online-endpoint update --traffic`.',
      fixes: [fix('remove-key', 'Remove `traffic`', step(unset, { path: ['traffic'] }))],
    });
  },
});
