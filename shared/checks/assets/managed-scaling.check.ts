import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { textAt } from '../jobs/bodies.ts';

/** Managed deployments are scaled by Azure Monitor, not by the deployment (END-006). */
export const managedScaling = defineCheck({
  code: 'managed-scaling',
  rule: 'END-006',
  severity: 'error',
  title: 'Managed deployment that scales by load',
  documents: ['online-deployment'],
  run({ doc }, report) {
    const fields = fieldsIn(doc.map);
    if (textAt(fields, 'type')?.toLowerCase() === 'kubernetes' || textAt(fields, '$schema')?.toLowerCase().includes('kubernetes')) return;
    const type = fieldsIn(fields.get('scale_settings')?.value).get('type');
    if (!type?.value || textAt(fields, 'scale_settings', 'type')?.toLowerCase() !== 'target_utilization') return;
    report({
      at: type.value,
      field: ['scale_settings', 'type'],
      message: 'Only Kubernetes deployments scale by load themselves. Write `type: default`, and let Azure Monitor scale the deployment.',
      fixes: [fix('write-default', 'Write `scale_settings: { type: default }`', step(set, { path: ['scale_settings'], value: { type: 'default' } }))],
    });
  },
});
