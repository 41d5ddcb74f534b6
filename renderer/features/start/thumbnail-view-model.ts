import type { Box } from '#shared/layout/graph-shape.ts';
import { pathOf } from '#shared/layout/path-of.ts';
import { placeGraph } from '#shared/layout/place.ts';
import { shapeOf } from '#shared/layout/shape-of.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';

/** A pipeline as a small picture: boxes, lines, gates. */
export interface Thumbnail {
  readonly bounds: Box;
  readonly boxes: readonly { readonly id: string; readonly kind: 'job' | 'gate' | 'end'; readonly box: Box }[];
  readonly lines: readonly { readonly id: string; readonly d: string; readonly isGated: boolean }[];
  readonly jobs: number;
}

/** Draws a real pipeline file with its components, as the graph would place it. Undefined when the text is no pipeline that can be read. */
export function thumbnailOf(path: string, text: string, components: readonly { readonly path: string; readonly text: string }[]): Thumbnail | undefined {
  const files = new Map(components.map((component) => [component.path, component.text]));
  const source: ComponentFiles = {
    version: 1,
    read: (each) => {
      const found = files.get(each);
      return found === undefined ? 'missing' : { text: found };
    },
  };
  const pipeline = readPipeline(readYaml(text), { path, components: source });
  if (!pipeline.readable || pipeline.jobs.length === 0) return undefined;
  const { nodes, edges } = shapeOf(pipeline);
  const placement = placeGraph(nodes, edges, { direction: 'tb', pinned: {} });
  const gated = new Set(pipeline.edges.filter((edge) => edge.gated).map((edge) => edge.id));
  const kinds = new Map(
    nodes.map((node) => [node.id, node.silhouette === 'gate' ? 'gate' : node.silhouette === 'input' || node.silhouette === 'output' ? 'end' : 'job'] as const),
  );
  return {
    bounds: placement.bounds,
    boxes: [...placement.boxes].map(([id, box]) => ({ id, box, kind: kinds.get(id) ?? 'job' })),
    lines: [...placement.routes].map(([id, route]) => ({ id, d: pathOf(route.points), isGated: gated.has(id) })),
    jobs: pipeline.jobs.length,
  };
}
