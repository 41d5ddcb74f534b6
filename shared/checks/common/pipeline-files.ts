import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { ComponentFiles, Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';

interface Known {
  readonly text: string;
  readonly pipeline: Pipeline | undefined;
}

const known = new WeakMap<ComponentFiles, Map<string, Known>>();

/** The pipeline in another file of the project, read once for as long as its text stays the same. Undefined when it cannot be read or is none. */
export function pipelineAt(components: ComponentFiles, path: string): Pipeline | undefined {
  const file = components.read(path);
  if (typeof file !== 'object') return undefined;
  const files = known.get(components) ?? new Map<string, Known>();
  known.set(components, files);
  const before = files.get(path);
  if (before?.text === file.text) return before.pipeline;
  const doc = readYaml(file.text);
  const pipeline = doc.readable && doc.map ? readPipeline(doc, { path, components }) : undefined;
  const found = pipeline && isPipelineKind(pipeline.document) ? pipeline : undefined;
  files.set(path, { text: file.text, pipeline: found });
  return found;
}
