import { expect, test } from 'vitest';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { changedJobs } from './changed-jobs.ts';

const RAN = 'type: pipeline\njobs:\n  a: {type: command, command: echo 1}\n  b:\n    type: command\n    command: echo 2 # why\n';
const components = { version: 0, read: () => 'missing' as const };
const changed = (text: string) => [...changedJobs(RAN)(readPipeline(readYaml(text), { path: 'p.yml', components }))];

test('a job that says something else since it ran is known', () => {
  expect(changed(RAN.replace('echo 2', 'echo 3'))).toEqual(['b']);
});

test('comments, order, white space and new jobs change nothing', () => {
  const text =
    'type: pipeline\njobs:\n  b: {command: "echo 2", type: command}\n  # moved\n  a:\n    type:   command\n    command: echo 1\n  c: {type: command}\n';

  expect(changed(text)).toEqual([]);
});
