import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProjectRoot } from './component-files.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-root-'));
  file = join(folder, 'mlops', 'train', 'pipeline.yml');
  mkdirSync(dirname(file), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a project that was downloaded has no .git: what else it has says where it begins', () => {
  mkdirSync(join(folder, '.github'));

  expect(findProjectRoot(file, '')).toBe(folder);
});

test('what is certain goes before what is likely', () => {
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(dirname(file), '.github'));

  expect(findProjectRoot(file, '')).toBe(folder);
});

test.each(['component: ../a/component.yml', 'trial: "file:../a.yml"', 'code: ../src', '- ../shared', 'conda_file: ./../env/conda.yml'])(
  'without a mark, `%s` says that it begins above',
  (line) => {
    expect(findProjectRoot(file, `jobs:\n  a:\n    ${line}\n`)).toBe(join(folder, 'mlops'));
  },
);

test('components that it names count, and those that they name; a circle ends', () => {
  mkdirSync(join(folder, 'mlops', 'parts'));
  writeFileSync(join(dirname(file), 'inner.yml'), 'jobs:\n  prep: {component: ../parts/prep.yml}\n  again:\n    component: pipeline.yml\n');
  writeFileSync(join(folder, 'mlops', 'parts', 'prep.yml'), 'code: ../../src\n');

  expect(findProjectRoot(file, 'component: inner.yml\n')).toBe(folder);
});

test('the folder that is walked is the least, when it is above', () => {
  expect(findProjectRoot(file, '', folder)).toBe(folder);
  expect(findProjectRoot(file, 'code: ../../../src\n', join(folder, 'mlops'))).toBe(dirname(file));
});

test('paths that climb far do not make a whole computer a project', () => {
  expect(findProjectRoot(file, 'path: ../../../../../data\n')).toBe(dirname(file));
  expect(findProjectRoot(join(homedir(), 'pipeline.yml'), 'path: ../data\n')).toBe(homedir());
});
