import { describe, it } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { fileNotFound } from './file-not-found.check.ts';

describe('a path that was written as seen from the project', () => {
  const { fixes } = checkTester(fileNotFound, {
    path: 'azureml/jobs/pipeline.yml',
    files: { 'azureml/conda.yml': 'dependencies: [python=3.11]\n', 'data-science/src/prep.py': '' },
  });
  const job = (code: string, conda: string) =>
    `type: pipeline\njobs:\n  prep:\n    command: python prep.py\n    code: ${code}\n    environment: {image: i:1, conda_file: ${conda}}\n`;

  it('is led to the file or folder that is there', () => {
    fixes(job('../../data-science/src', '{|azureml/conda.yml|}'), job('../../data-science/src', '../conda.yml'));
    fixes(job('{|data-science/src|}', '../conda.yml'), job('../../data-science/src', '../conda.yml'));
  });

  it('so is one as seen from a folder between', () => {
    fixes(job('../../data-science/src', '{|./conda.yml|}'), job('../../data-science/src', '../conda.yml'));
  });
});
