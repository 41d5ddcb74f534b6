import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { asMapping, isNull } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { misspelt } from '../common/misspelt.ts';
import { isSpilt } from '../common/stray-keys.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** A job that does not say what it runs, or a command without its environment (REQ-002). */
export const noBody = defineCheck({
  code: 'no-body',
  rule: 'REQ-002',
  severity: 'error',
  title: 'Job does not say what it runs',
  runJob(job, { pipeline }, report) {
    // A job that is empty, or written inline where it may not, is said elsewhere.
    if (isNull(job.entry.value) || isSpilt(pipeline, job.id)) return;
    const fields = fieldsOfJob(job);
    const has = (key: string): boolean => fields.has(key) && !isNull(fields.get(key)?.value);
    const at = job.entry.key;
    const field = (key: string): (string | number)[] => ['jobs', job.id, key];
    if (job.kind === 'unknown') {
      if (job.type !== undefined) return;
      report({
        at,
        field: field('component'),
        message: `Job \`${job.id}\` does not say what it runs: give it a \`component\`, or a \`command\` and an \`environment\`.`,
      });
    } else if (job.kind === 'pipeline' || job.kind === 'sweep') {
      const key = job.kind === 'sweep' ? 'trial' : 'component';
      if (has(key) || fields.has('jobs')) return;
      const path = field('component');
      const given = fields.get('component');
      if (job.kind === 'sweep' && given && has('component')) {
        report({
          at: given.key,
          field: path,
          message: `Job \`${job.id}\` is a sweep, and a sweep names the component that it tries under \`trial\`, not \`component\`.`,
          fixes: [fix('did-you-mean', 'Rename `component` to `trial`', step(renameKey, { path, to: 'trial' }))],
        });
        return;
      }
      const what = job.kind === 'sweep' ? 'a command component that it tries with many values' : 'the file of a pipeline component, or a registered one';
      report({ at, field: field(key), message: `Job \`${job.id}\` (${job.kind}) has no \`${key}\`: name ${what}.` });
    } else if (job.kind === 'command' && asMapping(fields.get('component')?.value)?.entries.length === 0) {
      report({
        at: fields.get('component')?.key ?? at,
        field: field('component'),
        message: `The component of job \`${job.id}\` is empty: name a file or a registered component.`,
      });
    } else if (job.kind === 'command' && isInline(job)) {
      const meant = has('command') ? undefined : misspelt(fields, 'component');
      // A misspelt command or environment is said at its key.
      if (misspelt(fields, has('command') ? 'environment' : 'command')) return;
      if (meant) {
        const path = field(meant.name);
        report({
          at: meant.key,
          field: path,
          message: `Job \`${job.id}\` has neither a \`component\` nor a \`command\`, and \`${meant.name}\` is not known. Did you mean \`component\`?`,
          fixes: [fix('did-you-mean', `Rename \`${meant.name}\` to \`component\``, step(renameKey, { path, to: 'component' }))],
        });
      } else if (!has('command')) {
        report({ at, field: field('command'), message: `Job \`${job.id}\` has neither a \`component\` nor a \`command\`: give it one of them.` });
      } else if (!has('environment')) {
        report({
          at,
          field: field('environment'),
          message: `Job \`${job.id}\` has a command but no \`environment\`: name one, such as \`azureml:sklearn:1\`.`,
        });
      }
    }
  },
});
