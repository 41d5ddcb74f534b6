import { documentKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import type { ProjectFiles } from '../project-files.ts';

/** Another document of the project, read. */
export interface ProjectDocument {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly fields: ReadonlyMap<string, YamlEntry>;
}

/** What is larger is no asset that somebody wrote. */
const LONGEST = 200_000;

const known = new WeakMap<ProjectFiles, Map<string, { readonly text: string; readonly document: ProjectDocument | undefined }>>();

/** The other YAML files of the project whose text holds a word, as far as they are known. Each is read once for as long as its text stays the same. */
export function documentsWith({ path: own, files }: CheckContext, word: string): readonly ProjectDocument[] {
  const read = known.get(files) ?? new Map<string, { readonly text: string; readonly document: ProjectDocument | undefined }>();
  known.set(files, read);
  const found: ProjectDocument[] = [];
  for (const path of files.list()) {
    if (path === own || !/\.ya?ml$/i.test(path)) continue;
    const text = files.read(path);
    if (text === undefined || text.length > LONGEST || !text.includes(word)) continue;
    let file = read.get(path);
    if (file?.text !== text) {
      const doc = readYaml(text);
      file = { text, document: doc.readable && doc.map ? { path, kind: documentKind(doc.map, text), fields: fieldsIn(doc.map) } : undefined };
      read.set(path, file);
    }
    if (file.document) found.push(file.document);
  }
  return found;
}

/** The deployments of an endpoint in the other files of the project. */
export function deploymentsOf(context: CheckContext, endpoint: string | undefined): readonly ProjectDocument[] {
  if (endpoint === undefined) return [];
  return documentsWith(context, 'endpoint_name').filter(
    ({ kind, fields }) => (kind === 'online-deployment' || kind === 'batch-deployment') && asText(fields.get('endpoint_name')?.value) === endpoint,
  );
}

/** The version that a file of the project gives a registered asset of this name. */
export function versionInProject(context: CheckContext, name: string, isKind: (kind: DocumentKind) => boolean): string | undefined {
  const file = documentsWith(context, name).find(({ kind, fields }) => isKind(kind) && asText(fields.get('name')?.value) === name);
  return asText(file?.fields.get('version')?.value);
}
