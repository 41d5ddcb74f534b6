import {
  any,
  dictionary,
  expression,
  type FieldSchema,
  flag,
  list,
  longText,
  map,
  number,
  oneOf,
  oneWord,
  path,
  preview,
  ref,
  required,
  text,
} from './key-schema.ts';

const DATA_TYPES = {
  uri_folder: 'A folder.',
  uri_file: 'One file.',
  mltable: 'A table: a folder with an MLTable file.',
} as const;
const MODEL_TYPES = {
  mlflow_model: 'A model that MLflow packed.',
  custom_model: 'A model in a form of its own.',
  triton_model: 'A model for NVIDIA Triton.',
} as const;
const PARAMETER_TYPES = { string: 'Text.', integer: 'A whole number.', number: 'A number.', boolean: 'true or false.' } as const;

const INPUT_MODES = {
  ro_mount: 'Read over the network as it is needed.',
  download: 'Copied to the machine first.',
  direct: 'The address is handed over, nothing is read.',
} as const;
const TABLE_MODES = {
  ...INPUT_MODES,
  eval_mount: 'The table is evaluated, its files are mounted.',
  eval_download: 'The table is evaluated, its files are copied.',
} as const;
const OUTPUT_MODES = {
  rw_mount: 'Written over the network at once.',
  upload: 'Written on the machine, sent at the end.',
  direct: 'The address is handed over.',
  mount: 'Another word for rw_mount.',
} as const;

export const DATASTORE_OF_UPLOAD: FieldSchema = ref('datastore', 'Where a local path is sent.', { default: 'workspaceblobstore' });

const bind = { mayBind: true } as const;

/** A data or model input written as an object. */
export const ASSET_INPUT: FieldSchema = map(
  {
    type: oneWord({ ...DATA_TYPES, ...MODEL_TYPES }, 'What kind of data or model it is.', { default: 'uri_folder' }),
    path: path('Where it is: a local path, azureml:name:version, a datastore address or a web address.', { ...bind, refTo: 'data' }),
    mode: oneWord(TABLE_MODES, 'How it reaches the job. The eval modes are for tables.', { default: 'ro_mount' }),
    datastore: DATASTORE_OF_UPLOAD,
    path_on_compute: text('Where it appears on the machine.'),
  },
  'Data or a model.',
);

/** A literal: its type is the one that is written. */
export const LITERAL: FieldSchema = text('A value: text, number, true or false.', { ...bind, anyScalar: true });

/** The value of an input of a job: literal, binding or object. */
export const INPUT_VALUE: FieldSchema = oneOf(
  [
    LITERAL,
    expression('A binding: ${{parent.inputs.…}} or ${{parent.jobs.….outputs.…}}.'),
    ASSET_INPUT,
    map({ value: required(LITERAL) }, 'A value in its long form.'),
  ],
  'A value, a binding, or data with type and path.',
  bind,
);

const OUTPUT_OBJECT: FieldSchema = map(
  {
    type: oneWord({ ...DATA_TYPES, ...MODEL_TYPES }, 'What kind of data or model it is.', { default: 'uri_folder' }),
    mode: oneWord(OUTPUT_MODES, 'How the job writes it: mounted, or sent at the end.', { default: 'rw_mount' }),
    path: path('Where it is written: a datastore address. ${{name}} and ${{output_name}} can stand in it.', bind),
    name: text('Registers the output as a data asset or model of this name.', { pattern: '^[A-Za-z0-9_-]*$' }),
    version: text('The version to register, in quotes. Needs a name.', { anyScalar: true }),
  },
  'Where and how it is written.',
);

/** The value of an output of a job: nothing, a binding to an output of the pipeline, or an object. */
export const OUTPUT_VALUE: FieldSchema = oneOf(
  [expression('A binding: ${{parent.outputs.…}}.'), OUTPUT_OBJECT],
  'A binding to an output of the pipeline, or where it is written.',
  { ...bind, nullable: true },
);

export const JOB_INPUTS: FieldSchema = dictionary(INPUT_VALUE, 'A value, a binding or data for each input of the job.', { keyName: 'input' });
export const JOB_OUTPUTS: FieldSchema = dictionary(OUTPUT_VALUE, 'Where each output is written, or the output of the pipeline that it is.', {
  keyName: 'output',
});
export const PIPELINE_INPUTS: FieldSchema = dictionary(
  oneOf([LITERAL, ASSET_INPUT, map({ value: required(LITERAL) }, 'A value in its long form.')], 'A value, or data with type and path.'),
  'What the pipeline is given: values, data and models.',
  {
    keyName: 'input',
  },
);
export const PIPELINE_OUTPUTS: FieldSchema = dictionary({ ...OUTPUT_OBJECT, nullable: true }, 'What the pipeline hands out.', { keyName: 'output' });

const PORT_MODES = { ...TABLE_MODES, rw_mount: '', upload: '', mount: '', link: '' } as const;
const sensitive = { caseSensitive: true } as const;
const DESCRIPTION = longText('What it is for, in a sentence; shown wherever the port is.');

const PROTECTION = preview(
  map(
    { protection_level: oneWord({ all: 'Only the publisher.', none: 'Everybody.' }, 'Who may see what stands in it.') },
    'Protection of intellectual property.',
  ),
);

/** An input that a component declares. */
export const COMPONENT_INPUT: FieldSchema = map(
  {
    type: oneWord({ ...DATA_TYPES, ...MODEL_TYPES, ...PARAMETER_TYPES, path: 'Any data or model (old).' }, 'The type of value or data that it takes.', {
      required: true,
      ...sensitive,
    }),
    description: DESCRIPTION,
    optional: flag('Whether it may be left out.', { default: false }),
    default: any('Its value when none is given. For values only, not for data.'),
    enum: list(text('A value.'), 'The values that it may have, for text.'),
    min: number('The smallest number allowed.'),
    max: number('The largest number allowed.'),
    mode: oneWord(PORT_MODES, 'How data reaches the command.', sensitive),
    intellectual_property: PROTECTION,
  },
  'An input.',
);

/** An output that a component declares: data or a model, or a value (preview). */
export const COMPONENT_OUTPUT: FieldSchema = oneOf(
  [
    map(
      {
        type: oneWord({ ...DATA_TYPES, ...MODEL_TYPES, path: 'Any data or model (old).' }, 'What it hands out.', { required: true, ...sensitive }),
        description: DESCRIPTION,
        mode: oneWord(PORT_MODES, 'How the command writes it: mounted, or sent at the end.', sensitive),
        intellectual_property: PROTECTION,
        // Said by a check of its own.
        is_control: any('Of values only.', { readOnly: true }),
        early_available: any('Of values only.', { readOnly: true }),
      },
      'Data or a model.',
    ),
    map(
      {
        type: oneWord(PARAMETER_TYPES, 'What it hands out: a value, as a preview.', { required: true, ...sensitive }),
        description: DESCRIPTION,
        mode: oneWord(PORT_MODES, 'Of data only.', sensitive),
        early_available: preview(flag('A value that can be read before the job ends.')),
      },
      'A value (preview).',
      { unknownKeys: 'kept' },
    ),
  ],
  'An output.',
);

export const COMPONENT_INPUTS: FieldSchema = dictionary(COMPONENT_INPUT, 'What the component is given.', { keyName: 'input' });
export const COMPONENT_OUTPUTS: FieldSchema = dictionary(COMPONENT_OUTPUT, 'What the component hands out.', { keyName: 'output' });
