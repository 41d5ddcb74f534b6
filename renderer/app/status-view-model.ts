import type { CursorState } from '#renderer/state/window/cursor.store.ts';
import type { Selection } from '#renderer/state/window/selection.store.ts';
import type { Session } from '#shared/document/session-types.ts';
import { rangeOfEnd } from '#shared/language/ends.ts';

const KINDS: Readonly<Record<string, string>> = {
  py: 'Python',
  json: 'JSON',
  md: 'Markdown',
  txt: 'Text',
  csv: 'CSV',
  toml: 'TOML',
  sh: 'Shell script',
  dockerfile: 'Dockerfile',
  ipynb: 'Notebook',
};

/** What a file that is no YAML is called. */
export function describeKind(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return KINDS[name.slice(name.lastIndexOf('.') + 1)] ?? 'Text';
}

/** "Spaces: 2": the smallest step by which the first lines are indented. */
export function describeIndent(text: string): string {
  let step = 0;
  let before = 0;
  let lines = 0;
  for (const match of text.slice(0, 8000).matchAll(/^([ \t]*)(?=[^\s#])/gm)) {
    if (match[1]?.includes('\t')) return 'Tabs';
    const width = match[1]?.length ?? 0;
    if (width > before && (step === 0 || width - before < step)) step = width - before;
    before = width;
    if (++lines > 200) break;
  }
  return `Spaces: ${step === 0 ? 2 : step}`;
}

/**
 * Where one is in a document: the caret while the text has the keys; else the first line of what another pane has selected; else the caret, as
 * far as the text is shown. Empty when nothing is anywhere.
 */
export function describePlace(
  session: Pick<Session, 'path' | 'pipeline' | 'text' | 'doc'>,
  caret: Pick<CursorState, 'path' | 'isShown' | 'hasKeys' | 'line' | 'column'>,
  selection: Pick<Selection, 'primary' | 'source'> | undefined,
): string {
  const hasCaret = caret.isShown && caret.path === session.path;
  const words = hasCaret ? `Ln ${caret.line}, Col ${caret.column}` : '';
  if ((hasCaret && caret.hasKeys) || selection?.primary === undefined || (hasCaret && selection.source === 'text')) return words;
  const range = rangeOfEnd(session.pipeline, session.text, selection.primary);
  return range ? `Ln ${session.doc.positionAt(range.start).line}` : words;
}
