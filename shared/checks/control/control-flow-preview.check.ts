import { isControlFlow } from '#shared/azureml/node-kinds.ts';
import { defineCheck } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** An if_else, do_while or parallel_for: only there with a private flag (CTL-000). */
export const controlFlowPreview = defineCheck({
  code: 'control-flow-preview',
  rule: 'CTL-000',
  severity: 'warning',
  title: 'Control flow is a private preview',
  runJob(job, { settings }, report) {
    if (!isControlFlow(job.kind)) return;
    const type = job.kind.replace('-', '_');
    report({
      at: fieldsOfJob(job).get('type')?.value ?? job.entry.key,
      field: ['jobs', job.id, 'type'],
      // Who has chosen `profile: ga` cannot use it.
      ...(settings.profile === 'ga' ? { severity: 'error' as const } : {}),
      message: `\`${type}\` is a private preview of Azure ML, and without its flag (AZURE_ML_CLI_PRIVATE_FEATURES_ENABLED=True) the whole file is refused: use a gate, which is an ordinary job.`,
    });
  },
});
