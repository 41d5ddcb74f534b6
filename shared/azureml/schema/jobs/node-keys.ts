import { type FieldSchema, ref, required, text } from '../key-schema.ts';
import { ABOUT, PROPERTIES } from '../shared-objects.ts';
import { JOB_INPUTS, JOB_OUTPUTS } from '../values.ts';

/** Of a text: `${{…}}` may stand in it. */
export const bind = { mayBind: true } as const;

/** Keys of every node. */
export const NODE: Readonly<Record<string, FieldSchema>> = {
  inputs: JOB_INPUTS,
  outputs: JOB_OUTPUTS,
  properties: PROPERTIES,
  comment: text('A remark that Azure ML keeps.'),
  name: text('Ignored: the key under jobs is the name.'),
  ...ABOUT,
  experiment_name: text('Ignored in a pipeline: its own experiment counts.'),
};

/** The component that a node runs. */
export const component = (description: string) => required(ref('component', description));
