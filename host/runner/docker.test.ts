import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectOf, runProject } from '../testing/run-project.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { dockerProblem } from './docker.ts';

/** A stand-in for docker: `run` executes its command here with the variables that it is given, everything is written down. */
const DOCKER = `#!/bin/bash
printf '%s\\n' "$*" | head -1 >> "$SLUICE_TEST_DOCKER"
case "$1" in
  version) [ -z "$SLUICE_TEST_DOWN" ] && echo 28 && exit; echo "$SLUICE_TEST_DOWN" >&2; exit 1;;
  image) exit 1;;
  build) exit 0;;
  ps) echo abc;;
  run)
    while [ "$1" != bash ]; do
      [ "$1" = --env ] && export "$2"
      [ "$1" = --workdir ] && cd "$2"
      shift
    done
    exec "$@";;
esac
`;

function fakeDocker(): { readonly log: string; readonly env: Record<string, string | undefined> } {
  const folder = tempFolder();
  writeFileSync(join(folder, 'docker'), DOCKER);
  chmodSync(join(folder, 'docker'), 0o755);
  const log = join(folder, 'log');
  return { log, env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`, SLUICE_TEST_DOCKER: log } };
}

test('jobs run in containers of their images, with the project at its place and what is left over removed', async () => {
  const { log, env } = fakeDocker();
  const data = tempFolder({ 'x.csv': '1' });
  const job = (name: string, environment: string, command: string) =>
    `  ${name}:\n    type: command\n    command: ${JSON.stringify(command)}\n    environment: ${environment}\n    inputs: {x: {type: uri_file, path: "${data}/x.csv"}}\n    outputs: {out: {type: uri_file}}\n`;
  const conda = '{image: "mcr.microsoft.com/azureml/openmpi:1", conda_file: {dependencies: [python=3.10, pip, {pip: [pandas]}]}}';
  const root = projectOf(
    `type: pipeline\njobs:\n${job('plain', '{image: "ubuntu:22.04"}', 'cat ${{inputs.x}} > ${{outputs.out}}; echo "it\'s $SLUICE_JOB" >> ${{outputs.out}}')}${job('curated', 'azureml:AzureML-sklearn-1.5@latest', 'echo 1 > ${{outputs.out}}')}${job('conda', conda, 'echo 1 > ${{outputs.out}}')}`,
  );

  const done = await runProject(root, { docker: true, env });

  expect(done.jobs).toEqual({ plain: 'passed', curated: 'passed', conda: 'passed' });
  expect(readFileSync(done.outputs['plain.out'] ?? '', 'utf8')).toBe("1it's plain\n");
  const said = readFileSync(log, 'utf8');
  expect(said).toContain(`--volume ${root}:${root} --volume ${data}/x.csv:${data}/x.csv:ro`);
  expect(said).toMatch(/^run .* ubuntu:22\.04 bash -c cat/m);
  expect(said).toMatch(/^run .* mcr\.microsoft\.com\/azureml\/curated\/sklearn-1\.5:latest bash -c/m);
  const context = /^build --tag (sluice-env:\w+) (.*)$/m.exec(said);
  expect(said).toContain(` ${context?.[1]} bash -c`);
  expect(readFileSync(join(context?.[2] ?? '', 'requirements.txt'), 'utf8')).toBe('pandas\n');
  expect(readFileSync(join(context?.[2] ?? '', 'Dockerfile'), 'utf8')).toContain('FROM mcr.microsoft.com/azureml/openmpi:1\n');
  expect(said).toMatch(/^rm --force abc$/m);
  expect(existsSync(join(root, '.sluice', 'envs', 'uv'))).toBe(false);
});

test('what a container makes is kept apart from what is made without', async () => {
  const { env } = fakeDocker();
  const root = projectOf(
    'type: pipeline\njobs:\n  a:\n    type: command\n    command: echo 1 > ${{outputs.out}}\n    environment: {image: ubuntu}\n    outputs: {out: {type: uri_file}}\n',
  );

  const jobs = [await runProject(root, { docker: true, env }), await runProject(root), await runProject(root, { docker: true, env })].map((run) => run.jobs.a);

  expect(jobs).toEqual(['passed', 'passed', 'reused']);
});

test('.sluice/local.yml says which environments are containers: of an image, or of what they say themselves', async () => {
  const { log, env } = fakeDocker();
  const job = (name: string, environment: string) =>
    `  ${name}:\n    type: command\n    command: echo 1 > \${{outputs.out}}\n    environment: ${environment}\n    outputs: {out: {type: uri_file}}\n`;
  const root = projectOf(
    `type: pipeline\njobs:\n${job('named', 'azureml:train:3')}${job('written', '{image: "ubuntu:22.04"}')}${job('without', '{image: "ubuntu:24.04"}')}`,
  );
  writeFileSync(join(root, '.sluice', 'local.yml'), 'environments:\n  azureml:train: { docker: team/train:7 }\n  ubuntu:22.04: { docker: true }\n');

  const done = await runProject(root, { env });

  expect(done.jobs).toEqual({ named: 'passed', written: 'passed', without: 'passed' });
  const images = readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => / (\S+) bash -c/.exec(line)?.[1] ?? []);
  expect(images.sort()).toEqual(['team/train:7', 'ubuntu:22.04']);
  expect(done.events.flatMap((event) => (event.type === 'note' ? [event.message] : []))).toEqual([
    'Jobs of azureml:train:3 run in a container of team/train:7, as .sluice/local.yml says.',
    'Jobs of ubuntu:22.04 run in a container of ubuntu:22.04, as .sluice/local.yml says.',
  ]);
});

test('why Docker cannot be used is a sentence', async () => {
  const { env } = fakeDocker();

  expect(await dockerProblem(env)).toBeUndefined();
  expect(await dockerProblem({ ...env, SLUICE_TEST_DOWN: 'Cannot connect to the Docker daemon' })).toMatch(/does not run\. Start it/);
  expect(await dockerProblem({ ...env, SLUICE_TEST_DOWN: 'permission denied while trying to connect' })).toMatch(/your account may not use it/);
  expect(await dockerProblem({ ...process.env, PATH: tempFolder() })).toMatch(/is not installed on this computer\. Install it, or run without/);
});
