import { describe, expect, it } from 'vitest';
import { filesAfterFix, problemsOf } from '../testing/check-tester.ts';

/** A file broken as people have broken theirs, and said so in public. */
interface Mistake {
  readonly name: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Codes of what is said about it at the level that stops it: an error, or a warning where Azure ML drops or mistakes something without a word. */
  readonly codes: readonly string[];
  /** What stands in the file once the first fixes are made; undefined when only its writer can know. */
  readonly becomes: string | undefined;
}

const COMPONENT = '$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json\ntype: command\n';
const TRAIN = `${COMPONENT}name: train
inputs:
  data: { type: uri_folder }
  crop: { type: string, default: 'False', enum: ['True', 'False'] }
outputs:
  model: { type: uri_folder }
command: python train.py \${{inputs.data}} \${{inputs.crop}} \${{outputs.model}}
environment: azureml:sklearn:1
`;
const SPLIT = `  split:
    command: cp -r data \${{outputs.train}}
    environment: azureml:sklearn:1
    outputs:
      train: { type: uri_folder }
`;
const TOP = 'type: pipeline\nsettings: { default_compute: azureml:cpu }\n';
const USE = (inputs: string): string => `${TOP}jobs:\n${SPLIT}  train:\n    type: command\n    component: ./train.yml\n    inputs:\n${inputs}`;
const SWEEP = `${TOP}jobs:\n${SPLIT}  tune:\n    type: sweep\n    trial: ./train.yml\n    inputs:\n      data: \${{parent.jobs.split.outputs.train}}\n    search_space:\n      crop: { type: choice, values: [a, b] }\n    objective: { goal: minimize, primary_metric: loss }\n    limits: { max_total_trials: 5 }\n`;
const BOUND = '      data: ${{parent.jobs.split.outputs.train}}\n';

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a key that is misspelt in a job with a command (azure-cli-extensions #8351)',
    text: `${TOP}inputs:\n  raw: { type: uri_folder, path: azureml:raw:1 }\njobs:\n  show:\n    command: ls \${{inputs.data}}\n    environment: azureml:sklearn:1\n    input:\n      data: \${{parent.inputs.raw}}\n`,
    codes: ['unknown-key'],
    becomes: '    inputs:\n      data: ${{parent.inputs.raw}}',
  },
  {
    name: 'the same key, misspelt in a job with a component',
    text: USE(BOUND).replace('    inputs:', '    input:'),
    codes: ['missing-input'],
    becomes: `    inputs:\n${BOUND}`,
  },
  {
    name: 'an input of a component that is misspelt',
    text: USE(BOUND.replace('data:', 'dtaa:')),
    codes: ['missing-input', 'undeclared-input'],
    becomes: BOUND,
  },
  {
    name: 'a component whose key is misspelt',
    text: USE(BOUND).replace('component:', 'cmoponent:'),
    codes: ['no-body', 'unknown-key'],
    becomes: '    component: ./train.yml',
  },
  {
    name: 'a default compute whose key is misspelt, of many jobs',
    text: USE(BOUND).replace('default_compute', 'default_comptue'),
    codes: ['no-compute'],
    becomes: 'default_compute: azureml:cpu',
  },
  {
    name: 'a binding with the braces of another language',
    text: USE('      data: ${parent.jobs.split.outputs.train}\n'),
    codes: ['broken-expression'],
    becomes: BOUND,
  },
  {
    name: 'a binding without its dollar',
    text: USE(`${BOUND}      crop: "{{parent.inputs.crop}}"\n`).replace('jobs:', "inputs:\n  crop: 'True'\njobs:"),
    codes: ['broken-expression', 'value-not-in-list'],
    becomes: '      crop: "${{parent.inputs.crop}}"',
  },
  {
    name: 'a line indented with a tab, among lines with spaces',
    text: USE(BOUND).replace('    component:', '\tcomponent:'),
    codes: ['bad-indentation', 'tab-indentation'],
    becomes: '    type: command\n    component: ./train.yml\n    inputs:',
  },
  {
    name: 'a key with things below it, indented with a tab',
    text: USE(BOUND).replace('    inputs:', '\tinputs:'),
    codes: ['tab-indentation'],
    becomes: '    component: ./train.yml\n    inputs:\n      data:',
  },
  {
    name: 'an output that is said to be a string (azure-cli-extensions #4207)',
    text: `${TOP}jobs:\n  fit:\n    command: touch \${{outputs.model}}\n    environment: azureml:sklearn:1\n    outputs:\n      model: { type: string }\n`,
    codes: ['wrong-word'],
    becomes: undefined,
  },
  {
    name: 'the spelling of three pages of the documentation: parents',
    text: USE('      data: ${{parents.jobs.split.outputs.train}}\n'),
    codes: ['broken-expression'],
    becomes: BOUND,
  },
  {
    name: 'a binding with the spaces of the documentation',
    text: USE('      data: ${{ parent.jobs.split.outputs.train }}\n'),
    codes: ['spaced-binding'],
    becomes: BOUND,
  },
  {
    name: 'a job that was renamed by hand',
    text: USE('      data: ${{parent.jobs.splits.outputs.train}}\n'),
    codes: ['unknown-job'],
    becomes: BOUND,
  },
  {
    name: 'a required input that nobody has bound',
    text: USE("      crop: 'True'\n"),
    codes: ['missing-input'],
    becomes: '${{parent.jobs.split.outputs.train}}',
  },
  {
    name: 'a name that the component does not have, dropped without a word (the test_split_ratio of the examples)',
    text: USE(`${BOUND}      corp: 'True'\n`),
    codes: ['undeclared-input'],
    becomes: "      crop: 'True'",
  },
  {
    name: 'a value that is not among those of the component (the center_crop of the examples)',
    text: USE(`${BOUND}      crop: 'Truee'\n`),
    codes: ['value-not-in-list'],
    becomes: "      crop: 'True'",
  },
  {
    name: 'compute: local, for which people have lost hours (azure-docs #75838, MachineLearningNotebooks #1316)',
    text: `type: pipeline\njobs:\n${SPLIT}    compute: local\n`,
    codes: ['local-compute'],
    becomes: 'compute: azureml:serverless',
  },
  {
    name: 'a default compute by its bare name, and an environment too',
    text: `type: pipeline\nsettings:\n  default_compute: cpu-cluster\njobs:\n${SPLIT.replace('azureml:sklearn', 'sklearn')}`,
    codes: ['bad-reference', 'default-without-azureml'],
    becomes: 'default_compute: azureml:cpu-cluster',
  },
  {
    name: 'two jobs that wait for each other',
    text: `${TOP}jobs:\n${SPLIT}    inputs:\n      again: \${{parent.jobs.train.outputs.model}}\n  train:\n    type: command\n    component: ./train.yml\n    inputs:\n${BOUND}`.replace(
      'cp -r data ',
      'cp -r ${{inputs.again}} ',
    ),
    codes: ['cycle'],
    becomes: 'again: ${{parent.jobs.train.outputs.model}}',
  },
  {
    name: 'a component file that has moved, in the form of before 2022',
    text: `${TOP}inputs:\n  raw: { type: uri_folder, path: azureml:raw:1 }\njobs:\n  train:\n    type: command\n    component: ./components/train.yml\n    inputs:\n      data: \${{inputs.raw}}\n`,
    codes: ['component-not-found', 'legacy-binding'],
    becomes: 'component: ./train.yml\n    inputs:\n      data: ${{parent.inputs.raw}}',
  },
  {
    name: 'a job that stands beside jobs, not below it',
    text: `${TOP}jobs:\n${SPLIT}train:\n  component: ./train.yml\n  inputs:\n  ${BOUND.slice(2)}`.replace('  inputs:\n      data', '  inputs:\n    data'),
    codes: ['unknown-key'],
    becomes: '  train:\n    component: ./train.yml\n    inputs:\n      data:',
  },
  {
    name: 'the keys of a job in the column of its name',
    text: `${TOP}jobs:\n  split:\n${SPLIT.split('\n')
      .slice(1)
      .map((line) => line.replace(/^ {2}/, ''))
      .join('\n')}`,
    codes: ['empty-value'],
    becomes: `jobs:\n${SPLIT}`,
  },
  {
    name: 'jobs as a list, each with its name',
    text: `${TOP}jobs:\n  - name: split\n    command: echo split\n    environment: azureml:sklearn:1\n`,
    codes: ['wrong-kind-of-value'],
    becomes: 'jobs:\n  split:\n    command: echo split',
  },
  {
    name: 'inputs as a list, a name in each line',
    text: USE(`    ${BOUND.trim()}\n`.replace('    data', '      - data')),
    codes: ['wrong-kind-of-value'],
    becomes: `    inputs:\n${BOUND}`,
  },
  {
    name: 'a command as a list of commands',
    text: `${TOP}jobs:\n${SPLIT.replace('command: cp -r data ${{outputs.train}}', 'command:\n      - mkdir -p ${{outputs.train}}\n      - cp -r data ${{outputs.train}}')}`,
    codes: ['wrong-kind-of-value'],
    becomes: 'command: mkdir -p ${{outputs.train}} && cp -r data ${{outputs.train}}',
  },
  {
    name: 'a job indented by one space too many, with lines of its own',
    text: USE(BOUND).replace('  train:\n    type', '   train:\n    type'),
    codes: ['bad-indentation'],
    becomes: `  train:\n    type: command\n    component: ./train.yml\n    inputs:\n${BOUND}`,
  },
  {
    name: 'a space of a web page behind a colon',
    text: USE(BOUND).replace('component: ', 'component:\u00a0'),
    codes: ['missing-colon'],
    becomes: '    component: ./train.yml',
  },
  {
    name: 'inputs twice, of which Azure ML reads the second alone',
    text: `${USE(BOUND)}    inputs:\n      crop: 'True'\n`,
    codes: ['missing-input'],
    becomes: `    inputs:\n${BOUND}      crop: 'True'\n`,
  },
  {
    name: 'a binding in the brackets of optional arguments',
    text: USE('      data: $[[parent.jobs.split.outputs.train]]\n'),
    codes: ['broken-expression'],
    becomes: BOUND,
  },
  {
    name: 'a binding with the indexes of another language',
    text: USE("      data: ${{parent.jobs['split'].outputs['train']}}\n"),
    codes: ['broken-expression'],
    becomes: BOUND,
  },
  {
    name: 'a binding without jobs',
    text: USE('      data: ${{parent.split.outputs.train}}\n'),
    codes: ['broken-expression'],
    becomes: BOUND,
  },
  {
    name: 'a binding to all outputs of a job that has one',
    text: USE('      data: ${{parent.jobs.split.outputs}}\n'),
    codes: ['broken-expression'],
    becomes: BOUND,
  },
  {
    name: 'an output of the pipeline that is read',
    text: `outputs: { train: { type: uri_folder } }\n${USE('      data: ${{parent.outputs.train}}\n').replace('train: { type: uri_folder }\n  train', 'train: ${{parent.outputs.train}}\n  train')}`,
    codes: ['output-as-input'],
    becomes: BOUND,
  },
  {
    name: 'the compute among the inputs',
    text: USE(`${BOUND}      compute: azureml:gpu\n`),
    codes: ['undeclared-input'],
    becomes: '    compute: azureml:gpu',
  },
  {
    name: 'a type in the words of the Python SDK',
    text: `inputs:\n  raw: { type: AssetTypes.URI_FOLDER, path: azureml:raw:1 }\n${USE('      data: ${{parent.inputs.raw}}\n')}`,
    codes: ['wrong-word'],
    becomes: 'type: uri_folder, path',
  },
  {
    name: 'typographic quotes',
    text: USE(BOUND).replace('azureml:sklearn:1', '“azureml:sklearn:1”'),
    codes: ['bad-reference'],
    becomes: 'environment: azureml:sklearn:1',
  },
  {
    name: 'a type of an older version',
    text: USE(BOUND).replace('type: command', 'type: command_component'),
    codes: ['unknown-job-type'],
    becomes: 'type: command\n',
  },
  {
    name: 'backslashes of Windows',
    text: USE(BOUND).replace('./train.yml', '.\\train.yml'),
    codes: ['backslash-path'],
    becomes: 'component: ./train.yml',
  },
  {
    name: 'a datastore without paths',
    text: `inputs:\n  raw: { type: uri_folder, path: azureml://datastores/lake/path/raw/ }\n${USE('      data: ${{parent.inputs.raw}}\n')}`,
    codes: ['data-address'],
    becomes: 'path: azureml://datastores/lake/paths/raw/',
  },
  {
    name: 'the default compute of before 2022 (azureml-previews #330)',
    text: `type: pipeline\ndefaults:\n  component_job:\n    compute:\n      target: cpu\njobs:\n${SPLIT}`,
    codes: ['unknown-key'],
    becomes: 'settings:\n  default_compute: azureml:cpu',
  },
  {
    name: 'the types of before 2022, of a component and of a command',
    text: USE(BOUND).replace('type: command', 'type: component_job'),
    codes: ['unknown-job-type'],
    becomes: '    type: command\n    component: ./train.yml',
  },
  {
    name: 'a sweep that names its component as other jobs do',
    text: SWEEP.replace('trial:', 'component:'),
    codes: ['no-body'],
    becomes: '    trial: ./train.yml',
  },
  {
    name: 'the values of a search space by themselves',
    text: SWEEP.replace('{ type: choice, values: [a, b] }', '[a, b]'),
    codes: ['wrong-kind-of-value'],
    becomes: 'crop: { type: choice, values: [a, b] }',
  },
  {
    name: 'the time limit of a sweep in minutes',
    text: SWEEP.replace('max_total_trials: 5', 'max_total_trials: 5, timeout_minutes: 2'),
    codes: ['unknown-key'],
    becomes: 'timeout: 120',
  },
  {
    name: 'an inline trial without inputs, which was five problems (azure-docs #115417)',
    text: SWEEP.replace('./train.yml', '{ command: python train.py, environment: azureml:e:1 }'),
    codes: ['search-space-input'],
    becomes: undefined,
  },
  {
    name: 'an environment without its version (kedro-azureml #32)',
    text: `${TOP}jobs:\n${SPLIT.replace('azureml:sklearn:1', 'azureml:sklearn')}`,
    codes: ['unversioned-environment'],
    becomes: 'environment: azureml:sklearn@latest',
  },
  {
    name: 'an image by its old name',
    text: `${TOP}jobs:\n${SPLIT.replace('environment: azureml:sklearn:1', 'environment: { docker_image: "python:3.10" }')}`,
    codes: ['unknown-key'],
    becomes: '{ image: "python:3.10" }',
  },
  {
    name: 'an input of a job that is declared as a component would',
    text: `inputs:\n  crop: { type: string, default: 'True' }\n${USE(`${BOUND}      crop: \${{parent.inputs.crop}}\n`)}`,
    codes: ['wrong-word'],
    becomes: 'crop: "True"',
  },
  {
    name: 'steps, as other formats call jobs, in a binding',
    text: USE('      data: ${{parent.steps.split.outputs.train}}\n'),
    codes: ['broken-expression'],
    becomes: BOUND,
  },
  {
    name: 'variables as a list of shell words',
    text: `${TOP}jobs:\n${SPLIT}    environment_variables:\n      - MODE=fast\n`,
    codes: ['wrong-kind-of-value'],
    becomes: '    environment_variables:\n      MODE: fast',
  },
  {
    name: 'a pipeline under the schema of a command job',
    text: `$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\n${USE(BOUND.replace('split', 'splits'))}`,
    codes: ['unknown-job'],
    becomes: BOUND,
  },
];

