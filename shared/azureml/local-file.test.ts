import { expect, test } from 'vitest';
import { emptyLocalFile, findLocal, readLocalFile } from './local-file.ts';

const FILE = `data:                                        # data assets, datastore URIs, URLs
  azureml:churn-data:1: ./data/churn.csv
  https://example.org/iris.csv: ./data/iris.csv
  azureml://datastores/workspaceblobstore/paths/*: ./data/blobstore
models:       { azureml:churn:3: ./models/churn }
components:   { azureml:prepare:1: ./components/prepare/component.yml }
environments:
  azureml:churn-train:3: ./environments/train/conda.yml
  azureml:small:1: { python: 3.10, pip: [scikit-learn==1.4.2, pandas] }
  azureml:boxed:1: { docker: team/image:2, pip: [pandas] }
  azureml:itself:1: { docker: true }
compute:      { azureml:gpu-cluster: refuse, azureml:cpu: here }
`;

test('reads every section, prefixes and environments written in place', () => {
  const { value, notes } = readLocalFile(FILE);

  expect(notes).toEqual([]);
  expect(value.data).toEqual([
    { name: 'azureml:churn-data:1', isPrefix: false, target: './data/churn.csv' },
    { name: 'https://example.org/iris.csv', isPrefix: false, target: './data/iris.csv' },
    { name: 'azureml://datastores/workspaceblobstore/paths/', isPrefix: true, target: './data/blobstore' },
  ]);
  expect(value.models[0]).toMatchObject({ name: 'azureml:churn:3', target: './models/churn' });
  expect(value.components[0]?.target).toBe('./components/prepare/component.yml');
  expect(value.environments.map((entry) => entry.target)).toEqual([
    { kind: 'file', path: './environments/train/conda.yml' },
    { kind: 'packages', python: '3.10', pip: ['scikit-learn==1.4.2', 'pandas'] },
    { kind: 'container', image: 'team/image:2', python: undefined, pip: ['pandas'] },
    { kind: 'container', image: undefined, python: undefined, pip: [] },
  ]);
  expect(value.compute.map((entry) => entry.target)).toEqual(['refuse', 'here']);
});

test('finds the exact name before a prefix, and the longest prefix', () => {
  const { value } = readLocalFile('data:\n  azureml:*: ./all\n  azureml://datastores/*: ./stores\n  azureml:x:1: ./x.csv\n');

  expect(findLocal(value.data, 'azureml:x:1')).toMatchObject({ entry: { target: './x.csv' }, rest: '' });
  expect(findLocal(value.data, 'azureml://datastores/d/paths/a.csv')).toMatchObject({ entry: { target: './stores' }, rest: 'd/paths/a.csv' });
  expect(findLocal(value.data, 'https://example.org/a.csv')).toBeUndefined();
});

test.each([
  ['nothing', '', []],
  ['a comment', '# nothing yet\n', []],
  ['an empty section', 'data:\n', []],
  ['a list', '- a\n', [/is a mapping with the sections/]],
  ['broken text', 'data: [\n', [/cannot be read, so nothing in it counts/]],
  ['an unknown section', 'dta: {}\n', [/no section `dta`/]],
  ['a section that is a text', 'data: here\n', [/`data` is a mapping/]],
  ['a path that is a mapping', 'models: {azureml:m:1: {a: 1}}\n', [/`azureml:m:1` takes a path/]],
  ['a name without a value', 'data: {azureml:m:1: }\n', [/has no value/]],
  ['an environment with other keys', 'environments: {azureml:e:1: {pyhton: "3.10"}}\n', [/not `pyhton`/]],
  ['a python that is no version', 'environments: {azureml:e:1: {python: newest}}\n', [/no version/]],
  ['pip that is no list', 'environments: {azureml:e:1: {pip: {a: 1}}}\n', [/list of packages/]],
  ['a compute with another word', 'compute: {azureml:gpu: no}\n', [/`azureml:gpu` is refuse or here/]],
])('says in a sentence what is wrong with %s, and never stops', (_what, text, sentences) => {
  const { value, notes } = readLocalFile(text);

  expect(notes).toHaveLength(sentences.length);
  for (const [index, sentence] of sentences.entries()) expect(notes[index]).toMatch(sentence);
  expect(value.data).toEqual(emptyLocalFile.data);
});

test('of two equal names the last one counts', () => {
  expect(readLocalFile('data:\n  azureml:a:1: ./one\n  azureml:a:1: ./two\n').value.data.map((entry) => entry.target)).toEqual(['./two']);
});
