import type { PortType } from '#shared/azureml/kinds.ts';
import { AUTOML_DATA_KEYS } from '#shared/azureml/node-kinds.ts';
import type { Binding, Job, Port } from '#shared/pipeline/pipeline.ts';

/** The port whose value holds a binding; undefined when the binding stands in a setting. */
export function portOfBinding(job: Job, { path }: Binding): Port | undefined {
  const [top, name] = path;
  if (top === 'inputs') return job.inputs.find((port) => port.name === name);
  if (top === 'outputs') return job.outputs.find((port) => port.name === name);
  return job.kind === 'automl' && AUTOML_DATA_KEYS.some((key) => key === top) ? job.inputs.find((port) => port.name === top) : undefined;
}

/** True where Azure ML makes a typed edge of a binding: the value of an input or output. */
export function standsInPort({ path }: Binding): boolean {
  const [top, , last] = path;
  if (top === 'inputs' || top === 'outputs') return path.length === 2 || (path.length === 3 && (last === 'path' || last === 'value'));
  return AUTOML_DATA_KEYS.some((key) => key === top);
}

/** The texts that a job runs: they name its own inputs and outputs, not those of the pipeline. */
const OWN_TEXTS: ReadonlySet<string | number | undefined> = new Set(['command', 'args', 'program_arguments', 'input_data', 'append_row_to']);

/** True for a command or its arguments, where `${{inputs.x}}` is right. */
export function standsInCommand({ path }: Binding): boolean {
  return path[0] !== 'inputs' && path[0] !== 'outputs' && OWN_TEXTS.has(path.at(-1));
}

/** The type that a new input or output of the pipeline gets for a port; `path` stands for any data. */
export function typeForEnd(type: PortType | undefined, otherwise: Exclude<PortType, 'path'>): Exclude<PortType, 'path'> {
  return type === undefined ? otherwise : type === 'path' ? 'uri_folder' : type;
}
