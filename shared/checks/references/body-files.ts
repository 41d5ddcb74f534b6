import { asScalar } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import { type Body, bodiesOfJob, ownBodies } from './bodies.ts';
import { namedAssetsOf, namesFile } from './named-assets.ts';

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
  /** Azure ML looks for it only when it is sent. */
  readonly late?: boolean;
}

/** The code, environment files and scripts that a job names. */
export function bodyFilesOfJob(job: Job): readonly BodyFile[] {
  return bodiesOfJob(job).flatMap(filesOf);
}

/** The same of what the document itself is. */
export function ownBodyFiles(context: CheckContext): readonly BodyFile[] {
  const named = namedAssetsOf(context).filter(({ node, what }) => what !== 'compute' && namesFile(node.text));
  return [
    ...ownBodies(context).flatMap(filesOf),
    ...named.map(({ node, path, who, what }): BodyFile => ({ node, path, who, what: `${what} file`, wants: 'file', inside: undefined })),
  ];
}

function filesOf({ fields, path, who }: Body): readonly BodyFile[] {
  const found: BodyFile[] = [];
  const add = (entry: YamlEntry | undefined, keys: Keys, what: string, wants: BodyFile['wants'], inside?: string, late = false): void => {
    const node = asScalar(entry?.value);
    if (node && node.type !== 'null' && node.text !== '') found.push({ node, path: [...path, ...keys], who, what, wants, inside, late });
  };
  /** An environment: a file of its own, or written in place. */
  const addEnvironment = (entry: YamlEntry | undefined, keys: Keys): void => {
    const written = asScalar(entry?.value);
    if (written && namesFile(written.text)) add(entry, keys, 'environment file', 'file');
    addInPlace(fieldsIn(entry?.value), keys);
  };
  const addInPlace = (environment: ReadonlyMap<string, YamlEntry>, keys: Keys): void => {
    add(environment.get('conda_file'), [...keys, 'conda_file'], 'conda file', 'file');
    add(fieldsIn(environment.get('build')?.value).get('path'), [...keys, 'build', 'path'], 'build folder', 'folder');
  };
  add(fields.get('code'), ['code'], 'code folder', 'any');
  addEnvironment(fields.get('environment'), ['environment']);
  if (path.length === 0) {
    // A document that is an environment, and a deployment with a model from this computer.
    addInPlace(fields, []);
    // What is deployed is looked for when it is sent; only a model without a name before that.
    const model = fieldsIn(fields.get('model')?.value);
    add(model.get('path'), ['model', 'path'], 'model', 'any', undefined, model.has('name'));
    const scoring = fieldsIn(fields.get('code_configuration')?.value);
    const folder = asScalar(scoring.get('code')?.value)?.text;
    add(scoring.get('code'), ['code_configuration', 'code'], 'code folder', 'any', undefined, true);
    if (folder !== undefined) add(scoring.get('scoring_script'), ['code_configuration', 'scoring_script'], 'scoring script', 'file', folder, true);
  }
  const code = asScalar(fields.get('code')?.value)?.text;
  if (code !== undefined) add(fieldsIn(fields.get('entry')?.value).get('file'), ['entry', 'file'], 'entry file', 'file', code);
  const task = fieldsIn(fields.get('task')?.value);
  add(task.get('code'), ['task', 'code'], 'code folder', 'any');
  const taskCode = asScalar(task.get('code')?.value)?.text;
  if (taskCode !== undefined) add(task.get('entry_script'), ['task', 'entry_script'], 'entry script', 'file', taskCode);
  addEnvironment(task.get('environment'), ['task', 'environment']);
  return found;
}
