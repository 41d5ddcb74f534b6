import { emptyLocalFile, LOCAL_FILE, type LocalEntry, type LocalFile, readLocalFile } from '#shared/azureml/local-file.ts';
import type { RefTarget } from '#shared/azureml/schema/key-schema.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { LanguageContext } from './language-context.ts';
import { isKindOf, type ProjectAsset, projectAssets, refOfAsset, textOf } from './project-assets.ts';

/** Where a name comes from that no file of the project defines. */
export const USED_HERE = 'used in this file';

/** A name that can be written, and where it comes from. */
export interface KnownName {
  readonly value: string;
  /** A file of the project, `.sluice/local.yml` or "used in this file". */
  readonly from: string;
  readonly description?: string | undefined;
}

type Names = Pick<LanguageContext, 'path' | 'files' | 'components' | 'textOf' | 'pipeline' | 'doc'>;

/** Names for a reference: what files of the project define first, then what `.sluice/local.yml` maps, then what the document itself names already. */
export function knownNames(context: Names, refTo: RefTarget): readonly KnownName[] {
  const found = new Map<string, KnownName>();
  const add = (name: KnownName) => {
    if (!found.has(name.value)) found.set(name.value, name);
  };
  for (const asset of projectAssets(context)) if (isKindOf(refTo, asset.kind)) for (const name of namesOfAsset(asset, refTo)) add(name);
  for (const name of localNames(localFileOf(context), refTo)) add(name);
  for (const value of usedNames(context, refTo)) add({ value, from: USED_HERE });
  if (refTo === 'compute') add({ value: 'serverless', from: 'Azure ML', description: 'Machines that Azure ML finds for each job.' });
  if (refTo === 'datastore') add({ value: 'azureml:workspaceblobstore', from: 'in every workspace', description: 'The blob store that every workspace has.' });
  return [...found.values()];
}

function namesOfAsset(asset: ProjectAsset, refTo: RefTarget): readonly KnownName[] {
  const of = (value: string): KnownName => ({ value, from: asset.path, description: asset.description });
  switch (refTo) {
    case 'endpoint':
    case 'deployment':
      return [of(asset.name)];
    case 'compute':
    case 'datastore':
    case 'connection':
      return [of(`azureml:${asset.name}`)];
    default:
      return [of(refOfAsset(asset))];
  }
}

const local = new WeakMap<object, { readonly text: string; readonly file: LocalFile }>();

/** What `.sluice/local.yml` maps; nothing while it is not there or cannot be read. */
export function localFileOf(context: Pick<LanguageContext, 'components' | 'textOf'>): LocalFile {
  const text = textOf(context, LOCAL_FILE);
  if (text === undefined) return emptyLocalFile;
  const before = local.get(context.components);
  if (before?.text === text) return before.file;
  const file = readLocalFile(text).value;
  local.set(context.components, { text, file });
  return file;
}

const SECTION_OF: Partial<Record<RefTarget, keyof LocalFile>> = {
  data: 'data',
  model: 'models',
  component: 'components',
  environment: 'environments',
  compute: 'compute',
};

function localNames(file: LocalFile, refTo: RefTarget): readonly KnownName[] {
  const section = SECTION_OF[refTo];
  const entries: readonly LocalEntry<unknown>[] = section === undefined ? [] : file[section];
  return entries.map((entry) => ({ value: entry.name, from: LOCAL_FILE, description: wordsOf(entry) }));
}

function wordsOf({ target, isPrefix }: LocalEntry<unknown>): string {
  if (target === 'refuse') return 'Jobs that ask for it do not run on this computer.';
  if (typeof target === 'string') return `On this computer: \`${target}\`${isPrefix ? ', with what follows' : ''}.`;
  return 'On this computer: the packages that are named there.';
}

/** Keys whose values are references of a kind, for a look at the lines of the document. */
const KEYS: Partial<Record<RefTarget, string>> = {
  compute: 'compute|default_compute|image_build_compute',
  environment: 'environment',
  datastore: 'datastore|default_datastore',
  endpoint: 'endpoint_name',
  deployment: 'deployment_name',
  model: 'model|model_id',
  component: 'component|trial|pre_processing_component|component_id',
  connection: 'connection|connection_id',
};

function usedNames({ doc, pipeline }: Names, refTo: RefTarget): readonly string[] {
  const found = new Set<string>();
  const keys = KEYS[refTo];
  if (keys !== undefined) {
    for (const key of keys.split('|')) for (const value of valuesBehind(doc.text, key)) if (isName(value, refTo)) found.add(value);
  }
  if (refTo === 'environment')
    for (const job of pipeline.jobs) if (job.component?.declared?.environment !== undefined) found.add(job.component.declared.environment);
  if (refTo === 'data' || refTo === 'model')
    for (const input of pipeline.inputs) {
      if (input.path !== undefined && /^azureml:[^/]/.test(input.path) && (refTo === 'model') === (input.type?.endsWith('_model') ?? false))
        found.add(input.path);
    }
  const own = asText(doc.map?.get('name'));
  return [...found].filter((name) => !name.includes('${{') && !name.includes('\n') && (refTo !== 'deployment' || name !== own));
}

const VALUE = /[ \t]+["']?([A-Za-z][^\s"'#{}]*)/y;

/** What stands behind a key, wherever it is in a text. Goes from one find to the next: a large text is looked through at every keystroke. */
function* valuesBehind(text: string, key: string): Iterable<string> {
  const word = `${key}:`;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (at > 0 && !/[\s{,]/.test(text[at - 1] ?? '')) continue;
    VALUE.lastIndex = at + word.length;
    const value = VALUE.exec(text)?.[1];
    if (value !== undefined) yield value;
  }
}

/** A path of a file is completed as a path; half a word is none. */
function isName(value: string, refTo: RefTarget): boolean {
  if (refTo === 'endpoint' || refTo === 'deployment') return /^[A-Za-z][-A-Za-z0-9]*$/.test(value);
  return value.startsWith('azureml:') && value.length > 'azureml:'.length ? true : refTo === 'compute' && value !== 'azureml:';
}

/** `azureml:endpoint:deployment` of every deployment of the project, as monitors name them. */
export function deploymentRefs(context: Names): readonly KnownName[] {
  return projectAssets(context).flatMap((asset) =>
    isKindOf('deployment', asset.kind) && asset.endpoint !== undefined
      ? [{ value: `azureml:${asset.endpoint}:${asset.name}`, from: asset.path, description: asset.description }]
      : [],
  );
}

/** Addresses on the datastores of the project, to be ended with a path. */
export function datastorePaths(context: Names): readonly KnownName[] {
  return knownNames(context, 'datastore').map(({ value, from, description }) => ({
    value: `azureml://datastores/${value.replace(/^azureml:/, '')}/paths/`,
    from,
    description,
  }));
}
