// Monaco with monaco-yaml, which checks a made-up pipeline by a JSON Schema in its worker.
import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/languages/definitions/yaml/register';
import { configureMonacoYaml } from 'monaco-yaml';
import { pipelineJsonSchema } from '../harness/json-schema.ts';
import { makePipeline } from '../harness/make-pipeline.ts';

declare global {
  interface Window {
    editor: monaco.editor.IStandaloneCodeEditor;
    /** The peer has looked at the text. */
    hasChecked: boolean;
  }
}

window.MonacoEnvironment = { getWorker: () => new Worker(URL.createObjectURL(new Blob(['']))) };

interface OldOptions {
  readonly createData: unknown;
}

/** Monaco as the peer knows it: today's asks for the worker itself, which is told what the peer would have it told. */
const asBefore = {
  ...monaco,
  editor: {
    ...monaco.editor,
    createWebWorker: ({ createData }: OldOptions) => {
      const worker = new Worker('worker.js', { type: 'module' });
      worker.postMessage('ignore');
      worker.postMessage(createData);
      return monaco.editor.createWebWorker({ worker });
    },
    setModelMarkers: (...args: Parameters<typeof monaco.editor.setModelMarkers>) => {
      window.hasChecked = true;
      monaco.editor.setModelMarkers(...args);
    },
  },
};

configureMonacoYaml(asBefore, {
  enableSchemaRequest: false,
  schemas: [{ uri: 'http://localhost/pipeline.schema.json', fileMatch: ['*'], schema: pipelineJsonSchema() }],
});

const count = Number(new URLSearchParams(location.search).get('jobs'));
// The schema is the page's own; the text's comment of one to be downloaded is left out.
const text = makePipeline(count).replace(/^\$schema:.*\n/m, '');
document.body.style.margin = '0';
const container = document.createElement('div');
container.style.height = '900px';
document.body.append(container);
const model = monaco.editor.createModel(text, 'yaml', monaco.Uri.parse('file:///pipeline.yml'));
window.editor = monaco.editor.create(container, { model, quickSuggestions: false, minimap: { enabled: false } });
