import { type ComponentRef, parseComponentRef } from '#shared/azureml/component-ref.ts';
import { findLocal, type LocalEnvironment, type LocalFile } from '#shared/azureml/local-file.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { asMapping, asText, fieldsOf } from '#shared/pipeline/fields.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { type CondaPackages, readConda, readRequirements } from './conda-file.ts';
import { curatedEnvironment, environmentOfImage, imageOfCurated, pythonOfImage } from './curated-environments.ts';
import { findDeclared, sayDeclared } from './declared-assets.ts';
import { readDockerfile } from './dockerfile.ts';
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
  if (map) {
    const written = inlineEnvironment(map, fromFile, context);
    return written.ok ? withLocal([written.value.label], () => written, context) : written;
  }
  const ref = asText(node)?.trim();
  if (ref === undefined || ref === '')
    return ok({ ...BARE, label: 'no environment', notes: ['A job names no environment, which Azure ML asks for: a bare Python is used.'] });
  return namedEnvironment(ref, fromFile, context);
}

function namedEnvironment(ref: string, fromFile: string, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  const parsed = parseComponentRef(ref);
  return withLocal(namesOf(ref, parsed), () => knownEnvironment(ref, parsed, fromFile, context), context);
}

/** What `.sluice/local.yml` says of an environment with these names; otherwise the environment itself. */
function withLocal(
  names: readonly string[],
  itself: () => Result<EnvironmentUse, EnvironmentObstacle>,
  context: EnvironmentContext,
): Result<EnvironmentUse, EnvironmentObstacle> {
  for (const name of names) {
    const target = findLocal(context.local.environments, name)?.entry.target;
    if (target === undefined) continue;
    if (target.kind !== 'container' || target.image !== undefined) return mappedEnvironment(names[0] ?? name, target, context);
    const own = itself();
    return own.ok ? ok(inContainer(own.value)) : own;
  }
  return itself();
}

function inContainer(use: EnvironmentUse): EnvironmentUse {
  const image = use.image ?? use.build?.folder ?? 'a plain Python image';
  const on = use.requirements.length === 0 || use.isImageWhole === true || use.build ? '' : ', with its packages on top';
  return { ...use, isContainer: true, notes: [`Jobs of ${use.label} run in a container of ${image}${on}, as .sluice/local.yml says.`] };
}

function knownEnvironment(ref: string, parsed: ComponentRef, fromFile: string, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  if (parsed.kind === 'local') return environmentFile(pathFrom(fromFile, parsed.file), context);
  const declared = findDeclared('environment', parsed, fromFile, context.files);
  if (declared) {
    const found = environmentFile(declared.file, context);
    return found.ok ? ok({ ...found.value, notes: [`${ref} is taken from ${declared.file}, which declares it.`, ...found.value.notes] }) : found;
  }
  const name = parsed.kind === 'invalid' ? ref : parsed.name;
  const curated = curatedEnvironment(name);
  if (curated)
    return ok({
      ...BARE,
      label: name,
      ...curated,
      image: imageOfCurated(name),
      isImageWhole: true,
      notes: [`${name} is built from the packages that it is known for, in their newest fitting versions.`],
    });
  return fail({
    code: 'unresolved-environment',
    name: ref,
    message: `The environment \`${ref}\` is registered in Azure ML and not known here.${sayDeclared('environment', parsed, fromFile, context.files)} Map it in .sluice/local.yml to a conda file, or for this call with --map ${ref}=conda.yml.`,
  });
}

/** What a registered environment may be called in `.sluice/local.yml`: as written, then without its version, its registry, its `azureml:`. */
function namesOf(ref: string, parsed: ComponentRef): readonly string[] {
  if (parsed.kind === 'local' || parsed.kind === 'invalid') return [ref];
  return [ref, ...(parsed.version === undefined ? [] : [`azureml:${parsed.name}:${parsed.version}`]), `azureml:${parsed.name}`, parsed.name];
}

function mappedEnvironment(ref: string, target: LocalEnvironment, context: EnvironmentContext): Result<EnvironmentUse, EnvironmentObstacle> {
  if (target.kind === 'file') {
    const found = environmentFile(pathFrom('', target.path), context);
    return found.ok ? ok({ ...found.value, label: ref }) : found;
  }
  const { requirements, notes } = readRequirements(target.pip.join('\n'), () => undefined);
  const use = { ...BARE, label: ref, python: target.python, requirements, notes };
  return ok(target.kind === 'container' ? inContainer({ ...use, image: target.image }) : use);
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
  const held = image === undefined ? undefined : environmentOfImage(image);
  if (held)
    return ok({
      ...BARE,
      label: name ?? image ?? '',
      ...held,
      image,
      isImageWhole: true,
      variables,
      notes: [`${image} is built from the packages that it is known for.`],
    });
  return ok({ ...BARE, label: name ?? image ?? 'inline', python: pythonOfImage(image), image, variables });
}

/** A Docker build is not made here: what its Dockerfile, or a list beside it, gives to pip and conda is what is known of it. */
function dockerBuild(
  build: YamlMapping,
  name: string | undefined,
  fromFile: string,
  context: EnvironmentContext,
  variables: Readonly<Record<string, string>>,
): Result<EnvironmentUse, EnvironmentObstacle> {
  const folder = pathFrom(fromFile, asText(build.get('path')) ?? '.');
  const label = name ?? folder;
  if (context.files.kindOf(folder) === 'missing') return missing(folder, 'environment');
  const inFolder = (file: string) => (folder === '.' ? file : `${folder}/${file}`);
  const file = asText(build.get('dockerfile_path')) ?? 'Dockerfile';
  const dockerfile = readDockerfile(context.files.read(inFolder(file)) ?? '');
  const held = dockerfile.image === undefined ? undefined : environmentOfImage(dockerfile.image);
  const parts: CondaPackages[] = [...(held ? [{ ...held, notes: [] }] : []), readRequirements(dockerfile.packages.join('\n'), () => undefined)];
  const isThere = (file: string) => context.files.kindOf(inFolder(file)) === 'file';
  const lists = dockerfile.files.length > 0 ? dockerfile.files.filter(isThere) : BESIDE_DOCKERFILE.filter(isThere).slice(0, 1);
  for (const file of new Set(lists)) {
    const found = environmentFile(inFolder(file), context);
    if (!found.ok) return found;
    parts.push(found.value);
  }
  const python = parts.map((part) => part.python).find((version) => version !== undefined) ?? pythonOfImage(dockerfile.image);
  const requirements = [...new Set(parts.flatMap((part) => part.requirements))];
  const what =
    requirements.length === 0 ? 'it names no Python packages, so a bare Python is used' : 'only the Python packages that it installs are installed here';
  const notes = [`${folder} is a Docker build: ${what}.`, ...parts.flatMap((part) => part.notes)];
  return ok({ ...BARE, label, python, requirements, notes, image: dockerfile.image, build: { folder, dockerfile: file }, variables });
}

const BESIDE_DOCKERFILE = ['requirements.txt', 'conda.yml', 'conda.yaml', 'conda_dependencies.yaml', 'conda_dependencies.yml', 'environment.yml'];

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
