import type { ComponentRef } from '#shared/azureml/component-ref.ts';
import { asText, fieldsOf } from '#shared/pipeline/fields.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { RunFiles } from './project-path.ts';

/** What is registered in a workspace. */
export type AssetKind = 'component' | 'data' | 'environment' | 'model';

/** A file of the project that declares an asset: what `az ml … create --file` would register. */
export interface DeclaredAsset {
  readonly file: string;
  readonly version: string | undefined;
  /** Its `path`, as written. */
  readonly path: string | undefined;
}

const SCHEMAS: Readonly<Record<AssetKind, RegExp>> = {
  component: /Component\.schema\.json/i,
  data: /\/data\.schema\.json/i,
  environment: /\/environment\.schema\.json/i,
  model: /\/model\.schema\.json/i,
};

const TYPES: Readonly<Record<AssetKind, RegExp>> = {
  component: /^(command|parallel|spark)$/,
  data: /^(uri_file|uri_folder|mltable)$/,
  environment: /^$/,
  model: /^(custom|mlflow|triton)_model$/,
};

/**
 * The file of the project that declares what a workspace reference names, the nearest to `from`. A reference with a version wants that version, or a file that
 * leaves it to Azure ML.
 */
export function findDeclared(kind: AssetKind, ref: ComponentRef, from: string, files: RunFiles): DeclaredAsset | undefined {
  const isFitting = (version: string | undefined, wanted: string | undefined) =>
    wanted === undefined || version === undefined || version === wanted || /[<>{}]/.test(version);
  return declarationsOf(kind, ref, from, files).find(({ version }) => isFitting(version, versionOf(ref)));
}

/** What a project declares instead of the version that a reference wants: a sentence to follow the one that says that it is not here, or nothing. */
export function sayDeclared(kind: AssetKind, ref: ComponentRef, from: string, files: RunFiles): string {
  const other = declarationsOf(kind, ref, from, files)[0];
  return other?.version === undefined || versionOf(ref) === undefined || versionOf(ref) === other.version
    ? ''
    : ` The project has version ${other.version} of it, in ${other.file}.`;
}

/** A workspace and a registry of one's own hold what the files of a project declare; those of Microsoft hold other things of the same name. */
function isOurs(ref: ComponentRef): ref is Extract<ComponentRef, { kind: 'workspace' | 'registry' }> {
  return ref.kind === 'workspace' || (ref.kind === 'registry' && !/^azureml(-|$)/i.test(ref.registry));
}

function versionOf(ref: ComponentRef): string | undefined {
  return isOurs(ref) ? ref.version : undefined;
}

/** Every version, the nearest first. */
function declarationsOf(kind: AssetKind, ref: ComponentRef, from: string, files: RunFiles): readonly DeclaredAsset[] {
  if (!isOurs(ref) || ref.name === '') return [];
  const line = new RegExp(`^name:[ \\t]*["']?${ref.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?[ \\t]*(#.*)?\\r?$`, 'm');
  const found: DeclaredAsset[] = [];
  for (const file of files.yamlFiles()) {
    const text = files.read(file);
    if (text === undefined || !line.test(text)) continue;
    const { map } = readYaml(text);
    if (!map) continue;
    const fields = fieldsOf(map);
    const schema = asText(fields.get('$schema')?.value);
    const type = asText(fields.get('type')?.value) ?? '';
    const isKind = schema === undefined ? isOfKind(kind, type, new Set(fields.keys())) : SCHEMAS[kind].test(schema);
    if (!isKind) continue;
    found.push({ file, version: asText(fields.get('version')?.value), path: asText(fields.get('path')?.value) });
  }
  return found.sort((a, b) => distance(from, a.file) - distance(from, b.file) || Number(b.version ?? 0) - Number(a.version ?? 0));
}

function isOfKind(kind: AssetKind, type: string, keys: ReadonlySet<string>): boolean {
  if (kind === 'environment') return type === '' && (keys.has('conda_file') || keys.has('image') || keys.has('build'));
  if (kind === 'component') return TYPES.component.test(type) || (type === 'pipeline' && keys.has('jobs') && keys.has('version'));
  return keys.has('path') && TYPES[kind].test(type);
}

/** Folders to go up and down from one file to the other. */
function distance(from: string, to: string): number {
  const a = from.split('/').slice(0, -1);
  const b = to.split('/').slice(0, -1);
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return a.length - shared + (b.length - shared);
}
