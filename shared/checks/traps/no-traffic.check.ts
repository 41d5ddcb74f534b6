import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { listed } from '../common/words.ts';
import { numberOf } from '../jobs/bodies.ts';
import { deploymentsOf } from './project-documents.ts';

/** Updating an endpoint with a file that says nothing of the traffic, or 0, takes it from the deployments that answer. */
export const noTraffic = defineCheck({
  code: 'no-traffic',
  rule: 'trap',
  severity: 'warning',
  title: 'Endpoint whose traffic falls to 0',
  documents: ['online-endpoint'],
  run(context, report) {
    const fields = fieldsIn(context.doc.map);
    const name = fields.get('name');
    const traffic = fields.get('traffic');
    const shares = [...fieldsIn(traffic?.value)];
    const deployments = deploymentsOf(context, asText(name?.value)).flatMap(({ fields: own }) => asText(own.get('name')?.value) ?? []);
    const [only] = deployments;
    const fixes =
      only !== undefined && deployments.length === 1
        ? [fix('give-traffic', `Give \`${only}\` all traffic`, step(set, { path: ['traffic', only], value: 100 }))]
        : [];
    if (traffic && shares.length > 0) {
      if (shares.some(([, entry]) => numberOf(entry) !== 0)) return;
      report({
        at: traffic.key,
        field: ['traffic'],
        message: `No deployment gets any traffic, so the endpoint answers nobody: give ${listed(shares.map(([deployment]) => deployment))} shares that add up to 100.`,
        fixes:
          fixes.length > 0
            ? fixes
            : shares
                .slice(0, 1)
                .map(([deployment]) => fix('give-traffic', `Give \`${deployment}\` all traffic`, step(set, { path: ['traffic', deployment], value: 100 }))),
      });
      return;
    }
    if (!name || deployments.length === 0) return;
    report({
      at: traffic?.key ?? name.key,
      field: ['traffic'],
      severity: 'info',
      message: `The file says nothing of the traffic, so updating the endpoint with it leaves ${listed(deployments)} with none for a while: write the shares down once the deployments are there.`,
      fixes,
    });
  },
});
