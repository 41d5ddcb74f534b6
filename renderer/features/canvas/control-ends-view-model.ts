import { controlEndsOf, leads, parseControlEnd } from '#shared/edits/common/control-ends.ts';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { nodeOfEnd } from './node-view-model.ts';
import type { Scene } from './scene-view-model.ts';

const CAPSULE_PX = 36;

/** Where a line out of or into control flow starts or ends: below the capsule, at its upper edge, or at the head of a job as a whole. */
export function controlPoint(scene: Pick<Scene, 'byId' | 'direction'>, end: string): Point | undefined {
  const box = scene.byId.get(nodeOfEnd(end))?.box;
  if (!box) return undefined;
  const own = parseControlEnd(end);
  const isDown = scene.direction === 'tb';
  if (!own) return end.split('.').length === 3 ? (isDown ? { x: box.x + box.width / 2, y: box.y } : { x: box.x, y: box.y + box.height / 2 }) : undefined;
  if (!leads(own.key)) return isDown ? { x: box.x + box.width / 2, y: box.y } : { x: box.x, y: box.y + CAPSULE_PX / 2 };
  return { x: box.x + box.width * shareOf(own.key), y: box.y + CAPSULE_PX };
}

/** How far along its capsule an end stands. */
export function shareOf(key: string): number {
  return key === 'true_block' ? 1 / 3 : key === 'false_block' ? 2 / 3 : 1 / 2;
}

/** The ends of control flow that a connection of `held` could have: jobs for what leads to them, conditions and items for what gives a value. */
export function controlTargets(pipeline: Pipeline, held: string, way: 'from' | 'into'): readonly string[] {
  if (way === 'into') return [];
  const own = parseControlEnd(held);
  if (own) return leads(own.key) ? pipeline.jobs.filter((job) => job.id !== own.job).map((job) => `parent.jobs.${job.id}`) : [];
  return pipeline.jobs.flatMap((job) => endsOf(pipeline, job.id, 'into'));
}

/** The ends of a job of control flow: those that lead to jobs, or those that read. */
export function endsOf(pipeline: Pipeline, name: string, way: 'from' | 'into'): readonly string[] {
  const job = pipeline.job(name);
  if (!job) return [];
  return controlEndsOf(job)
    .filter((end) => leads(end.key) === (way === 'from'))
    .map((end) => `parent.jobs.${end.job}.${end.key}`);
}
