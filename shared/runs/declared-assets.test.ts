import { expect, test } from 'vitest';
import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { planOf } from '#shared/testing/plan-of.ts';
import { type AssetKind, findDeclared, sayDeclared } from './declared-assets.ts';

const FILES: Readonly<Record<string, string>> = {
  'train.yml': '$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json\nname: my_train\r\ntype: command\n',
  'old/train.yml': 'name: "my_train"\ntype: command\nversion: 2\n',
  'data.yml':
    '$schema: https://azuremlschemas.azureedge.net/latest/data.schema.json\nname: customers # ours\nversion: 1-<VERSION>\ntype: uri_folder\npath: data\n',
  'env.yml': 'name: my_train\nconda_file: conda.yml\n',
  'pipeline.yml': 'type: pipeline\nname: my_train\njobs: {}\n',
};

const files = { kindOf: () => 'file' as const, read: (path: string) => FILES[path], yamlFiles: () => Object.keys(FILES) };
const find = (kind: AssetKind, ref: string, from = 'pipeline.yml') => findDeclared(kind, parseComponentRef(ref), from, files)?.file;

test('a registered name is found in the file of the project that declares it, the nearest one', () => {
  expect(find('component', 'azureml:my_train@latest')).toBe('train.yml');
  expect(find('component', 'azureml:my_train@latest', 'old/pipeline.yml')).toBe('old/train.yml');
  expect(find('data', 'azureml:customers:7')).toBe('data.yml');
  expect(find('environment', 'azureml:my_train:1')).toBe('env.yml');
});

test('a registry of one’s own holds what the project declares', () => {
  expect(find('component', 'azureml://registries/ours/components/my_train/labels/latest')).toBe('train.yml');
  expect(find('component', 'azureml://registries/ours/components/my_train/versions/2', 'old/pipeline.yml')).toBe('old/train.yml');
  expect(find('component', 'azureml://registries/azureml-meta/components/my_train/versions/2')).toBeUndefined();
});

test('another version, another kind and a name of a registry are not found', () => {
  expect(find('component', 'azureml:my_train:3')).toBe('train.yml');
  expect(find('model', 'azureml:customers:1')).toBeUndefined();
  expect(find('component', 'azureml://registries/azureml/components/my_train/versions/1')).toBeUndefined();
});

test('a version that the project has not is told beside the one that it has', () => {
  const say = (ref: string) => sayDeclared('component', parseComponentRef(ref), 'old/pipeline.yml', files);

  expect(say('azureml:my_train:3')).toBe(' The project has version 2 of it, in old/train.yml.');
  expect(say('azureml:my_train:2')).toBe('');
  expect(say('azureml:other:3')).toBe('');
});

test('a file that a declaration names and that is not there is told with the declaration', () => {
  const plan = planOf({
    'assets/data.yml': '$schema: https://azuremlschemas.azureedge.net/latest/data.schema.json\nname: taxi\ntype: uri_file\npath: ../data/taxi.cs\n',
    'pipeline.yml': `type: pipeline\njobs:\n  a: {type: command, command: "cat \${{inputs.x}}", environment: {image: python}, inputs: {x: {type: uri_file, path: 'azureml:taxi@latest'}}}\n`,
  });

  expect(plan.obstacles.map((one) => one.message)).toContain(
    'There is no file or folder data/taxi.cs. assets/data.yml names it for azureml:taxi@latest. Create it, or correct the path.',
  );
});
