import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';
import { refuseComponentName } from './component-name-rule.ts';

/** A job that uses a component file by its path, whose name could not be registered (NAM-006). */
export const unregistrableComponent = defineCheck({
  code: 'unregistrable-component',
  rule: 'NAM-006',
  severity: 'info',
  title: 'Component runs from its file, but could not be registered',
  runJob(job, _context, report) {
    const use = job.component;
    const name = use?.where === 'local' ? use.declared?.name : undefined;
    if (!use || name === undefined || use.key === 'inline' || !use.declared?.kind.endsWith('-component')) return;
    const reason = refuseComponentName(name);
    const at = asScalar(fieldsOfJob(job).get(use.key)?.value);
    if (reason === undefined || !at) return;
    report({
      at,
      field: ['jobs', job.id, use.key],
      message: `The component of job \`${job.id}\` runs from its file, but cannot be registered as \`${name}\`: ${reason}.`,
    });
  },
});
