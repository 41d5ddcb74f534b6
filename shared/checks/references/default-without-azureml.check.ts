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
  run({ doc }, report) {
    const settings = fieldsIn(fieldsIn(doc.map).get('settings')?.value);
    for (const key of ['default_compute', 'default_datastore'] as const) {
      const node = asScalar(settings.get(key)?.value);
      if (!node || node.type === 'null' || node.text === '' || /^azureml:/i.test(node.text) || node.text.startsWith('${{')) continue;
      if (key === 'default_compute' && node.text.toLowerCase() === 'serverless') continue;
      const path = ['settings', key];
      const value = `azureml:${node.text}`;
      report({
        at: node,
        field: path,
        message: `\`${key}\` is \`${shown(node.text)}\`, and Azure ML takes a name here only with \`azureml:\` before it: write \`${shown(value)}\`.`,
        fixes: [fix('add-azureml', `Write \`${shown(value)}\``, step(set, { path, value }))],
      });
    }
  },
});
