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
