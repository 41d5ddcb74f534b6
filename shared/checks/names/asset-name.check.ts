import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import { shown } from '../common/words.ts';

const NAME = /^[A-Za-z0-9_-]*$/;
const LONGEST = 255;

/** An output that is to be registered under a name that is not allowed, or with a version but no name (NAM-007). */
export const assetName = defineCheck({
  code: 'asset-name',
  rule: 'NAM-007',
  severity: 'error',
  title: 'Output cannot be registered under this name',
  documents: ['pipeline-job', 'pipeline-component', 'command-job', 'sweep-job', 'parallel-job', 'spark-job', 'automl-job', 'data'],
  run({ doc, pipeline }, report) {
    const fields = fieldsIn(doc.map);
    const version = fields.get('version');
    if (pipeline.document === 'data' && version && !fields.has('name'))
      report({
        at: version.key,
        field: ['version'],
        message: 'The data has a version but no name to register it under: add `name`, or remove `version`.',
        fixes: [fix('remove', 'Remove `version`', step(unset, { path: ['version'] }))],
      });
    if (pipeline.document.endsWith('-job') && pipeline.document !== 'pipeline-job')
      for (const [name, entry] of fieldsIn(fields.get('outputs')?.value)) checkOutput(entry, ['outputs', name], name, report);
    for (const { name, entry } of pipeline.outputs) checkOutput(entry, ['outputs', name], name, report);
  },
  runJob(job, _context, report) {
    for (const { name, entry } of job.outputs) if (entry) checkOutput(entry, ['jobs', job.id, 'outputs', name], `${job.id}.${name}`, report);
  },
});

function checkOutput({ value }: YamlEntry, path: Keys, output: string, report: Report): void {
  const fields = fieldsIn(value);
  const named = fields.get('name');
  const name = asText(named?.value);
  const version = fields.get('version');
  if (named?.value && name !== undefined && (!NAME.test(name) || name.length > LONGEST)) {
    const to = name.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, LONGEST);
    report({
      at: named.value,
      field: [...path, 'name'],
      message: `Output \`${output}\` cannot be registered as \`${shown(name)}\`: use letters, digits, underscores and hyphens, ${LONGEST} at most.`,
      fixes: [fix('rename', `Register as \`${shown(to)}\``, step(set, { path: [...path, 'name'], value: to }))],
    });
  }
  if (version && name === undefined) {
    report({
      at: version.key,
      field: [...path, 'version'],
      message: `Output \`${output}\` has a version but no name to register it under: add \`name\`, or remove \`version\`.`,
      fixes: [fix('remove', 'Remove `version`', step(unset, { path: [...path, 'version'] }))],
    });
  }
}
