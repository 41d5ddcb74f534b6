import { asText } from '#shared/pipeline/fields.ts';
import type { CheckContext } from '../check.ts';
import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { documentsWith } from './project-documents.ts';

/** A model that answers is watched: its inputs drift before its metrics say so. */
export const noMonitor = defineCheck({
  code: 'no-monitor',
  rule: 'trap',
  severity: 'info',
  title: 'Deployed model that nothing monitors',
  documents: ['online-deployment'],
  run(context, report) {
    const endpoint = fieldsIn(context.doc.map).get('endpoint_name');
    const name = asText(endpoint?.value);
    // Where the project is not known, nothing can be missing from it.
    if (!endpoint || name === undefined || name === '' || context.files.list().length === 0 || isWatched(context, name)) return;
    report({
      at: endpoint.value ?? endpoint.key,
      field: ['endpoint_name'],
      message: `No file of the project monitors \`${name}\`, so drift is noticed when customers complain: add a schedule with \`create_monitor\` for this deployment.`,
    });
  },
});

function isWatched(context: CheckContext, endpoint: string): boolean {
  const monitors = documentsWith(context, 'create_monitor').filter(({ fields }) => fields.has('create_monitor'));
  const watches = monitors.some(({ fields }) => {
    const target = fieldsIn(fieldsIn(fields.get('create_monitor')?.value).get('monitoring_target')?.value);
    const id = asText(target.get('endpoint_deployment_id')?.value)?.toLowerCase() ?? '';
    return id === '' || id.includes(endpoint.toLowerCase()) || id.includes('{{');
  });
  // A pipeline that looks for drift by itself counts as well.
  return watches || documentsWith(context, 'monitor').some(({ kind, path }) => kind === 'pipeline-job' && /monitor|drift/i.test(path));
}
