import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import type { DocumentKind, JobKind } from '#shared/azureml/kinds.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** The `type` of a job for each kind of component. A pipeline job's file can be used as a component too. */
const TYPES: Partial<Readonly<Record<DocumentKind, { readonly type: string; readonly kind: JobKind }>>> = {
  'command-component': { type: 'command', kind: 'command' },
  'parallel-component': { type: 'parallel', kind: 'parallel' },
  promptflow: { type: 'parallel', kind: 'parallel' },
  'spark-component': { type: 'spark', kind: 'spark' },
  'pipeline-component': { type: 'pipeline', kind: 'pipeline' },
  'pipeline-job': { type: 'pipeline', kind: 'pipeline' },
  'automl-component': { type: 'automl', kind: 'automl' },
  'data-transfer-component': { type: 'data_transfer', kind: 'data-transfer' },
  'import-component': { type: 'import', kind: 'import' },
};

/** A component file of another kind than the job says (REF-002). */
export const componentKind = defineCheck({
  code: 'component-kind',
  rule: 'REF-002',
  severity: 'error',
  title: 'Component is of another kind than its job',
  runJob(job, _context, report) {
    const use = job.component;
    const wants = use?.where === 'local' && use.declared ? TYPES[use.declared.kind] : undefined;
    if (!use || !wants || use.declared === undefined || use.key === 'inline' || job.type === undefined || job.kind === 'unknown') return;
    const fields = fieldsOfJob(job);
    const isTrial = job.kind === 'sweep';
    if (isTrial ? wants.kind === 'command' : wants.kind === job.kind) return;
    const title = documentKindTitle(use.declared.kind).toLowerCase().replace('automl', 'AutoML');
    const value = isTrial ? fields.get(use.key)?.value : fields.get('type')?.value;
    const path = ['jobs', job.id, 'type'];
    report({
      at: value ?? job.entry.key,
      field: isTrial ? ['jobs', job.id, use.key] : path,
      message: isTrial
        ? `The sweep \`${job.id}\` tries \`${use.label}\`, which is a ${title}: only a command component can be tried.`
        : `Job \`${job.id}\` is of type ${job.type}, and its component \`${use.label}\` is a ${title}: make it \`type: ${wants.type}\`.`,
      fixes: isTrial ? [] : [fix('change-type', `Make it \`type: ${wants.type}\``, step(set, { path, value: wants.type }))],
    });
  },
});
