import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { misspelt } from '../common/misspelt.ts';
import { fieldsIn } from '../common/walk.ts';
import { textAt } from '../jobs/bodies.ts';

/** What a deployment cannot do without (END-005). */
export const deploymentIncomplete = defineCheck({
  code: 'deployment-incomplete',
  rule: 'END-005',
  severity: 'error',
  title: 'Deployment without machines or endpoint',
  documents: ['online-deployment', 'batch-deployment'],
  run({ doc, pipeline }, report) {
    const fields = fieldsIn(doc.map);
    const at = doc.map?.entries[0]?.key;
    if (!at) return;
    if (!fields.has('endpoint_name'))
      report({
        severity: 'warning',
        at,
        field: ['endpoint_name'],
        message: 'The deployment does not name its endpoint. Add `endpoint_name`, or give it with `--endpoint-name`.',
      });
    const type = textAt(fields, 'type')?.toLowerCase();
    const isManaged = pipeline.document === 'online-deployment' && type !== 'kubernetes' && !isKubernetes(textAt(fields, '$schema'));
    if (isManaged && !fields.has('instance_type') && !misspelt(fields, 'instance_type'))
      report({
        at,
        field: ['instance_type'],
        message: 'A managed deployment needs the size of its machines. Add `instance_type`.',
        fixes: [fix('add-size', 'Add `instance_type: Standard_DS3_v2`', step(set, { path: ['instance_type'], value: 'Standard_DS3_v2' }))],
      });
    if (pipeline.document === 'batch-deployment' && type === 'model' && !fields.has('compute'))
      report({
        severity: 'warning',
        at,
        field: ['compute'],
        message: 'The deployment has no `compute`. Add the cluster that it runs on, or give it with `--set compute=…`.',
      });
  },
});

function isKubernetes(schema: string | undefined): boolean {
  return schema?.toLowerCase().includes('kubernetes') ?? false;
}
