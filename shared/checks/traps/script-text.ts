import { asText } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOfJob } from '../references/bodies.ts';

/** The text of the Python script that a job runs; undefined where it runs none, or it is not known. */
export function scriptText(job: Job, { files, components, path }: CheckContext): string | undefined {
  const own = bodiesOfJob(job).find(({ fields }) => fields.has('command'))?.fields;
  const at = own ? undefined : job.component?.path;
  const component = at === undefined ? undefined : components.read(at);
  const fields = own ?? (typeof component === 'object' ? fieldsIn(readYaml(component.text).map) : undefined);
  const script = /(?<![\w.$}])[\w./-]+\.py\b/.exec(asText(fields?.get('command')?.value) ?? '')?.[0];
  if (script === undefined) return undefined;
  const code = asText(fields?.get('code')?.value);
  const file = resolveRelative(at ?? path, code === undefined ? script : `${code}/${script}`);
  return file === undefined ? undefined : files.read(file);
}
