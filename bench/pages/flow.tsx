// React Flow as it comes: every node and edge on the page, the whole graph in view.
import '@xyflow/react/dist/style.css';
import { type Edge, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
import { parseDocument } from 'yaml';
import { makePipeline } from '../harness/make-pipeline.ts';

type JobNode = Node<{ name: string; compute: string }>;
const nodeTypes = {
  job: ({ data }: NodeProps<JobNode>) => (
    <div style={{ width: 240, height: 92, background: '#fff', border: '1px solid #ccc', borderRadius: 8 }} data-job={data.name}>
      <Handle type="target" position={Position.Top} />
      <b>{data.name}</b>
      <br />
      <span>{data.compute}</span>
      <Handle type="source" position={Position.Bottom} />
    </div>
  ),
};

function graphOf(count: number): { nodes: JobNode[]; edges: Edge[] } {
  const jobs = (parseDocument(makePipeline(count)).toJS() as { jobs: Record<string, { compute: string; inputs: Record<string, unknown> }> }).jobs;
  const columns = Math.ceil(Math.sqrt(count));
  const nodes: JobNode[] = [];
  const edges: Edge[] = [];
  Object.entries(jobs).forEach(([name, { compute, inputs }], k) => {
    nodes.push({ id: name, type: 'job', position: { x: (k % columns) * 280, y: Math.floor(k / columns) * 140 }, data: { name, compute } });
    for (const [input, value] of Object.entries(inputs)) {
      const from = /parent\.jobs\.(\w+)\.outputs/.exec(String(value))?.[1];
      if (from) edges.push({ id: `${from}-${name}-${input}`, source: from, target: name });
    }
  });
  return { nodes, edges };
}

const graph = graphOf(Number(new URLSearchParams(location.search).get('jobs') ?? 10));
createRoot(document.getElementById('root') as HTMLElement).render(
  <div style={{ height: '100vh' }}>
    <ReactFlow defaultNodes={graph.nodes} defaultEdges={graph.edges} nodeTypes={nodeTypes} fitView minZoom={0.01} />
  </div>,
);
