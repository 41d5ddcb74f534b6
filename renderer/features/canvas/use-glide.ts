import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Session } from '#shared/document/session-types.ts';
import { glide } from './glide.ts';
import { hasMoved } from './glide-view-model.ts';
import type { Scene } from './scene-view-model.ts';

/** After an edit, an undo or a change of the layout the nodes go to their new places in sight; while somebody types, and on load, at once. */
export function useGlide(surface: RefObject<HTMLElement | null>, session: Session, scene: Scene): void {
  const before = useRef(scene);
  const isAwaited = useRef(false);
  useEffect(() => {
    const subscription = session.onDidChange((change) => {
      isAwaited.current = change.origin !== 'typing';
    });
    return () => subscription.dispose();
  }, [session]);
  useLayoutEffect(() => {
    const last = before.current;
    before.current = scene;
    if (last === scene || !isAwaited.current) return;
    isAwaited.current = false;
    if (hasMoved(last, scene)) glide(surface.current, scene.nodes.length);
  }, [scene, surface]);
}
