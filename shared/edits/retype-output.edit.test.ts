import { describe, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { retypeOutput } from './retype-output.edit.ts';

describe('retype-output', () => {
  const gives = (args: Parameters<typeof retypeOutput.apply>[1], before: string, after: string) =>
    expectInFormattings(retypeOutput, args, before, after, FORMATTINGS, FILES);

  test('changes the type, in every formatting', () => {
    gives({ name: 'model', type: 'custom_model' }, PIPELINE, PIPELINE.replace('type: mlflow_model', 'type: custom_model'));
  });

  test('types an output that stands there without a value, or in braces', () => {
    const before = 'type: pipeline\noutputs:\n  a: # first\n  b: { mode: upload }\njobs:\n  x:\n    component: ./components/split.yml\n';
    gives({ name: 'a', type: 'uri_file' }, before, before.replace('a: # first\n', 'a: # first\n    type: uri_file\n'));
    gives({ name: 'b', type: 'uri_file' }, before, before.replace('{ mode', '{ type: uri_file, mode'));
  });

  test('refuses what it is already, and what is not there', () => {
    expectEdit(retypeOutput, { name: 'model', type: 'mlflow_model' }).on(PIPELINE, FILES).refuses('nothing-to-do');
    expectEdit(retypeOutput, { name: 'nope', type: 'uri_file' }).on(PIPELINE, FILES).refuses('no-such-output');
  });
});
