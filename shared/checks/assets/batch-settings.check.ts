import { keysAt } from '#shared/azureml/schema/schema-for.ts';
import { nearest } from '#shared/base/nearest.ts';
import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { textAt } from '../jobs/bodies.ts';

const MOVED = ['mini_batch_size', 'max_concurrency_per_instance', 'output_action', 'output_file_name', 'error_threshold', 'retry_settings', 'logging_level'];

const OF_PIPELINES: ReadonlySet<string> = new Set(['default_compute', 'continue_on_step_failure']);

/** With `type: model` the settings of a batch deployment stand under `settings`, and some exclude each other (END-010). */
export const batchSettings = defineCheck({
  code: 'batch-settings',
  rule: 'END-010',
  severity: 'error',
  title: 'Settings of a batch deployment that do not go together',
  documents: ['batch-deployment'],
  run({ doc }, report) {
    const fields = fieldsIn(doc.map);
    const isModel = textAt(fields, 'type')?.toLowerCase() === 'model';
    const settings = isModel ? fieldsIn(fields.get('settings')?.value) : fields;
    const at = (key: string) => (isModel ? ['settings', key] : [key]);
    for (const key of isModel ? MOVED : []) {
      const entry = fields.get(key);
      // Azure ML still reads this one beside the others.
      if (!entry || key === 'error_threshold') continue;
      const move = [step(set, { path: ['settings', key], value: toPlain(entry.value) as Plain }), step(unset, { path: [key] })];
      report({
        at: entry.key,
        field: [key],
        message: `With \`type: model\` Azure ML knows \`${key}\` only under \`settings\`. Move it there.`,
        fixes: [fix('move-key', `Move \`${key}\` to \`settings\``, ...move)],
      });
    }
    const untyped = fields.has('type') || !fields.has('model') ? undefined : fields.get('settings');
    if (untyped)
      report({
        at: untyped.key,
        field: ['settings'],
        message: 'Azure ML reads `settings` of a batch deployment only with `type: model`. Add it.',
        fixes: [fix('add-type', 'Add `type: model`', step(set, { path: ['type'], value: 'model' }))],
      });
    const known = keysAt('batch-deployment', ['settings']);
    for (const [key, entry] of isModel ? settings : []) {
      if (Object.hasOwn(known, key) && !OF_PIPELINES.has(key)) continue;
      const meant = nearest(key, Object.keys(known));
      report({
        at: entry.key,
        field: ['settings', key],
        message: `With \`type: model\` Azure ML knows no setting \`${key}\`. ${meant === undefined ? 'Remove it.' : `Did you mean \`${meant}\`?`}`,
        fixes: [
          ...(meant === undefined ? [] : [fix('did-you-mean', `Rename \`${key}\` to \`${meant}\``, step(renameKey, { path: ['settings', key], to: meant }))]),
          fix('remove-key', `Remove \`${key}\``, step(unset, { path: ['settings', key] })),
        ],
      });
    }
    const own = isModel ? fields.get('settings') : undefined;
    if (own && !settings.has('mini_batch_size'))
      report({
        at: own.key,
        field: ['settings', 'mini_batch_size'],
        message: 'With `type: model` Azure ML cannot read `settings` without `mini_batch_size`. Add it.',
        fixes: [fix('add-size', 'Add `mini_batch_size: 10`', step(set, { path: ['settings', 'mini_batch_size'], value: 10 }))],
      });
    const file = settings.get('output_file_name');
    if (file && textAt(settings, 'output_action')?.toLowerCase() === 'summary_only')
      report({
        at: file.key,
        field: at('output_file_name'),
        message: 'With `output_action: summary_only` there is no file of rows, so `output_file_name` must not be set. Remove it.',
        fixes: [fix('remove-key', 'Remove `output_file_name`', step(unset, { path: at('output_file_name') }))],
      });
    const count = settings.get('instance_count');
    if (count && fields.has('resources'))
      report({
        at: count.key,
        field: at('instance_count'),
        message: 'The number of machines stands under `resources`, so `instance_count` must not be set besides. Remove one of them.',
        fixes: [fix('remove-key', 'Remove `instance_count`', step(unset, { path: at('instance_count') }))],
      });
  },
});
