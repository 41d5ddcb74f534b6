import { describe, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { retypeInput } from './retype-input.edit.ts';

describe('retype-input', () => {
  const gives = (args: Parameters<typeof retypeInput.apply>[1], before: string, after: string) =>
    expectInFormattings(retypeInput, args, before, after, FORMATTINGS, FILES);

  test('changes the type and keeps the path, in every formatting', () => {
    gives({ name: 'raw', type: 'uri_folder' }, PIPELINE, PIPELINE.replace('type: uri_file', 'type: uri_folder'));
  });

  test('writes a literal as its new type', () => {
    gives({ name: 'rate', type: 'string' }, PIPELINE, PIPELINE.replace('rate: 0.1', 'rate: "0.1"'));
    gives({ name: 'raw', type: 'string' }, PIPELINE, PIPELINE.replace('raw:\n    type: uri_file\n    path: ./data/raw.csv', 'raw: ./data/raw.csv'));
  });

  test('writes in braces where it stands in braces', () => {
    const before = 'type: pipeline\ninputs: { raw: { type: uri_file, path: ./x } } # in\njobs: {}\n';
    gives({ name: 'raw', type: 'mltable' }, before, before.replace('uri_file', 'mltable'));
  });

  test('takes away from a component what the new type has no use for', () => {
    const before =
      'type: pipeline\nname: part\nversion: 1\n$schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json\ninputs:\n  n: # how many\n    type: integer\n    min: 1\n    default: 3 # three\njobs:\n  a:\n    component: ./components/split.yml\n';
    gives({ name: 'n', type: 'string' }, before, before.replace('type: integer\n    min: 1\n    default: 3', 'type: string\n    default: "3"'));
    gives({ name: 'n', type: 'uri_file' }, before, before.replace('type: integer\n    min: 1\n    default: 3 # three\n', 'type: uri_file\n'));
  });

  test('refuses what it is already, and what is not there', () => {
    expectEdit(retypeInput, { name: 'raw', type: 'uri_file' }).on(PIPELINE, FILES).refuses('nothing-to-do');
    expectEdit(retypeInput, { name: 'nope', type: 'uri_file' }).on(PIPELINE, FILES).refuses('no-such-input');
  });
});
