import { any, dictionary, type FieldSchema, flag, kept, list, map, path, text, words } from './key-schema.ts';
import { IMAGES } from './often-used.ts';
import { ABOUT, LOOSE_TAGS, SCHEMA_KEY } from './shared-objects.ts';

const FLOW_PORT = map(
  {
    type: text('The type: string, int, double, bool, list, object or image.', {
      suggests: words(['string', 'int', 'double', 'bool', 'list', 'object', 'image']),
    }),
    default: any('Its value when none is given.'),
    description: ABOUT.description,
    reference: text('The output of a node that it is: ${node.output}.'),
    is_chat_input: flag('Whether it is what the person says.'),
    is_chat_history: flag('Whether it is what was said before.'),
    is_chat_output: flag('Whether it is what is said in answer.'),
    evaluation_only: flag('Whether only evaluations look at it.'),
  },
  'An input or output of the flow.',
  kept,
);

const FLOW_NODE = map(
  {
    name: text('Its name in the flow.'),
    type: text('What it is: llm, python, prompt or custom_llm.', {
      suggests: words({ llm: 'Asks a model.', python: 'Calls a Python function.', prompt: 'Fills in a prompt.' }),
    }),
    source: map(
      {
        type: text('Where the code is: code, package or package_with_prompt.', { suggests: words(['code', 'package', 'package_with_prompt']) }),
        path: path('The file.'),
        tool: text('The tool of a package.'),
      },
      'Where its code or prompt is.',
      kept,
    ),
    inputs: dictionary(any('A value, or ${node.output}, ${inputs.name}.'), 'Values for its inputs.', { keyName: 'input' }),
    connection: text('The connection by which the model is reached.', { refTo: 'connection' }),
    api: text('The interface of the model: chat or completion.', { suggests: words(['chat', 'completion']) }),
    provider: text('Who runs the model: AzureOpenAI or OpenAI.', { suggests: words(['AzureOpenAI', 'OpenAI']) }),
    module: text('The Python module of the tool.'),
    activate: map({ when: text('What is looked at: ${node.output}.'), is: any('The value with which it runs.') }, 'When it runs; always when left out.', kept),
    aggregation: flag('Whether it runs once over all rows.', { default: false }),
    use_variants: flag('Whether one of its variants is run in its place.'),
  },
  'A node of the flow.',
  kept,
);

/** A flow of prompts and tools. It is read by tools of its own: keys that are not known are none of ours to refuse. */
export const PROMPT_FLOW: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    id: text('Its id; made by the tools.'),
    name: text('Its name, shown in the studio.'),
    display_name: ABOUT.display_name,
    description: ABOUT.description,
    tags: LOOSE_TAGS,
    type: text('The kind of flow: standard, chat or evaluation.', {
      suggests: words({ standard: 'Any flow.', chat: 'A flow that talks.', evaluation: 'A flow that judges others.' }),
    }),
    inputs: dictionary(FLOW_PORT, 'The inputs of the flow, by name.', { keyName: 'input' }),
    outputs: dictionary(FLOW_PORT, 'The outputs of the flow, by name.', { keyName: 'output' }),
    nodes: list(FLOW_NODE, 'The nodes of the flow: prompts, models and Python functions.'),
    environment: map(
      { image: text('A Docker image.', { suggests: IMAGES }), python_requirements_txt: path('The requirements file.') },
      'Image and packages that the flow runs in.',
      kept,
    ),
    environment_variables: dictionary(any('The value.'), 'Variables that the process finds in its environment.', { keyName: 'variable' }),
    additional_includes: list(path('A file or folder.'), 'Files that are sent along.'),
    node_variants: any('Other forms of some nodes.'),
    flow: path('The flow that a run runs.'),
    data: path('The rows that a run goes through.'),
    run: text('The run that this one judges.'),
    column_mapping: dictionary(
      text('Where its value comes from: ${data.x}, ${run.outputs.y}.', { anyScalar: true }),
      'Inputs of the flow by where they come from.',
      {
        keyName: 'input',
      },
    ),
    variant: text('The variant that is run.'),
    connections: any('Connections, in place of those of the nodes.'),
    runtime: text('The runtime on which a run runs.'),
    entry: text('The function that is run.'),
    code: path('The folder with the code of a flow of the flex kind.'),
  },
  'A prompt flow.',
  kept,
);