/** Warnings about what Azure ML drops or mistakes in silence count too. */
const COUNTED: ReadonlySet<string> = new Set([
  'undeclared-input',
  'local-compute',
  'output-as-input',
  'backslash-path',
  'data-address',
  'unversioned-environment',
]);

function seriousOf(text: string, files: Readonly<Record<string, string>>) {
  return problemsOf(undefined, text, { files }).filter((problem) => problem.severity === 'error' || COUNTED.has(problem.code));
}

describe.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))('%s', (_name, { text, files = { 'train.yml': TRAIN }, codes, becomes }) => {
  it('is said in one clear sentence each', () => {
    const problems = seriousOf(text, files);

    expect([...new Set(problems.map((problem) => problem.code))].sort()).toEqual(codes);
    expect(problems.length).toBe(codes.length);
    for (const problem of problems) expect(problem.message).toMatch(/^[^\n]{20,240}[.?]$/);
  });

  it(becomes === undefined ? 'has no fix, because no right answer can be worked out' : 'is right once the first fixes are made', () => {
    if (becomes === undefined) {
      expect(seriousOf(text, files).flatMap((problem) => problem.fixes)).toEqual([]);
      return;
    }
    let now = text;
    for (let round = 0; round < 5; round++) {
      const fix = seriousOf(now, files).flatMap((problem) => problem.fixes.slice(0, 1))[0];
      if (!fix) break;
      const after = filesAfterFix(fix, now, { files });
      if (!after.ok) throw new Error(`${fix.title}: ${after.failure}`);
      now = after.value['pipeline.yml'] ?? '';
    }

    expect(seriousOf(now, files).map((problem) => problem.message)).toEqual([]);
    expect(now).toContain(becomes);
  });
});
