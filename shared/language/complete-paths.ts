import type { KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { lookUpComponent } from '#shared/pipeline/component-cache.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import type { Completion } from './completion.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { componentDocumentation } from './port-words.ts';
import { textOf } from './project-assets.ts';
import { dataPathsOf, foldersWithCode, scriptsUnder } from './project-paths.ts';
import { schemaField } from './schema-adapter.ts';

/** Files and folders of the project for the value at the caret: what kind of file the key takes decides which. */
export function completePaths(context: LanguageContext, place: Place): Completion[] {
  return pathsFor(context, place.path, place.range.start).map((found, index) => ({
    label: found.ref,
    kind: 'file',
    insert: place.quote === '' ? found.ref : `${place.quote}${found.ref}${place.quote}`,
    hasCaretMark: false,
    range: place.range,
    detail: found.detail,
    documentation: found.documentation,
    order: `01${String(index).padStart(5, '0')}`,
    filter: `${place.quote}${found.ref} ${found.words ?? ''}`,
  }));
}

interface FoundPath {
  readonly ref: string;
  readonly detail: string;
  readonly documentation: (() => string | undefined) | undefined;
  /** More words to find it by. */
  readonly words?: string | undefined;
}

/** The files and folders of the project that the key at the end of `path` may name; also what the inspector offers. */
export function pathsFor(context: LanguageContext, path: readonly (string | number)[], offset?: number): readonly FoundPath[] {
  const key = String(path[path.length - 1] ?? '');
  const plain = (refs: readonly string[], detail: string): FoundPath[] => refs.map((ref) => ({ ref, detail, documentation: undefined }));
  switch (key) {
    case 'component':
    case 'trial':
      return components(context);
    case 'job':
      return plain(
        yamlFiles(context, (text) => /^(?:jobs|command|\$schema:.*job\.schema)/im.test(text)),
        'file',
      );
    case 'conda_file':
      return plain(
        yamlFiles(context, (text) => /^dependencies\s*:/m.test(text)),
        'conda file',
      );
    case 'code':
      return plain(foldersWithCode(context.files, context.path), 'folder');
    case 'entry_script':
    case 'scoring_script':
    case 'file':
      return plain(scriptsUnder(context.files, context.path, codeBeside(context, path)), 'script');
    default: {
      const field = schemaField(context, path, offset);
      return field !== undefined && takesPath(field) ? plain(dataPathsOf(context.files, context.path), 'file or folder') : [];
    }
  }
}

function takesPath(field: KeySchema): boolean {
  return field.kind === 'path' || (field.options ?? []).some((option) => option.kind === 'path');
}

/** The folder that `code` names near a script. */
function codeBeside(context: LanguageContext, path: readonly (string | number)[]): string | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const code = resolveAlias(findNode(context.doc, [...path.slice(0, depth), 'code'])?.node);
    if (code?.kind === 'scalar') return code.text;
  }
  return undefined;
}

function components(context: LanguageContext): FoundPath[] {
  return context.files.flatMap((file) => {
    if (!/\.ya?ml$/i.test(file) || file === context.path) return [];
    const declared = componentOf(context, file);
    if (!declared && context.components.read(file) !== 'pending') return [];
    const ref = relativeRef(context.path, file);
    return [
      {
        ref,
        detail: declared?.displayName ?? declared?.name ?? '',
        documentation: declared ? () => componentDocumentation(declared, ref) : undefined,
        words: declared?.name,
      },
    ];
  });
}

/** Told from a look at the text, so that completion does not read every pipeline and environment of a large project. */
function mayBeComponent(text: string): boolean {
  if (/^\$schema:.*job\.schema/im.test(text)) return false;
  return /^\$schema:.*component/im.test(text) || /^(?:command|entry|task|jobs|nodes)\s*:/m.test(text);
}

function componentOf(context: LanguageContext, file: string) {
  const text = textOf(context, file);
  if (text === undefined || !mayBeComponent(text)) return undefined;
  const found = lookUpComponent(context.components, file);
  return found.state === 'found' && /-component$|^promptflow$/.test(found.declared.kind) ? found.declared : undefined;
}

function yamlFiles(context: LanguageContext, isWanted: (text: string) => boolean): string[] {
  return context.files
    .filter((file) => /\.ya?ml$/i.test(file) && file !== context.path)
    .filter((file) => {
      const text = textOf(context, file);
      return text === undefined || isWanted(text);
    })
    .map((file) => relativeRef(context.path, file));
}
