import { defineCheck } from '../check.ts';

/** Import jobs are behind a private flag (IMP-001). */
export const importPreview = defineCheck({
  code: 'import-preview',
  rule: 'IMP-001',
  severity: 'warning',
  title: 'Import job is a private preview',
  runJob(job, { settings }, report) {
    if (job.kind !== 'import') return;
    report({
      at: job.entry.key,
      field: ['jobs', job.id],
      severity: settings.profile === 'ga' ? 'error' : 'warning',
      message: `Job \`${job.id}\` is an import, which Azure ML submits only with the private flag AZURE_ML_CLI_PRIVATE_FEATURES_ENABLED. Use a data transfer job, or a data asset.`,
    });
  },
});
