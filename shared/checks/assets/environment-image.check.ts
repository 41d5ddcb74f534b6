import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { Place } from '../check.ts';
import { defineCheck, fix, type Report, step } from '../check.ts';
import { misspelt } from '../common/misspelt.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

const IMAGE = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04';

/** An environment starts from an image or builds one: exactly one of them (ENV-001). */
export const environmentImage = defineCheck({
  code: 'environment-image',
  rule: 'ENV-001',
  severity: 'error',
  title: 'Environment without one image',
  documents: ['environment', 'pipeline-job', 'pipeline-component', 'command-job', 'command-component', 'online-deployment', 'batch-deployment'],
  runJob(job, _context, report) {
    // Spark brings its own image.
    const entry = job.kind === 'spark' ? undefined : fieldsOfJob(job).get('environment');
    if (entry && fieldsIn(entry.value).size > 0)
      checkEnvironment(fieldsIn(entry.value), ['jobs', job.id, 'environment'], `The environment of job \`${job.id}\``, entry.key, report);
  },
  run({ doc, pipeline }, report) {
    const fields = fieldsIn(doc.map);
    if (pipeline.document === 'environment') {
      const at = doc.map?.entries[0]?.key;
      if (at) checkEnvironment(fields, [], 'The environment', at, report);
      return;
    }
    const own = fields.get('environment');
    if (own && fieldsIn(own.value).size > 0) checkEnvironment(fieldsIn(own.value), ['environment'], 'The environment', own.key, report);
  },
});

function checkEnvironment(fields: ReadonlyMap<string, YamlEntry>, path: Keys, who: string, at: Place, report: Report): void {
  const image = fields.get('image');
  const build = fields.get('build');
  const remove = (key: string) => fix(`remove-${key}`, `Remove \`${key}\``, step(unset, { path: [...path, key] }));
  if (image && build) {
    report({
      at: build.key,
      field: [...path, 'build'],
      message: `${who} has both \`image\` and \`build\`, but starts from one of them. Remove the other.`,
      fixes: [remove('build'), remove('image')],
    });
  } else if (!image && !build && !misspelt(fields, 'image') && !misspelt(fields, 'build')) {
    report({
      at,
      field: [...path, 'image'],
      message: `${who} has neither \`image\` nor \`build\`. Add the image that it starts from.`,
      fixes: [fix('add-image', 'Start from the base image of Azure ML', step(set, { path: [...path, 'image'], value: IMAGE }))],
    });
  }
}
