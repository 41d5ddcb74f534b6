import { expect, test } from 'vitest';
import { projectOf, runProject } from '../testing/run-project.ts';

const PIPELINE = `type: pipeline
jobs:
  train: {type: command, command: python -c "print(1)", environment: {image: x, conda_file: {dependencies: [pandas]}}}
  each: {type: parallel_for, body: "\${{parent.jobs.one}}", items: [{n: 1}]}
  one: {type: command, component: ./one.yml}
`;
const ONE = 'type: command\ncommand: python one.py\nenvironment: {image: y, conda_file: {name: inner, dependencies: [numpy]}}\ninputs: {n: {type: integer}}\n';

test('environments are built without a job being run, those in loops too', async () => {
  const root = projectOf(PIPELINE, { 'one.yml': ONE });
  const selection = { kind: 'environments' } as const;

  const done = await runProject(root, { selection, python: 'python3' });
  const none = await runProject(root, { selection, python: '/nowhere/python' });

  expect(done).toMatchObject({ result: 'passed', jobs: { train: 'skipped', each: 'skipped' } });
  expect(done.events.at(-1)).toMatchObject({ type: 'run-finished', message: '2 environments are ready, no job was run.' });
  expect(done.events.some((event) => event.type === 'job-started')).toBe(false);
  expect(none.events.at(-1)).toMatchObject({ result: 'failed', message: '2 environments could not be built, 0 are ready. No job was run.' });
});
