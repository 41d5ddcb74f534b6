import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { findLocal, type LocalEnvironment, type LocalFile } from '#shared/azureml/local-file.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { asMapping, asText, fieldsOf } from '#shared/pipeline/fields.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { type CondaPackages, readConda, readRequirements } from './conda-file.ts';
import { curatedEnvironment } from './curated-environments.ts';
import { pathFrom, type RunFiles } from './project-path.ts';
import type { EnvironmentUse, Obstacle } from './run-plan.ts';

/** Why there is no environment. */
export type EnvironmentObstacle = Pick<Obstacle, 'code' | 'name' | 'message'>;

/** What an environment is read with. */
export interface EnvironmentContext {
  readonly files: RunFiles;
  readonly local: LocalFile;
}

const BARE = { python: undefined, requirements: [], notes: [], image: undefined, variables: {} };

/** What a job's `environment` comes down to on this computer; `fromFile` is the file that it is written in. */
export function planEnvironment(node: YamlNode | null | undefined, fromFile: string, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  const map = asMapping(node);
  if (map) return inlineEnvironment(map, fromFile, context);
  const ref = asText(node)?.trim();
  if (ref === undefined || ref === '')
    return ok({ ...BARE, label: 'no environment', notes: ['A job names no environment, which Azure ML asks for: a bare Python is used.'] });
  return namedEnvironment(ref, fromFile, context);
}

function namedEnvironment(ref: string, fromFile: string, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  const mapped = findLocal(context.local.environments, ref);
  if (mapped) return mappedEnvironment(ref, mapped.entry.target, context);
  const parsed = parseComponentRef(ref);
  if (parsed.kind === 'local') return environmentFile(pathFrom(fromFile, parsed.file), context);
  const name = parsed.kind === 'invalid' ? ref : parsed.name;
  const curated = curatedEnvironment(name);
  if (curated)
    return ok({ ...BARE, label: name, ...curated, notes: [`${name} is built from the packages that it is known for, in their newest fitting versions.`] });
  return fail({
    code: 'unresolved-environment',
    name: ref,
    message: `The environment \`${ref}\` is registered in Azure ML and not known here. Map it in .sluice/local.yml to a conda file, or for this call with --map ${ref}=conda.yml.`,
  });
}

function mappedEnvironment(ref: string, target: LocalEnvironment, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  if (target.kind === 'file') {
    const found = environmentFile(target.path, context);
    return found.ok ? ok({ ...found.value, label: ref }) : found;
  }
  const { requirements, notes } = readRequirements(target.pip.join('\n'), () => undefined);
  return ok({ ...BARE, label: ref, python: target.python, requirements, notes });
}

/** A file that is a conda file, a requirements file, or a description of an environment that names one. */
function environmentFile(path: string, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  const text = context.files.read(path);
  if (text === undefined) return missing(path, 'environment');
  if (/\.txt$/i.test(path)) return ok({ ...BARE, label: path, file: path, ...readRequirements(text, readBeside(path, context)) });
  const { map } = readYaml(text);
  if (!map) return fail({ code: 'unreadable', name: path, message: `${path} is no conda file: it holds no mapping. Check its YAML.` });
  if (map.entry('dependencies')) return ok({ ...BARE, label: path, file: path, ...condaOf(map, path, context) });
  return inlineEnvironment(map, path, context);
}

function inlineEnvironment(map: YamlMapping, fromFile: string, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  const fields = fieldsOf(map);
  const image = asText(fields.get('image')?.value);
  const name = asText(fields.get('name')?.value);
  const variables = textsOf(fields.get('environment_variables')?.value ?? fields.get('variables')?.value);
  const conda = fields.get('conda_file')?.value;
  const inline = asMapping(conda);
  if (inline)
    return ok({
      ...BARE,
      label: name ?? asText(inline.get('name')) ?? 'inline conda',
      file: fromFile,
      ...condaOf(inline, fromFile, context),
      image,
      variables,
    });
  const path = asText(conda);
  if (path !== undefined) {
    const at = pathFrom(fromFile, path);
    const found = environmentFile(at, context);
    return found.ok ? ok({ ...found.value, label: name ?? at, image, variables }) : found;
  }
  const build = asMapping(fields.get('build')?.value);
  if (build) return dockerBuild(build, name, fromFile, context, variables);
  const curated = image === undefined ? undefined : curatedEnvironment(image.replace(/^.*\/curated\//, '').replace(/:.*$/, ''));
  if (curated && image?.includes('/curated/')) return ok({ ...BARE, label: name ?? image, ...curated, image, variables });
  const python =
    /(?:^|\/)python:(\d+\.\d+)/.exec(image ?? '')?.[1] ??
    /-py(3)(\d+)/
      .exec(image ?? '')
      ?.slice(1, 3)
      .join('.');
  return ok({ ...BARE, label: name ?? image ?? 'inline', python, image, variables });
}

/** A Docker build is not made here; the packages of a requirements or conda file beside the Dockerfile are what is known of it. */
function dockerBuild(
  build: YamlMapping,
  name: string | undefined,
  fromFile: string,
  context: EnvironmentContext,
  variables: Readonly<Record<string, string>>,
): Result<EnvironmentUse, EnvironmentObstacle> {
  const folder = pathFrom(fromFile, asText(build.get('path')) ?? '.');
  const notes = [`${folder} is a Docker build: only the Python packages that stand beside its Dockerfile are installed here.`];
  for (const file of ['requirements.txt', 'conda.yml', 'conda.yaml', 'conda_dependencies.yaml', 'conda_dependencies.yml', 'environment.yml']) {
    const at = `${folder}/${file}`;
    if (context.files.kindOf(at) !== 'file') continue;
    const found = environmentFile(at, context);
    return found.ok ? ok({ ...found.value, label: name ?? folder, notes: [...notes, ...found.value.notes], variables }) : found;
  }
  return fail({
    code: 'unresolved-environment',
    name: name ?? folder,
    message: `The environment ${name ?? folder} is a Docker build, which is not made here. Put a requirements.txt with its packages beside the Dockerfile, or name a conda_file.`,
  });
}

function condaOf(map: YamlMapping, path: string, context: EnvironmentContext): CondaPackages {
  return readConda(map, readBeside(path, context));
}

function readBeside(path: string, context: EnvironmentContext): (file: string) => string | undefined {
  return (file) => context.files.read(pathFrom(path, file));
}

function missing(path: string, what: string): Result<never, EnvironmentObstacle> {
  return fail({ code: 'missing-file', name: path, message: `There is no ${what} file ${path}. Create it, or name the one that is meant.` });
}

/** The texts of a mapping by key. */
export function textsOf(node: YamlNode | null | undefined): Readonly<Record<string, string>> {
  const map = asMapping(node);
  const texts: Record<string, string> = {};
  for (const [key, entry] of map ? fieldsOf(map) : []) texts[key] = asText(entry.value) ?? '';
  return texts;
}
