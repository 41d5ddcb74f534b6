import { describe, test } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { unknownPortInArguments } from '../bindings/unknown-port-in-arguments.check.ts';
import { automlIncomplete } from './automl-incomplete.check.ts';
import { copyOutputs } from './copy-outputs.check.ts';
import { importPreview } from './import-preview.check.ts';
import { inlinePipeline } from './inline-pipeline.check.ts';
import { miniBatchSize } from './mini-batch-size.check.ts';
import { noJobType } from './no-job-type.check.ts';
import { sparkExecutors } from './spark-executors.check.ts';
import { sparkMode } from './spark-mode.check.ts';
import { sweepWithoutObjective } from './sweep-without-objective.check.ts';
import { transferPort } from './transfer-port.check.ts';
import { unknownJobType } from './unknown-job-type.check.ts';

const job = (body: string): string => `type: pipeline\njobs:\n  one:\n${body}`;

test('a type may be written in any case, with an underscore', () => {
  checkTester(unknownJobType).valid(job('    type: Command\n    command: echo\n'));
  checkTester(unknownJobType).fixes(job('    type: {|data-transfer|}\n'), job('    type: data_transfer\n'));
});

test('a spark job that stands alone says that its data is direct, and names its own ports only', () => {
  const spark = (input: string, args: string): string =>
    `$schema: https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json\ntype: spark\nentry: { file: a.py }\ninputs:\n${input}args: ${args}\n`;
  const named = '--data $' + '{{inputs.data}}';
  checkTester(sparkMode).fixes(
    spark('  {|data|}: { type: uri_file, path: azureml:d:1 }\n', named),
    spark('  data: { type: uri_file, path: azureml:d:1, mode: direct }\n', named),
  );
  checkTester(sparkMode).valid(spark('  data: { type: uri_file, path: azureml:d:1, mode: direct }\n  rate: 2\n', named));
  checkTester(unknownPortInArguments).invalid(spark('  dada: { type: uri_file, path: azureml:d:1, mode: direct }\n', '--data {|$' + '{{inputs.data}}|}'), {
    severity: 'error',
  });
});

test('a type is added above the other keys', () => {
  checkTester(noJobType).fixes(job('    component: azureml:x:1\n').replace('one:', '{|one|}:'), job('    type: command\n    component: azureml:x:1\n'));
});

test('jobs under a job that runs a component are not held to be its pipeline', () => {
  checkTester(inlinePipeline).invalid(job('    type: pipeline\n    {|jobs|}: {}\n'));
  checkTester(inlinePipeline).valid(job('    type: pipeline\n    component: ./p.yml\n'));
});

describe('a sweep that stands alone', () => {
  test('is checked like one in a pipeline', () => {
    const sweep =
      '{|$schema|}: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json\ntype: sweep\ntrial: { command: echo, environment: azureml:e:1 }\n';

    checkTester(sweepWithoutObjective).invalid(
      `${sweep}limits: { max_total_trials: 4 }\nobjective: { primary_metric: auc }\n`.replace('objective:', '{|objective|}:').replace('{|$schema|}', '$schema'),
      { times: 1 },
    );
    checkTester(sweepWithoutObjective).invalid(sweep, { times: 3 });
  });
});

test('a mini-batch size may be a binding', () => {
  checkTester(miniBatchSize).valid(job('    type: parallel\n    mini_batch_size: ${{parent.inputs.size}}\n'));
  checkTester(miniBatchSize).fixes(job('    type: parallel\n    mini_batch_size: {|10m|}\n'), job('    type: parallel\n    mini_batch_size: 10mb\n'));
});

describe('Spark', () => {
  const conf = (more: string): string =>
    job(
      `    type: spark\n    entry: { file: a.py }\n    conf:\n      spark.driver.cores: 1\n      spark.driver.memory: 2g\n      spark.executor.cores: 2\n      spark.executor.memory: 2g\n${more}`,
    );

  test('needs the number of executors, or their limits', () => {
    checkTester(sparkExecutors).valid(conf('      spark.executor.instances: 2\n'));
    checkTester(sparkExecutors).valid(
      conf('      spark.dynamicAllocation.enabled: true\n      spark.dynamicAllocation.minExecutors: 1\n      spark.dynamicAllocation.maxExecutors: 2\n'),
    );
    checkTester(sparkExecutors).invalid(conf('      spark.executor.instances: 2\n      {|spark.dynamicAllocation.minExecutors|}: 1\n'), { times: 1 });
    checkTester(sparkExecutors).invalid(
      conf(
        '      spark.executor.instances: {|9|}\n      spark.dynamicAllocation.enabled: true\n      spark.dynamicAllocation.minExecutors: 1\n      spark.dynamicAllocation.maxExecutors: 2\n',
      ),
    );
    checkTester(sparkExecutors).invalid(
      conf('      spark.dynamicAllocation.enabled: true\n      spark.dynamicAllocation.minExecutors: {|3|}\n      spark.dynamicAllocation.maxExecutors: 2\n'),
    );
  });

  test('with a component in a file leaves the settings to it', () => {
    checkTester(sparkExecutors).valid(job('    type: spark\n    component: ./c.yml\n'));
  });

  test('leaves bindings alone', () => {
    checkTester(sparkMode).valid(job('    type: spark\n    entry: { file: a.py }\n    inputs: { a: "${{parent.inputs.a}}" }\n'));
  });
});

test('entities in texts have no target column', () => {
  checkTester(automlIncomplete).valid(job('    type: automl\n    task: text_ner\n    training_data: { type: mltable, path: azureml:t:1 }\n'));
});

test('several inputs are copied into a folder', () => {
  const copy = (output: string): string =>
    job(
      `    type: data_transfer\n    task: copy_data\n    inputs: { a: { type: uri_file, path: azureml:a:1 }, b: { type: uri_file, path: azureml:b:1 } }\n    outputs: { o: { type: ${output} } }\n`,
    );

  checkTester(copyOutputs).fixes(copy('{|uri_file|}'), copy('uri_folder'));
});

test('what is taken out comes from the input source', () => {
  checkTester(transferPort).fixes(
    job('    type: data_transfer\n    task: export_data\n    sink: { type: database, connection: azureml:c }\n    inputs: { {|table|}: { type: uri_file } }\n'),
    job('    type: data_transfer\n    task: export_data\n    sink: { type: database, connection: azureml:c }\n    inputs: { source: { type: uri_file } }\n'),
  );
});

test('an import is an error in the profile of what is generally available', () => {
  checkTester(importPreview).invalid(job('    type: import\n'), { severity: 'error', settings: { profile: 'ga' } });
});
