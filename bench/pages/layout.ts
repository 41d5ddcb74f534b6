// B12 in the page: the first layout of a graph by elkjs (layered) and by ours.
import ELK from 'elkjs/lib/elk.bundled.js';
import { nodeSize } from '#shared/layout/node-size.ts';
import { placeGraph } from '#shared/layout/place.ts';
import { shapeOf } from '#shared/layout/shape-of.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { makePipeline } from '../harness/make-pipeline.ts';

declare global {
  interface Window {
    elk(count: number): Promise<number>;
    ours(count: number): number;
  }
}

const shape = (count: number) =>
  shapeOf(readPipeline(readYaml(makePipeline(count)), { path: 'pipeline.yml', components: { version: 0, read: () => 'missing' } }));

window.elk = async (count) => {
  const { nodes, edges } = shape(count);
  const known = new Set(nodes.map(({ id }) => id));
  const graph = {
    id: 'root',
    layoutOptions: { 'elk.algorithm': 'layered', 'elk.direction': 'DOWN' },
    children: nodes.map((node) => ({ id: node.id, ...nodeSize(node, 'tb') })),
    edges: edges
      .filter(({ from, to }) => known.has(from.node) && known.has(to.node))
      .map(({ id, from, to }) => ({ id, sources: [from.node], targets: [to.node] })),
  };
  const elk = new ELK();
  const start = performance.now();
  await elk.layout(graph);
  return performance.now() - start;
};

window.ours = (count) => {
  const { nodes, edges } = shape(count);
  const start = performance.now();
  const placement = placeGraph(nodes, edges, { direction: 'tb', pinned: {} });
  const spent = performance.now() - start;
  if (placement.boxes.size < count) throw new Error('Not every node has a place.');
  return spent;
};
