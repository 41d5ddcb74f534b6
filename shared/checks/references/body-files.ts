import { asScalar } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import { type Body, bodiesOfJob, ownBodies } from './bodies.ts';

/** A file or folder that a body names. */
export interface BodyFile {
  readonly node: YamlScalar;
  readonly path: Keys;
  readonly who: string;
  /** How a sentence calls it: "code folder". */
  readonly what: string;
  readonly wants: 'file' | 'folder' | 'any';
  /** The code folder that it lies in, as written; undefined when it is relative to the document. */
  readonly inside: string | undefined;
}

/** The code, environment files and scripts that a job names. */
export function bodyFilesOfJob(job: Job): readonly BodyFile[] {
  return bodiesOfJob(job).flatMap(filesOf);
}

/** The same of a component's own file. */
export function ownBodyFiles(context: CheckContext): readonly BodyFile[] {
  return ownBodies(context).flatMap(filesOf);
}

function filesOf({ fields, path, who }: Body): readonly BodyFile[] {
  const found: BodyFile[] = [];
  const add = (entry: YamlEntry | undefined, keys: Keys, what: string, wants: BodyFile['wants'], inside?: string): void => {
    const node = asScalar(entry?.value);
    if (node && node.type !== 'null' && node.text !== '') found.push({ node, path: [...path, ...keys], who, what, wants, inside });
  };
  add(fields.get('code'), ['code'], 'code folder', 'any');
  const environment = fieldsIn(fields.get('environment')?.value);
  add(environment.get('conda_file'), ['environment', 'conda_file'], 'conda file', 'file');
  add(fieldsIn(environment.get('build')?.value).get('path'), ['environment', 'build', 'path'], 'build folder', 'folder');
  const code = asScalar(fields.get('code')?.value)?.text;
  if (code !== undefined) add(fieldsIn(fields.get('entry')?.value).get('file'), ['entry', 'file'], 'entry file', 'file', code);
  const task = fieldsIn(fields.get('task')?.value);
  add(task.get('code'), ['task', 'code'], 'code folder', 'any');
  const taskCode = asScalar(task.get('code')?.value)?.text;
  if (taskCode !== undefined) add(task.get('entry_script'), ['task', 'entry_script'], 'entry script', 'file', taskCode);
  const taskEnvironment = fieldsIn(task.get('environment')?.value);
  add(taskEnvironment.get('conda_file'), ['task', 'environment', 'conda_file'], 'conda file', 'file');
  return found;
}
