import { describe, expect, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { contextOf } from '#shared/testing/project-of.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { copyJobsAsYaml } from './copy-jobs.ts';
import { paste } from './paste.edit.ts';

describe('paste', () => {
  test('gives copied jobs new names, rewired among themselves', () => {
    const yaml = copyJobsAsYaml(contextOf(PIPELINE, FILES), ['train', 'score']);
    expect(yaml.startsWith('train:\n  type: command\n')).toBe(true);
    expect(yaml).toContain('\n\n# Scores it,\n# with care.\nscore:\n');

    const text = expectEdit(paste, { yaml }).on(PIPELINE, FILES).undoes().text();
    expect(text.startsWith(PIPELINE)).toBe(true);
    const added = text.slice(PIPELINE.length);
    expect(added).toContain('  train_2:\n');
    expect(added).toContain('  score_2:\n');
    expect(added).toContain('model: ${{parent.jobs.train_2.outputs.model}}');
    expect(added).toContain('test: ${{parent.jobs.split.outputs.test}}');
    expect(added).not.toContain('parent.outputs.model');
  });

  test('leaves out bindings to what is not there, and says so', () => {
    const yaml = copyJobsAsYaml(contextOf(PIPELINE, FILES), ['train']);
    const expectation = expectEdit(paste, { yaml }).on('type: pipeline\njobs:\n    a:\n        type: command\n        component: azureml:x:1\n', FILES);

    expect(expectation.text()).toBe(
      'type: pipeline\njobs:\n    a:\n        type: command\n        component: azureml:x:1\n    train:\n        type: command\n        component: ./components/train.yml\n        compute: azureml:gpu\n',
    );
    expect(expectation.result().notes?.[0]).toMatch(/train\.model/);
    expectEdit(paste, { yaml: 'hello' }).on(PIPELINE, FILES).refuses('bad-snippet');
  });
});
