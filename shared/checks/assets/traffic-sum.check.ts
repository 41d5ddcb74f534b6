import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { type CheckContext, defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { has } from '../common/words.ts';
import { numberOf } from '../jobs/bodies.ts';

/** All shares of the traffic together are 0 or 100 per cent, and each belongs to a deployment (END-001). */
export const trafficSum = defineCheck({
  code: 'traffic-sum',
  rule: 'END-001',
  severity: 'error',
  title: 'Traffic that does not add up',
  documents: ['online-endpoint'],
  run(context, report) {
    const fields = fieldsIn(context.doc.map);
    const traffic = fields.get('traffic');
    const shares = [...fieldsIn(traffic?.value)];
    if (!traffic || shares.length === 0) return;
    const sum = shares.reduce((total, [, entry]) => total + (numberOf(entry) ?? 0), 0);
    const [last] = shares.slice(-1);
    if (sum !== 0 && sum !== 100 && last) {
      const value = 100 - (sum - (numberOf(last[1]) ?? 0));
      report({
        at: traffic.key,
        field: ['traffic'],
        message: `The shares of the traffic add up to ${sum} per cent; they must add up to 100, or to 0.`,
        fixes: value < 0 || value > 100 ? [] : [fix('even-out', `Give \`${last[0]}\` ${value} per cent`, step(set, { path: ['traffic', last[0]], value }))],
      });
    }
    const deployments = deploymentsOf(asText(fields.get('name')?.value), context);
    if (deployments.length === 0) return;
    for (const [name, entry] of shares) {
      if (deployments.includes(name)) continue;
      const meant = nearest(name, deployments);
      report({
        severity: 'warning',
        at: entry.key,
        field: ['traffic', name],
        message: `No deployment \`${name}\` of this endpoint is in the project. ${meant === undefined ? has(deployments) : `Did you mean \`${meant}\`?`}`,
        fixes: [fix('remove-key', `Remove \`${name}\``, step(unset, { path: ['traffic', name] }))],
      });
    }
  },
});

/** Names of the deployments in the project's files that name the endpoint. */
function deploymentsOf(endpoint: string | undefined, { files }: CheckContext): string[] {
  if (endpoint === undefined) return [];
  const names: string[] = [];
  for (const path of files.list()) {
    if (!/\.ya?ml$/i.test(path)) continue;
    const text = files.read(path);
    if (text === undefined || plainKey(text, 'endpoint_name') !== endpoint) continue;
    const name = plainKey(text, 'name');
    if (name !== undefined) names.push(name);
  }
  return names;
}

function plainKey(text: string, key: string): string | undefined {
  return new RegExp(`^${key}:[ \\t]*["']?([-\\w]+)`, 'm').exec(text)?.[1];
}
