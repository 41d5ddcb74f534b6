import type { Session } from '#shared/document/session-types.ts';
import type { LanguageContext } from '#shared/language/language-context.ts';
import type { WorkspaceStore } from './workspace/workspace.store.ts';

/** What the language services may look at, for an open document. */
export function languageContextOf(session: Session, workspace: WorkspaceStore): LanguageContext {
  return {
    path: session.path,
    doc: session.doc,
    pipeline: session.pipeline,
    components: workspace.documents.components,
    files: filesOf(workspace.store.getState().entries),
    textOf: workspace.documents.project.read,
  };
}

const paths = new WeakMap<object, readonly string[]>();

/** The paths of the files, as one list for as long as the entries are the same: it is asked for at every key. */
function filesOf(entries: readonly { readonly kind: string; readonly path: string }[]): readonly string[] {
  let known = paths.get(entries);
  if (!known) {
    known = entries.filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    paths.set(entries, known);
  }
  return known;
}
