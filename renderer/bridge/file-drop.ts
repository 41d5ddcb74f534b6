/**
 * Keeps the browser from leaving the page for a file that is dropped onto it. In Electron the shell sees the files and answers with the event
 * `app.openRequested`; a browser tells no paths, so there nothing is opened. Drags without files stay with whoever handles them. Returns the function that
 * ends it.
 */
export function acceptFileDrops(target: Window): () => void {
  const keep = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };
  target.addEventListener('dragover', keep);
  target.addEventListener('drop', keep);
  return () => {
    target.removeEventListener('dragover', keep);
    target.removeEventListener('drop', keep);
  };
}
