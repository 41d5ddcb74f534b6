import type { Scene } from './scene-view-model.ts';

/** True when a node that was drawn before stands elsewhere now; what came or went moves nothing by itself. */
export function hasMoved(before: Pick<Scene, 'byId'>, after: Pick<Scene, 'nodes'>): boolean {
  return after.nodes.some(({ id, box }) => {
    const old = before.byId.get(id)?.box;
    return old !== undefined && (old.x !== box.x || old.y !== box.y);
  });
}
