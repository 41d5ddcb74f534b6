import { documentKind, isComponentKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { kindOfSchema } from '#shared/azureml/schema-names.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { LanguageContext } from './language-context.ts';

/** Something that a YAML file of the project defines under a name. */
export interface ProjectAsset {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly version: string | undefined;
  readonly description: string | undefined;
  /** Of a deployment. */
  readonly endpoint: string | undefined;
}

/** What is longer and names no schema is no asset that somebody wrote. */
const LONGEST = 50_000;

const known = new WeakMap<object, Map<string, { readonly text: string; readonly asset: ProjectAsset | undefined }>>();

/** What the other files of the project define. Each file is looked at once for as long as its text stays the same. */
export function projectAssets(context: Pick<LanguageContext, 'path' | 'files' | 'components' | 'textOf'>): readonly ProjectAsset[] {
  const { components } = context;
  const read = known.get(components) ?? new Map<string, { readonly text: string; readonly asset: ProjectAsset | undefined }>();
  known.set(components, read);
  const found: ProjectAsset[] = [];
  for (const path of context.files) {
    if (path === context.path || !/\.ya?ml$/i.test(path)) continue;
    const text = textOf(context, path);
    if (text === undefined) continue;
    let file = read.get(path);
    if (file?.text !== text) {
      file = { text, asset: assetIn(path, text) };
      read.set(path, file);
    }
    if (file.asset) found.push(file.asset);
  }
  return found;
}

/** The text of a file of the project, as far as it is known. */
export function textOf(context: Pick<LanguageContext, 'components' | 'textOf'>, path: string): string | undefined {
  if (context.textOf) return context.textOf(path);
  const file = context.components.read(path);
  return typeof file === 'string' ? undefined : file.text;
}

/** Told from the lines at the left edge where a schema is named, so that a large project is looked through in a few milliseconds. */
function assetIn(path: string, text: string): ProjectAsset | undefined {
  if (!/^["']?name["']?[ \t]*:/m.test(text)) return undefined;
  const schema = lineValue(text, '\\$schema');
  const kind = schema === undefined ? undefined : kindOfSchema(schema);
  const fields = kind === undefined ? fieldsOf(text) : { kind, of: (key: string) => lineValue(text, key) };
  const name = fields?.of('name');
  if (!fields || fields.kind === 'unknown' || name === undefined || name === '' || name.includes('${{')) return undefined;
  return { path, kind: fields.kind, name, version: fields.of('version'), description: fields.of('description'), endpoint: fields.of('endpoint_name') };
}

function fieldsOf(text: string): { readonly kind: DocumentKind; of(key: string): string | undefined } | undefined {
  if (text.length > LONGEST) return undefined;
  const { map } = readYaml(text);
  if (!map) return undefined;
  return {
    kind: documentKind(map, text),
    of: (key) => {
      const node = resolveAlias(map.get(key));
      return node?.kind === 'scalar' && node.type !== 'null' ? node.text : undefined;
    },
  };
}

/** The value behind a key at the left edge; undefined for none and for block text. */
function lineValue(text: string, key: string): string | undefined {
  const value = new RegExp(`^["']?${key}["']?[ \\t]*:[ \\t]+(.*)$`, 'm').exec(text)?.[1]?.trim();
  if (value === undefined || /^[|>&*[{#]/.test(value)) return undefined;
  const quoted = /^(["'])(.*?)\1/.exec(value);
  return quoted ? quoted[2] : value.replace(/\s+#.*$/, '');
}

/** `azureml:name:version`, or the newest one where the file gives no version. */
export function refOfAsset(asset: ProjectAsset): string {
  return asset.version === undefined ? `azureml:${asset.name}@latest` : `azureml:${asset.name}:${asset.version}`;
}

/** The kinds of documents that a reference of a kind leads to. */
export function isKindOf(refTo: string, kind: DocumentKind): boolean {
  switch (refTo) {
    case 'component':
      return isComponentKind(kind);
    case 'endpoint':
      return kind === 'online-endpoint' || kind === 'batch-endpoint';
    case 'deployment':
      return kind === 'online-deployment' || kind === 'batch-deployment';
    case 'entity':
      return kind === 'feature-store-entity';
    default:
      return kind === refTo;
  }
}
