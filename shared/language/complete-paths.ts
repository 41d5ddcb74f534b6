import { lookUpComponent } from '#shared/pipeline/component-cache.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { Completion } from './completion.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { componentDocumentation } from './port-words.ts';

/** Keys that hold the path of another YAML file, and what must be in its name. */
const FILE_KEYS: ReadonlySet<string> = new Set(['component', 'trial', 'conda_file', 'job']);
const FOLDER_KEYS: ReadonlySet<string> = new Set(['code']);

/** Files of the project for `component:`, `trial:` and their like, and references that the document uses already. */
export function completeComponentPaths(context: LanguageContext, place: Place): Completion[] {
  const key = place.path[place.path.length - 1] ?? '';
  if (FOLDER_KEYS.has(key)) return folders(context, place);
  if (!FILE_KEYS.has(key)) return [];
  const files = context.files.filter((file) => /\.ya?ml$/i.test(file) && file !== context.path);
  const completions: Completion[] = [];
  for (const file of files) {
    const declared = key === 'conda_file' ? undefined : componentOf(context, file);
    if (key !== 'conda_file' && key !== 'job' && context.components.read(file) !== 'pending' && !declared) continue;
    const ref = relativeRef(context.path, file);
    completions.push({
      label: ref,
      kind: 'file',
      insert: ref,
      hasCaretMark: false,
      range: place.range,
      detail: declared?.displayName ?? declared?.name ?? '',
      documentation: declared ? () => componentDocumentation(declared, ref) : undefined,
      order: `1${ref}`,
      filter: `${ref} ${declared?.name ?? ''}`,
    });
  }
  for (const ref of remoteRefs(context, key)) {
    completions.push({
      label: ref,
      kind: 'reference',
      insert: ref,
      hasCaretMark: false,
      range: place.range,
      detail: 'used in this file',
      documentation: undefined,
      order: `2${ref}`,
    });
  }
  return completions;
}

/** Told from a look at the text, so that completion does not read every pipeline and environment of a large project. */
function mayBeComponent(text: string): boolean {
  if (/^\$schema:.*job\.schema/im.test(text)) return false;
  return /^\$schema:.*component/im.test(text) || /^(?:command|entry|task|jobs|nodes)\s*:/m.test(text);
}

function componentOf(context: LanguageContext, file: string) {
  const text = context.components.read(file);
  if (typeof text === 'string' || !mayBeComponent(text.text)) return undefined;
  const found = lookUpComponent(context.components, file);
  return found.state === 'found' && /-component$|^promptflow$/.test(found.declared.kind) ? found.declared : undefined;
}

function remoteRefs(context: LanguageContext, key: string): string[] {
  const refs = new Set<string>();
  for (const job of context.pipeline.jobs) {
    const use = job.component;
    if (use?.ref !== undefined && use.where !== 'local' && use.key === key) refs.add(use.ref);
  }
  return [...refs];
}

function folders(context: LanguageContext, place: Place): Completion[] {
  const found = new Set<string>();
  for (const file of context.files) {
    if (!/\.(py|r|sh)$/i.test(file)) continue;
    // The folder of a file is how the file is written, without its name.
    found.add(relativeRef(context.path, file).replace(/\/[^/]*$/, ''));
  }
  return [...found].map((ref) => ({
    label: ref,
    kind: 'file',
    insert: ref,
    hasCaretMark: false,
    range: place.range,
    detail: 'folder',
    documentation: undefined,
    order: `1${ref}`,
  }));
}
