/**
 * Lets files be dropped onto the window (Electron only; a browser tells no paths). What was dropped comes back as the event `app.openRequested`. Drags that
 * carry no files stay with whoever handles them. Returns the function that ends it.
 */
export function acceptFileDrops(target: Window): () => void {
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent) => {
    if (carriesFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    target.sluice?.dropFiles([...(event.dataTransfer?.files ?? [])]);
  };
  target.addEventListener('dragover', over);
  target.addEventListener('drop', drop);
  return () => {
    target.removeEventListener('dragover', over);
    target.removeEventListener('drop', drop);
  };
}
