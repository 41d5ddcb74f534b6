import { any, camel, dictionary, type FieldSchema, flag, integer, kept, list, map, oneOf, oneWord, path, text } from '../key-schema.ts';
import { MACHINES } from '../often-used.ts';
import { ABOUT, IDENTITY, LOOSE_PROPERTIES, QUEUE_SETTINGS, SCHEMA_KEY, SERVICES } from '../shared-objects.ts';
import { JOB_OUTPUTS } from '../values.ts';

const DATA_OF = (what: string) =>
  oneOf(
    [
      text('A data asset or an address.', { refTo: 'data' }),
      map(
        {
          type: oneWord(['uri_file', 'uri_folder', 'mltable'], 'What kind of data it is.'),
          path: path('Where it is.', { refTo: 'data' }),
          mode: text('How it reaches the job.'),
          path_on_compute: text('Where it is found on the machine.'),
          datastore: text('Where it is sent.', { refTo: 'datastore' }),
        },
        'Data.',
      ),
    ],
    what,
  );

/** Adapts a large model to data of your own. */
export const FINETUNING_JOB: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    type: oneWord(
      { finetuning: 'Adapts a model.', distillation: 'Teaches a small model by a large one.' },
      'Whether a model is adapted, or a small one taught.',
      { required: true },
    ),
    name: text('Its name, unique in the workspace.'),
    ...ABOUT,
    experiment_name: text('The experiment that runs are listed under.'),
    properties: LOOSE_PROPERTIES,
    task: oneWord(
      [
        'chat_completion',
        'text_completion',
        'text_classification',
        'question_answering',
        'text_summarization',
        'token_classification',
        'text_translation',
        'image_classification',
        'image_instance_segmentation',
        'image_object_detection',
        'video_multi_object_tracking',
      ],
      'What the model does.',
      camel,
    ),
    model_provider: oneWord(
      { azure_open_ai: 'A model of Azure OpenAI.', custom: 'A model of the catalogue.' },
      'Where the model comes from; needed to adapt one.',
      camel,
    ),
    model: oneOf(
      [
        text('The model: azureml:name:version or an address in a registry.', { refTo: 'model' }),
        map(
          {
            type: oneWord(['mlflow_model', 'custom_model', 'triton_model'], 'What kind of model it is.'),
            path: path('Where it is.'),
            mode: text('How it reaches the job.'),
            datastore: text('Where it is sent.', { refTo: 'datastore' }),
          },
          'A model written here.',
        ),
      ],
      'The model that is adapted: its address, or an object with type and path.',
    ),
    training_data: DATA_OF('The data that the model learns from.'),
    validation_data: DATA_OF('The data that the model is validated on while it learns.'),
    test_data: DATA_OF('The data that the model is tested on afterwards.'),
    hyperparameters: dictionary(any('A value.'), 'Settings of the training.', { keyName: 'setting' }),
    resources: map(
      {
        instance_types: list(text('A size of machine.', { suggests: MACHINES }), 'Sizes of machines that it may run on.'),
        instance_type: text('Size of the machine that a small model is taught on.', { suggests: MACHINES }),
        instance_count: integer('How many of them.', { min: 1 }),
        properties: LOOSE_PROPERTIES,
      },
      'The machines that it runs on.',
    ),
    queue_settings: QUEUE_SETTINGS,
    compute: text('Where it runs: azureml:name of a cluster, or serverless.', { refTo: 'compute' }),
    identity: IDENTITY,
    services: SERVICES,
    outputs: JOB_OUTPUTS,
    teacher_model_endpoint_connection: map(
      {
        type: text('The kind of connection: serverless.'),
        name: text('Name of the connection.', { refTo: 'connection' }),
        endpoint: text('Address of the model.'),
        api_key: text('Its key; it must not stand in a file that is shared.'),
      },
      'The endpoint of the model that teaches.',
      kept,
    ),
    student_model: text('The model that learns: its address in a registry.', { refTo: 'model' }),
    data_generation_type: oneWord(
      { label_generation: 'Answers for questions that are given.', data_generation: 'Questions and answers.' },
      'What the teaching model makes.',
    ),
    data_generation_task_type: text('What the teacher is asked.'),
    prompt_settings: map(
      {
        enable_chain_of_thought: flag('Whether the teacher reasons before it answers.'),
        enable_chain_of_density: flag('Whether the teacher condenses its text step by step.'),
        max_len_summary: integer('Most words of a summary.'),
      },
      'How the teaching model is asked.',
    ),
    finetuning_settings: map(
      { hyperparameters: dictionary(any('A value.'), 'Settings of the training.', { keyName: 'setting' }) },
      'How the small model learns.',
    ),
    teacher_model_settings: map(
      {
        inference_parameters: dictionary(any('A value.'), 'Parameters of each call: temperature, max_tokens.', { keyName: 'parameter' }),
        endpoint_request_settings: any('How calls are sent: requests at once, tries.'),
      },
      'Settings of the teaching model.',
    ),
  },
  'A fine-tuning job.',
);
