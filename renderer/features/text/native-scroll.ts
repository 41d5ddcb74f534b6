import type { editor } from 'monaco-editor/editor/editor.api';
import type { Disposable } from '#shared/base/disposable.ts';

/**
 * Browsers and assistive tools scroll an element sideways to bring a part of a long line into view. Monaco takes such a scroll over when it is upright,
 * but not when it is sideways: the lines then stand beside the pane until the editor is made anew. This hands it to the editor's own scrolling.
 */
export function takeOverNativeScroll(view: editor.IStandaloneCodeEditor): Disposable {
  const container = view.getContainerDomNode();
  const onScroll = ({ target }: Event): void => {
    if (!(target instanceof HTMLElement) || !target.classList.contains('editor-scrollable') || target.scrollLeft === 0) return;
    const sideways = target.scrollLeft;
    target.scrollLeft = 0;
    view.setScrollLeft(view.getScrollLeft() + sideways);
  };
  // Scroll events do not bubble; they are captured.
  container.addEventListener('scroll', onScroll, { capture: true });
  return { dispose: () => container.removeEventListener('scroll', onScroll, { capture: true }) };
}
