// The naive two-view editor: Monaco beside React Flow with its defaults; on every change the whole text is parsed by npm `yaml` and all nodes are set anew.
import '@xyflow/react/dist/style.css';
import { type Edge, Handle, type Node, type NodeProps, Position, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/languages/definitions/yaml/register';
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { parseDocument } from 'yaml';
import { makePipeline } from '../harness/make-pipeline.ts';

declare global {
  interface Window {
    MonacoEnvironment: unknown;
    naive: { editor: monaco.editor.IStandaloneCodeEditor; connect(from: number, to: number): number };
  }
}
window.MonacoEnvironment = { getWorker: () => new Worker(URL.createObjectURL(new Blob(['']))) };

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

interface PlainJob {
  compute?: string;
  inputs?: Record<string, unknown>;
}

function graphOf(text: string): { nodes: JobNode[]; edges: Edge[] } {
  const jobs = (parseDocument(text).toJS() as { jobs?: Record<string, PlainJob> })?.jobs ?? {};
  const nodes: JobNode[] = [];
  const edges: Edge[] = [];
  Object.entries(jobs).forEach(([name, job], k) => {
    nodes.push({ id: name, type: 'job', position: { x: (k % 4) * 280, y: Math.floor(k / 4) * 140 }, data: { name, compute: String(job?.compute ?? '') } });
    for (const [input, value] of Object.entries(job?.inputs ?? {})) {
      const from = /parent\.jobs\.(\w+)\.outputs/.exec(String(value))?.[1];
      if (from) edges.push({ id: `${from}-${name}-${input}`, source: from, target: name });
    }
  });
  return { nodes, edges };
}

function App({ text }: { text: string }) {
  const first = useRef(graphOf(text));
  const [nodes, setNodes, onNodesChange] = useNodesState(first.current.nodes);
  const [edges, setEdges, onEdgesChange] = useEdgesState(first.current.edges);
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!container.current) return;
    const editor = monaco.editor.create(container.current, { value: text, language: 'yaml', quickSuggestions: false, minimap: { enabled: false } });
    editor.onDidChangeModelContent(() => {
      const graph = graphOf(editor.getValue());
      setNodes(graph.nodes);
      setEdges(graph.edges);
    });
    window.naive = {
      editor,
      // A canvas gesture written as a text edit by way of the parsed document.
      connect(from, to) {
        const start = performance.now();
        const document = parseDocument(editor.getValue());
        const value = document.getIn(['jobs', `job_${to}`, 'inputs', 'data'], true) as { range: [number, number, number] };
        const model = editor.getModel();
        if (!model) return 0;
        const [a, b] = [model.getPositionAt(value.range[0]), model.getPositionAt(value.range[1])];
        editor.executeEdits('canvas', [{ range: monaco.Range.fromPositions(a, b), text: `\${{parent.jobs.job_${from}.outputs.out}}` }]);
        return performance.now() - start;
      },
    };
    return () => editor.dispose();
  }, [text, setNodes, setEdges]);
  return (
    <div style={{ display: 'flex', height: '100vh' }}>
      <div ref={container} style={{ width: '40%' }} />
      <div style={{ flex: 1 }}>
        <ReactFlow nodes={nodes} edges={edges} nodeTypes={nodeTypes} onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} minZoom={0.1} />
      </div>
    </div>
  );
}

const count = Number(new URLSearchParams(location.search).get('jobs') ?? 8);
createRoot(document.getElementById('root') as HTMLElement).render(<App text={makePipeline(count)} />);
