import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { deploymentsOf } from '../traps/project-documents.ts';

/** Traffic is set once there are deployments; a new endpoint has none (END-003). */
export const trafficAtCreation = defineCheck({
  code: 'traffic-at-creation',
  rule: 'END-003',
  severity: 'warning',
  title: 'Traffic in the file of an endpoint',
  documents: ['online-endpoint'],
  run(context, report) {
    const fields = fieldsIn(context.doc.map);
    const traffic = fields.get('traffic');
    const shares = [...fieldsIn(traffic?.value).keys()];
    if (!traffic || shares.length === 0) return;
    // A file that is kept beside its deployments updates the endpoint.
    const there = deploymentsOf(context, asText(fields.get('name')?.value)).flatMap((each) => asText(each.fields.get('name')?.value) ?? []);
    if (shares.some((name) => there.includes(name))) return;
    report({
      at: traffic.key,
      field: ['traffic'],
      message:
        'An endpoint cannot be created with `traffic`, because it has no deployments yet. Remove it here and set it with `az ml online-endpoint update --traffic`.',
      fixes: [fix('remove-key', 'Remove `traffic`', step(unset, { path: ['traffic'] }))],
    });
  },
});
