import type { editor } from 'monaco-editor/editor/editor.api';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import type { EditorParts } from './editor-parts.ts';
import { type ProposedLines, proposedLines } from './proposed-lines.ts';
import { type LineState, START, tokenizeYamlLine } from './yaml-tokens.ts';

/** What a gesture would write, as added lines between the real ones; lines that would go are tinted. The model is not touched. */
export class ProposalZones implements Disposable {
  readonly #parts: EditorParts;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #store = new DisposableStore();
  #zones: string[] = [];

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#marks = parts.editor.createDecorationsCollection();
    this.#store.add({ dispose: parts.state.proposal.subscribe(() => this.#draw()) });
    this.#store.add(parts.binding.onDidChange.on(() => this.#draw()));
    this.#draw();
  }

  dispose(): void {
    this.#store.dispose();
    this.#clear();
  }

  #clear(): void {
    this.#marks.clear();
    if (this.#zones.length === 0) return;
    const gone = this.#zones;
    this.#zones = [];
    this.#parts.editor.changeViewZones((accessor) => {
      for (const id of gone) accessor.removeZone(id);
    });
  }

  #draw(): void {
    const { editor: view, binding, state, monaco } = this.#parts;
    const { proposal } = state.proposal.getState();
    this.#clear();
    if (!proposal || proposal.path !== binding.session.path || proposal.edits.length === 0) return;
    const hunks = proposedLines(binding.mapping, proposal.edits);
    const lineHeight = view.getOption(monaco.editor.EditorOption.lineHeight);
    view.changeViewZones((accessor) => {
      for (const hunk of hunks) {
        if (hunk.added.length === 0) continue;
        const domNode = document.createElement('div');
        const marginDomNode = document.createElement('div');
        domNode.className = 'sluice-added';
        marginDomNode.className = 'sluice-added-margin';
        view.applyFontInfo(domNode);
        view.applyFontInfo(marginDomNode);
        let lineState = this.#stateAt(hunk);
        for (const text of hunk.added) {
          const { tokens, state: after } = tokenizeYamlLine(text, lineState);
          lineState = after;
          domNode.append(row(lineHeight, text, tokens));
          marginDomNode.append(row(lineHeight, '+', []));
        }
        this.#zones.push(accessor.addZone({ afterLineNumber: hunk.afterLine, heightInLines: hunk.added.length, domNode, marginDomNode, ordinal: 1 }));
      }
    });
    this.#marks.set(
      hunks
        .filter((hunk) => hunk.removedTo >= hunk.removedFrom)
        .map((hunk) => ({
          range: new monaco.Range(hunk.removedFrom, 1, hunk.removedTo, 1),
          options: { isWholeLine: true, className: 'sluice-removed', lineNumberClassName: 'sluice-removed-number', zIndex: 4 },
        })),
    );
    const first = hunks[0];
    if (first) view.revealLineInCenterIfOutsideViewport(Math.max(first.afterLine, 1), monaco.editor.ScrollType.Immediate);
  }

  /** Colours of the lines in front are not read again for this: inside `jobs` only the column of the job keys counts. */
  #stateAt(hunk: ProposedLines): LineState {
    const { binding } = this.#parts;
    const jobs = binding.session.pipeline.jobs;
    const first = jobs[0];
    if (!first) return START;
    const { lineNumber, column } = binding.mapping.positionAt(first.entry.start);
    return hunk.afterLine >= lineNumber - 1 ? { ...START, jobs: column - 1 } : START;
  }
}

function row(lineHeight: number, text: string, tokens: readonly { readonly start: number; readonly type: string }[]): HTMLElement {
  const line = document.createElement('div');
  line.className = 'sluice-added-line';
  line.style.height = `${lineHeight}px`;
  line.style.lineHeight = `${lineHeight}px`;
  if (tokens.length === 0) line.textContent = text;
  tokens.forEach(({ start, type }, index) => {
    const part = document.createElement('span');
    part.textContent = text.slice(start, tokens[index + 1]?.start ?? text.length);
    if (type !== '') part.className = `sluice-${type}`;
    line.append(part);
  });
  return line;
}
