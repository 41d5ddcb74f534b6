import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { numberOf } from '../jobs/bodies.ts';

/** One deployment gets copies of calls, of half of them at most (END-002). */
export const mirrorTraffic = defineCheck({
  code: 'mirror-traffic',
  rule: 'END-002',
  severity: 'error',
  title: 'Traffic mirrored to several deployments, or too much of it',
  documents: ['online-endpoint'],
  run({ doc }, report) {
    const mirror = fieldsIn(doc.map).get('mirror_traffic');
    const shares = [...fieldsIn(mirror?.value)].filter(([, entry]) => (numberOf(entry) ?? 0) > 0);
    const [first, second] = shares;
    if (!mirror || !first) return;
    const at = (name: string) => ['mirror_traffic', name];
    if (second) {
      report({
        at: second[1].key,
        field: at(second[0]),
        message: `Calls are mirrored to \`${first[0]}\` and \`${second[0]}\`, but only one deployment can get copies. Remove the other.`,
        fixes: [fix('remove-key', `Remove \`${second[0]}\``, step(unset, { path: at(second[0]) }))],
      });
    } else if ((numberOf(first[1]) ?? 0) > 50) {
      report({
        at: first[1].value ?? first[1].key,
        field: at(first[0]),
        message: `${numberOf(first[1])} per cent of the calls are mirrored, but Azure ML takes 50 at most.`,
        fixes: [fix('nearest-number', 'Write 50', step(set, { path: at(first[0]), value: 50 }))],
      });
    }
  },
});
