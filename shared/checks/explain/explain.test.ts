import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../testing/check-tester.ts';
import { readYaml } from '../../yaml/read.ts';
import { explainDump } from './explain.ts';

const SCHEMA_DUMP = `ERROR: Met error <class 'Exception'>:Validation for PipelineJobSchema failed:

 {
  "result": "Failed",
  "errors": [
    {
      "message": "Missing data for required field.",
      "path": "jobs.train.component",
      "value": null,
      "location": "/home/me/pipeline.yml#line 4"
    },
    {
      "message": "Value 'comand' passed is not in set ['command', 'import', 'sweep', 'parallel', 'pipeline', 'automl', 'spark', 'data_transfer']",
      "path": "jobs.train.type",
      "value": "comand",
      "location": "/home/me/pipeline.yml#line 5"
    }
  ]
} 

 If you are trying to configure an entity that is not of type pipeline, please specify the correct type in the 'type' property.

Visit this link to refer to the PipelineJob schema if needed: https://aka.ms/ml-cli-v2-job-pipeline-yaml-reference.
`;

function fileOf(text: string) {
  return { doc: readYaml(text), problems: problemsOf(undefined, text) };
}

/** What a job that stands alone is refused with: a dump in the message of a dump. */
const NESTED_DUMP = `Validation for CommandSchema failed:\n\n ${JSON.stringify({
  result: 'Failed',
  errors: [
    {
      message: `Validation for CommandJobSchema failed:\n\n ${JSON.stringify({ outputs: { model: { value: { tye: ['Unknown field.'] } } } }, null, 2)} \n\n`,
      path: '*',
      value: null,
    },
  ],
})} \n`;

describe('an error dump', () => {
  it('of a job that stands alone is read to its innermost complaint', () => {
    const text =
      '$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\ncommand: echo\nenvironment: azureml:e:1\noutputs:\n  model:\n    tye: uri_folder\n';

    expect(explainDump(NESTED_DUMP, fileOf(text))).toMatchObject({ kind: 'known', line: 6, problem: { code: 'unknown-key' } });
  });

  it('of an environment or a deployment, a tree of keys, is read', () => {
    const dump = 'Validation for EnvironmentSchema failed:\n\n {\n  "description": [\n    "Not a valid string."\n  ]\n} \n\n Visit this link';
    const text = '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: e\nimage: a\ndescription: 5\n';

    expect(explainDump(dump, fileOf(text))).toMatchObject({ kind: 'known', line: 4, problem: { code: 'must-be-text' } });
  });

  it('becomes the one line that matters, with the word that was probably meant', () => {
    const said = explainDump(SCHEMA_DUMP);

    expect(said).toMatchObject({ kind: 'known', field: ['jobs', 'train', 'type'], line: 5, others: 1 });
    expect(said.sentence).toBe('`jobs.train.type` is `comand`. Did you mean `command`?');
  });

  it('is placed in the file at hand', () => {
    const text = 'type: pipeline\njobs:\n  train:\n    # new\n\n    type: comand\n    command: ls\n';
    const said = explainDump(SCHEMA_DUMP, fileOf(text));

    expect(said.line).toBe(6);
    expect(said.owner).toBe('parent.jobs.train');
    expect(text.slice(said.place?.start, said.place?.end)).toContain('comand');
  });

  it('is our own problem, with its fix, where a check finds the same', () => {
    const text =
      'type: pipeline\njobs:\n  a:\n    command: x ${{outputs.m}}\n    outputs: {m: {type: uri_folder}}\n  train:\n    command: ls ${{inputs.x}}\n    inputs:\n      x: ${{parent.jobs.aa.outputs.m}}\n';
    const dump = '{"result": "Failed", "errors": [{"message": "Something odd", "path": "jobs.train.inputs.x", "value": null}]}';
    const said = explainDump(dump, fileOf(text));

    expect(said.problem).toMatchObject({ code: 'unknown-job', fixes: [{ id: 'did-you-mean' }] });
    expect(said.sentence).toBe(said.problem?.message);
  });

  it('reads what PyYAML says', () => {
    const dump = `Error while parsing yaml file: t/d.yml \n\n while scanning for the next token\nfound character '\\t' that cannot start any token\n  in "t/d.yml", line 3, column 1`;

    expect(explainDump(dump)).toMatchObject({ kind: 'known', line: 3, sentence: "Line 3: found character '\\t' that cannot start any token." });
    expect(explainDump(dump, fileOf('type: pipeline\njobs:\n\ta: 1\n')).problem?.code).toBe('tab-indentation');
  });

  it('knows sentences without a path, and finds the binding in the file', () => {
    const text = 'type: pipeline\njobs:\n  a:\n    command: ls ${{inputs.x}}\n    inputs:\n      x: ${{parent.inputs.nope}}\n';
    const said = explainDump('Failed to find top level definition for input binding ${{parent.inputs.nope}}.', fileOf(text));

    expect(said.line).toBe(6);
    expect(explainDump('Failed to find top level definition for input binding ${{parent.inputs.nope}}.').sentence).toMatch(
      /^`\$\{\{parent.inputs.nope\}\}` reads an input/,
    );
  });

  it('says honestly when it is not known, and which lines look decisive', () => {
    const said = explainDump(
      'Traceback (most recent call last):\n  File "a.py", line 1\nazure.core.exceptions.HttpResponseError: (UserError) The compute is gone.\nVisit this link: https://x\n',
    );

    expect(said.kind).toBe('unknown');
    expect(said.lines).toEqual(['azure.core.exceptions.HttpResponseError: (UserError) The compute is gone.']);
    expect(explainDump('hello').sentence).toBe('Nothing in this text looks like an error of Azure ML.');
  });
});

