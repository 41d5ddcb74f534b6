import { moduleFile } from '#shared/azureml/entry-script.ts';
import { nearest } from '#shared/base/nearest.ts';
import { asScalar, asText } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, textFix } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { replaceWithin, within } from '../common/within.ts';

/** Arguments that the service itself reads of a parallel job (yaml-reference §7.3). */
const FLAGS = [
  '--error_threshold',
  '--allowed_failed_percent',
  '--allowed_failed_count',
  '--task_overhead_timeout',
  '--progress_update_timeout',
  '--first_task_creation_timeout',
  '--copy_logs_to_parent',
  '--metrics_name_prefix',
  '--push_metrics_to_parent',
  '--resource_monitor_interval',
];

/** An argument of a parallel job that is nearly one of those that the service reads. */
export const misspeltArgument = defineCheck({
  code: 'misspelt-argument',
  rule: 'trap',
  severity: 'warning',
  title: 'Argument of a parallel job is misspelt',
  documents: ['pipeline-job', 'pipeline-component', 'parallel-component'],
  run(context, report) {
    const { document } = context.pipeline;
    if (document === 'parallel-component') checkTask(context, fieldsIn(context.doc.map), [], 'This component', report);
  },
  runJob(job, context, report) {
    if (job.kind === 'parallel') checkTask(context, fieldsOfJob(job), ['jobs', job.id], `Job \`${job.id}\``, report);
  },
});

function checkTask(context: CheckContext, fields: ReadonlyMap<string, YamlEntry>, owner: Keys, who: string, report: Report): void {
  const { doc } = context;
  const task = fieldsIn(fields.get('task')?.value);
  const node = asScalar(task.get('program_arguments')?.value);
  if (!node || node.type === 'null') return;
  for (const [flag] of node.text.matchAll(/(?<![\w-])--[\w-]+/g)) {
    const meant = FLAGS.includes(flag) ? undefined : nearest(flag, FLAGS);
    if (meant === undefined || readsItself(context, task, flag)) continue;
    report({
      at: within(doc, node, flag),
      field: [...owner, 'task', 'program_arguments'],
      message: `${who} has the argument \`${flag}\`, which the service does not know. Did you mean \`${meant}\`?`,
      fixes: [textFix('did-you-mean', `Write \`${meant}\``, () => replaceWithin(doc, node, flag, meant, 0))],
    });
  }
}

/** The entry script may have an argument of that name. */
function readsItself({ files, path }: CheckContext, task: ReadonlyMap<string, YamlEntry>, flag: string): boolean {
  const code = asText(task.get('code')?.value);
  const script = asText(task.get('entry_script')?.value);
  if (script === undefined) return false;
  const file = moduleFile(script) ?? script;
  const found = resolveRelative(path, code === undefined ? file : `${code}/${file}`);
  return found !== undefined && (files.read(found)?.includes(flag) ?? false);
}
