const GLIDE_MS = 260;
/** Beyond this nodes change their place at once. */
const MOST_NODES = 200;

const running = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>();

/** Lets nodes move to the places that a command gives them next. The tokens make it instant where motion is reduced. */
export function glide(surface: HTMLElement | null, nodes: number): void {
  if (!surface || nodes > MOST_NODES) return;
  clearTimeout(running.get(surface));
  surface.dataset.glide = 'true';
  running.set(
    surface,
    setTimeout(() => delete surface.dataset.glide, GLIDE_MS),
  );
}