const JOB = '$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\n';
const PIPELINE = 'type: pipeline\njobs:\n  train:\n    type: command\n    command: ls\n    environment: azureml:e:1\n';
const ENDPOINT = '$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json\nname: my-endpoint\n';
const DEPLOYMENT = '$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json\nname: blue\nendpoint_name: my-endpoint\n';
const failed = (schema: string, tree: unknown) =>
  `Met error <class 'marshmallow.exceptions.ValidationError'>:Validation for ${schema}Schema failed:\n\n ${JSON.stringify(tree, null, 2)} \n\n Visit this link`;
const prescribed = (what: string, details: string) =>
  `The yaml file you provided does not match the prescribed schema for ${what} yaml files and/or has the following issues:\n\nError: \n1) A least one unrecognized parameter is specified\n\nDetails: ${details}\n\nResolutions: \n1) Remove any parameters not prescribed by the schema.\n`;
const EXISTING = { _schema: ["In order to specify an existing models, please provide either of the following prefixed with 'azureml:':"] };

describe('a dump in the shape of', () => {
  it.each<[string, string, string, number | undefined]>([
    [
      'keys that are unknown in a job, in colours',
      `\u001b[91m${failed('PipelineJob', { jobs: { train: { value: { enviroment: ['Unknown field.'] } } } })}\u001b[0m`,
      PIPELINE.replace('environment', 'enviroment'),
      6,
    ],
    [
      'a word that is no key of a dictionary',
      failed('PipelineJob', { jobs: { 'train-job': { key: ['Not a valid name.'] } } }),
      PIPELINE.replace('train', 'train-job'),
      3,
    ],
    [
      'a reference that lacks its prefix',
      failed('CommandJob', { compute: [{ _schema: ["Value passed is not in set ['local']"] }, EXISTING] }),
      `${JOB}command: ls\nenvironment: azureml:e:1\ncompute: cpu cluster\n`,
      4,
    ],
    [
      'a model of two branches',
      failed('ManagedOnlineDeployment', { model: [EXISTING, { pth: ['Unknown field.'] }] }),
      `${DEPLOYMENT}instance_type: x\nmodel:\n  pth: ./m\n`,
      6,
    ],
    [
      'complaints in a list below their key',
      prescribed('CommandJob', 'Validation for CommandSchema failed\n\n(x) comute:\n- Unknown field.'),
      `${JOB}command: ls\nenvironment: azureml:e:1\ncomute: azureml:cpu\n`,
      4,
    ],
    [
      'complaints about a key below the listed one',
      prescribed('CommandJob', 'Validation for CommandSchema failed\n\n(x) resources:\n- instance_cout: Unknown field.'),
      `${JOB}command: ls\nenvironment: azureml:e:1\nresources:\n  instance_cout: 2\n`,
      5,
    ],
    [
      'a component whose input is told in the words of Python',
      `{"result": "Failed", "errors": [{"message": "{'type': [{'_schema': ['Value passed is not a data binding string: strin']}], 'defalt': ['Unknown field.']}; {'type': ['Unknown field.'], 'defalt': ['Unknown field.']}; {None: [{'_schema': ['Not a valid integer.']}]}", "path": "inputs.lists", "value": {"type": "strin"}}]}`,
      'name: c\ntype: command\nversion: 1\ninputs:\n  lists:\n    type: string\n    defalt: a\ncommand: ls\nenvironment: azureml:e:1\n',
      7,
    ],
    [
      'an exception of Python with a dictionary',
      "Traceback (most recent call last):\n  File \"a.py\", line 3\nmarshmallow.exceptions.ValidationError: {'settings': {'default_compue': ['Unknown field.']}}\n",
      `${PIPELINE}settings:\n  default_compue: azureml:c\n`,
      8,
    ],
    ['a type that nobody knows', 'Unsupported job type: comand.', 'type: comand\ncommand: ls\n', undefined],
  ])('%s is led back to its line', (_shape, dump, text, line) => {
    const said = explainDump(dump, fileOf(text));

    expect(said).toMatchObject({ kind: 'known', line });
    expect(explainDump(dump)).toMatchObject({ kind: 'known' });
  });

  it.each([
    [
      'an endpoint that is a deployment',
      failed('ManagedOnlineEndpoint', { instance_type: ['Unknown field.'], endpoint_name: ['Unknown field.'] }),
      'use `az ml online-deployment create`',
    ],
    [
      'a job that is a pipeline without type',
      prescribed('CommandJob', 'Validation for CommandSchema failed\n\n(x) command:\n- Missing data for required field.\n\n(x) jobs:\n- Unknown field.'),
      'write `type: pipeline`',
    ],
    [
      'a job that is a component',
      prescribed('CommandJob', 'Validation for CommandSchema failed\n\n(x) inputs.rate.optional:\n- Unknown field.'),
      '`az ml component create`',
    ],
    ['an old extension', "'online-endpoint' is misspelled or not recognized by the system.", '`az extension add -n ml`'],
    [
      'a deployment without code',
      '(BadRequest) The request is invalid.\nCode: BadRequest\nMessage: The request is invalid.\nException Details:\t(MissingDriverProgram) Could not find driver program in the request.\n\tCode: MissingDriverProgram\n',
      '`code_configuration`',
    ],
    ['too little quota', '(OutOfQuota) Not enough quota available for Standard_DS3_v2 in SubscriptionId x.', 'quota'],
    ['no right to do it', '(AuthorizationFailed) The client does not have authorization to perform action x', 'AzureML Data Scientist'],
    ['no login', "Please run 'az login' to setup account.", '`az login`'],
    [
      'any answer of the service',
      '(UserError) The request was bad.\nCode: UserError\nMessage: The endpoint is being deleted',
      'Azure ML answered: The endpoint is being deleted.',
    ],
  ])('%s says what to do', (_shape, dump, words) => {
    expect(explainDump(dump).sentence).toContain(words);
  });

  it.each([
    ['a module that the environment lacks', '"message": "User program failed with ModuleNotFoundError: No module named \'pandas\'"', '`pandas`'],
    ['a package that Conda does not know', 'Solving environment: failed\n\nResolvePackageNotFound:\n  - scikit-lern=1.5\n', '`scikit-lern=1.5`'],
    ['a version that pip does not find', 'ERROR: No matching distribution found for mlflow==99.0\n\nCondaEnvException: Pip failed\n', '`mlflow==99.0`'],
    ['an image that is not built', "The command '/bin/sh -c conda env create' returned a non-zero code: 1", 'could not be built'],
    [
      'a parameter that is logged twice',
      "INVALID_PARAMETER_VALUE: Changing param values is not allowed. Param with key='lr' was already logged with value='1' for run",
      '`lr`',
    ],
    ['an argument that the script does not know', 'train.py: error: unrecognized arguments: --rate 0.1', '`--rate`'],
    ['an argument that the script needs', 'prep.py: error: the following arguments are required: --raw', '`--raw`'],
    ['a memory that ran out', "User process 'python' exited with status code -9.", 'memory ran out'],
    ['a command that is broken off', '/bin/bash: line 1: --data: command not found', '`>-`'],
    ['a job that failed in a pipeline', '"message": "Pipeline has failed child jobs. Failed nodes: /train_job. For more details"', '`train_job`'],
    [
      'a script that failed: its own line, not that of a package',
      'Traceback (most recent call last):\n  File "/w/train.py", line 20, in main\n    x()\n  File "/e/site-packages/pandas/io.py", line 912, in read\n    y()\nKeyError: \'age\'\n',
      "`train.py`, line 20: KeyError: 'age'.",
    ],
    [
      'settings that pydantic refuses',
      'pydantic_core.ValidationError: 1 validation error for Config\nrate\n  Input should be a number [type=float_parsing]\n',
      '`rate` of Config',
    ],
    [
      'settings of a deployment',
      'Code: UserError\nMessage: Invalid.\n[{"PropertyName": "E", "ErrorMessage": "\'Environment Id\' must not be empty."}]',
      "'Environment Id' must",
    ],
    ['a folder without MLTable', 'ExecutionError(StreamError(NotFound)); Not able to find MLTable file', '`mltable`'],
  ])('%s says what to do', (_shape, dump, words) => {
    expect(explainDump(dump)).toMatchObject({ kind: 'known', others: 0 });
    expect(explainDump(dump).sentence).toContain(words);
  });

  it('a reference without its version is shown in the file', () => {
    const dump = 'ValidationException: Failed to extract version when parsing asset sklearn of type environments as arm id. Version must be provided.';
    const said = explainDump(dump, fileOf(PIPELINE.replace('azureml:e:1', 'azureml:sklearn')));

    expect(said).toMatchObject({ line: 6, problem: { code: 'unversioned-environment' } });
  });

  it('a dictionary with a default is read as the dictionary that it is', () => {
    const dump =
      "marshmallow.exceptions.ValidationError: {'inputs': defaultdict(<class 'dict'>, {'data': {'value': [{'optional': ['Unknown field.']}, {None: ['Not a valid integer.']}]}})}\n";

    expect(explainDump(dump).field).toEqual(['inputs', 'data', 'optional']);
  });

  it('a key that belongs in the file stays a matter of the key', () => {
    const dump = failed('ManagedOnlineEndpoint', { auth_mod: ['Unknown field.'] });

    expect(explainDump(dump, fileOf(`${ENDPOINT}auth_mod: key\n`))).toMatchObject({ line: 3, problem: { code: 'unknown-key' } });
  });
});
