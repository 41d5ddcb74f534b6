import { asMapping, asText, fieldsOf } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { pathFrom } from '#shared/runs/project-path.ts';
import { readYaml } from '#shared/yaml/read.ts';

/** The folder that a job works on a copy of, relative to the project ('' is the project itself); undefined where it has none or it is not known. */
export function codeFolderOf(job: Job, file: string, read: (path: string) => string | undefined): string | undefined {
  const own = asMapping(job.entry.value);
  const written = own === undefined ? undefined : asText(fieldsOf(own).get('code')?.value);
  if (written !== undefined) return plain(pathFrom(file, written));
  const path = job.component?.path;
  const text = path === undefined ? undefined : read(path);
  const map = text === undefined ? undefined : readYaml(text).map;
  const code = map === undefined ? undefined : asText(fieldsOf(map).get('code')?.value);
  return path === undefined || code === undefined ? undefined : plain(pathFrom(path, code));
}

function plain(path: string): string {
  return path === '.' ? '' : path;
}
