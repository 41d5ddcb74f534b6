import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { numberOf, textAt } from '../jobs/bodies.ts';

/** A call lasts three minutes at most on managed endpoints, five on Kubernetes (END-007). */
export const callTimeout = defineCheck({
  code: 'call-timeout',
  rule: 'END-007',
  severity: 'error',
  title: 'Call may last longer than an endpoint allows',
  documents: ['online-deployment'],
  run({ doc }, report) {
    const fields = fieldsIn(doc.map);
    const isKubernetes = textAt(fields, 'type')?.toLowerCase() === 'kubernetes';
    const most = isKubernetes ? 300_000 : 180_000;
    const entry = fieldsIn(fields.get('request_settings')?.value).get('request_timeout_ms');
    const value = numberOf(entry);
    if (!entry || value === undefined || value <= most) return;
    const path = ['request_settings', 'request_timeout_ms'];
    report({
      at: entry.value ?? entry.key,
      field: path,
      message: `A call may last ${value} ms, but a ${isKubernetes ? 'Kubernetes' : 'managed'} endpoint ends it after ${most}. Lower \`request_timeout_ms\`.`,
      fixes: [fix('nearest-number', `Write ${most}`, step(set, { path, value: most }))],
    });
  },
});
