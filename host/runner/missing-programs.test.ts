import { expect, test } from 'vitest';
import { projectOf } from '../testing/run-project.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { missingPrograms } from './missing-programs.ts';
import { planFile } from './plan-file.ts';

const PIPELINE = `type: pipeline
jobs:
  fit: {type: command, command: 'Rscript fit.R --rate 1', environment: {image: 'rocker/r-ver:4'}}
  own: {type: command, command: 'apt-get install -y r-base && Rscript fit.R', environment: {image: ubuntu}}
  plot: {type: command, command: 'python plot.py', environment: {image: python}}
`;

function missing(local: string, path: string): unknown {
  const planned = planFile({ cwd: projectOf(PIPELINE, { '.sluice/local.yml': local }), file: 'pipeline.yml', sets: new Map(), maps: new Map() });
  return planned.ok ? missingPrograms(planned.value.plan, { PATH: path }) : planned.failure;
}

test('a program that comes with an image is named before the run, unless it is here or the job runs in the image', () => {
  expect(missing('', '')).toEqual([
    {
      code: 'missing-program',
      job: 'fit',
      name: 'Rscript',
      message:
        '`fit` starts `Rscript`, which this computer has not; in the cloud it comes with the image. Install it here, or let the job run in a container: rocker/r-ver:4: { docker: true } under environments in .sluice/local.yml.',
      field: ['jobs', 'fit'],
    },
  ]);
  expect(missing('environments: {"rocker/r-ver:4": {docker: true}}', '')).toEqual([]);
  expect(missing('', tempFolder({ Rscript: '', 'Rscript.exe': '' }))).toEqual([]);
});
