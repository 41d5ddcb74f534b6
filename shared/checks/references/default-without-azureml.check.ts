import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { shown } from '../common/words.ts';

/** A default compute or datastore without the prefix that Azure ML wants there (CMP-002). */
export const defaultWithoutAzureml = defineCheck({
  code: 'default-without-azureml',
  rule: 'CMP-002',
  severity: 'error',
  title: 'Default compute or datastore lacks `azureml:`',
  documents: ['pipeline-job', 'pipeline-component', 'schedule'],
  run({ doc, pipeline: { document } }, report) {
    const fields = fieldsIn(doc.map);
    const holder = document === 'schedule' ? ['create_job', 'settings'] : ['settings'];
    const settings = fieldsIn((document === 'schedule' ? fieldsIn(fields.get('create_job')?.value) : fields).get('settings')?.value);
    for (const key of ['default_compute', 'default_datastore'] as const) {
      const node = asScalar(settings.get(key)?.value);
      if (!node || node.type === 'null' || node.text.startsWith('azureml:')) continue;
      if (key === 'default_compute' && node.text.toLowerCase() === 'serverless') continue;
      const path = [...holder, key];
      if (node.text.startsWith('${{')) {
        // A component may keep any setting for the service.
        if (document !== 'pipeline-component')
          report({
            at: node,
            field: path,
            message: `\`${key}\` is \`${shown(node.text)}\`, and settings take no expressions: write the name, as \`azureml:<name>\`.`,
          });
        continue;
      }
      if (node.text.trim() === '') {
        report({ at: node, field: path, message: `\`${key}\` is empty: write the name, as \`azureml:<name>\`, or remove it.` });
        continue;
      }
      const value = `azureml:${node.text.replace(/^azureml:/i, '')}`;
      report({
        at: node,
        field: path,
        message: `\`${key}\` is \`${shown(node.text)}\`, and Azure ML takes a name here only with \`azureml:\` before it: write \`${shown(value)}\`.`,
        fixes: [fix('add-azureml', `Write \`${shown(value)}\``, step(set, { path, value }))],
      });
    }
  },
});
