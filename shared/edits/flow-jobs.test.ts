import { describe, expect, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS, inFormatting } from '#shared/testing/formattings.ts';
import { contextOf } from '#shared/testing/project-of.ts';
import { commentIn } from './comment-in.edit.ts';
import { commentOut } from './comment-out.edit.ts';
import { copyJobsAsYaml } from './copy-jobs.ts';
import { extract } from './extract.edit.ts';
import { paste } from './paste.edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';

const ON_ONE_LINE =
  'type: pipeline\njobs: { a: { component: azureml:a:1 }, b: { component: azureml:b:1, inputs: { x: "${{parent.jobs.a.outputs.y}}" } } } # two\n';
const ON_LINES = `type: pipeline
jobs: { # all
  # the first
  a: {
    component: azureml:a:1, # why

    # deeper
    inputs: { n: 1 }
  },
  b: { component: azureml:b:1, inputs: { x: "\${{parent.jobs.a.outputs.y}}" } }, # reads a
  c: { component: azureml:c:1 }
}
# end
`;
const ROOT = '{"type":"pipeline","jobs":{"a":{"component":"azureml:a:1"},"b":{"component":"azureml:b:1"}}}\n';
const BODIES = `type: pipeline
jobs:
  a: { component: azureml:a:1 } # first
  b: {
    component: azureml:b:1,
    inputs: { x: "\${{parent.jobs.a.outputs.y}}" }
  }
`;

describe('jobs in braces: paste', () => {
  test('copies jobs as they are written, rewired among themselves', () => {
    const yaml = copyJobsAsYaml(contextOf(ON_ONE_LINE), ['a', 'b']);

    expectEdit(paste, { yaml })
      .on(ON_ONE_LINE)
      .gives(
        ON_ONE_LINE.replace(
          ' } # two',
          ', a_2: { component: azureml:a:1 }, b_2: { component: azureml:b:1, inputs: { x: "${{parent.jobs.a_2.outputs.y}}" } } } # two',
        ),
      )
      .undoes();
  });

  test('keeps lines and comments of a copied job, behind the job that is named', () => {
    const yaml = copyJobsAsYaml(contextOf(ON_LINES), ['a']);

    expectEdit(paste, { yaml, after: 'b' })
      .on(ON_LINES)
      .gives(ON_LINES.replace('# reads a\n', '# reads a\n  a_2: {\n    component: azureml:a:1, # why\n\n    # deeper\n    inputs: { n: 1 }\n  },\n'))
      .undoes();
  });

  test('puts a job that stands on lines into braces, and says that its comments stay behind', () => {
    const yaml = 'd:\n  # a "#" in words\n  component: azureml:d:1\n  inputs:\n    n: 1\n';
    const expectation = expectEdit(paste, { yaml }).on(ON_ONE_LINE);

    expectation.gives(ON_ONE_LINE.replace(' } # two', ', d: { component: azureml:d:1, inputs: { n: 1 } } } # two')).undoes();
    expect(expectation.result().notes).toEqual(['Comments were left out: there is no place for them between braces.']);
    expect(expectEdit(paste, { yaml: 'd:\n  component: azureml:d:1\n  tags: { a: "x # y" }\n' }).on(ON_ONE_LINE).result().notes).toEqual([]);
  });

  test('works in JSON, and takes jobs from there to lines', () => {
    const yaml = copyJobsAsYaml(contextOf(ROOT), ['b']);

    expectEdit(paste, { yaml }).on(ROOT).gives(ROOT.replace('"azureml:b:1"}', '"azureml:b:1"}, "b_2": {"component":"azureml:b:1"}')).undoes();
    expectEdit(paste, { yaml }).on(BODIES).gives(`${BODIES}  "b_2": {"component":"azureml:b:1"}\n`).undoes();
  });

  for (const formatting of FORMATTINGS) {
    test(`leaves no trace once the copy is removed (${formatting})`, () => {
      for (const text of [ON_ONE_LINE, ON_LINES, ROOT, BODIES]) {
        const before = inFormatting(text, formatting);
        for (const job of ['a', 'b']) {
          const there = expectEdit(paste, { yaml: copyJobsAsYaml(contextOf(before), [job]) })
            .on(before)
            .undoes()
            .text();
          expectEdit(removeJobs, { jobs: [`${job}_2`] })
            .on(there)
            .gives(before);
        }
      }
    });
  }
});

describe('jobs in braces: extract', () => {
  const args = { jobs: ['a'], file: './parts/first.yml', name: 'first' };

  test('puts the new job in braces too', () => {
    expectEdit(extract, args)
      .on(ON_ONE_LINE)
      .gives(
        ON_ONE_LINE.replace('a: { component: azureml:a:1 }', 'first: { type: pipeline, component: ./parts/first.yml }').replace(
          'parent.jobs.a.outputs.y',
          'parent.jobs.first.outputs.y',
        ),
      )
      .undoes();
  });

  test('moves the lines of the job into its file', () => {
    expectEdit(extract, args)
      .on(ON_LINES)
      .gives(
        ON_LINES.replace(/ {2}a: [\s\S]*? {2}\},\n/, '  first: { type: pipeline, component: ./parts/first.yml },\n').replace(
          'parent.jobs.a.outputs.y',
          'parent.jobs.first.outputs.y',
        ),
      )
      .undoes();
  });

  test('takes bodies in braces out of jobs on lines', () => {
    const there = expectEdit(extract, { ...args, jobs: ['b'] })
      .on(BODIES)
      .undoes();

    there.gives(
      BODIES.replace(/ {2}b: [\s\S]*$/, '  first:\n    type: pipeline\n    component: ./parts/first.yml\n    inputs:\n      y: ${{parent.jobs.a.outputs.y}}\n'),
    );
    there.givesFile(
      'parts/first.yml',
      '$schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json\ntype: pipeline\nname: first\ninputs:\n  y:\n    type: uri_folder\n\njobs:\n  b: {\n    component: azureml:b:1,\n    inputs: { x: "${{parent.inputs.y}}" }\n  }\n',
    );
  });
});

describe('jobs in braces: comment-out and comment-in', () => {
  test('turn the lines of a job into comments', () => {
    const there = expectEdit(commentOut, { job: 'b' }).on(ON_LINES).undoes();

    there.gives(ON_LINES.replace('  b: {', '  # b: {'));
    expect(contextOf(there.text()).pipeline.commentedOut.map((job) => job.name)).toEqual(['b']);
  });

  for (const formatting of FORMATTINGS) {
    test(`are exact inverses (${formatting})`, () => {
      for (const [text, jobs] of [
        [ON_LINES, ['a', 'b', 'c']],
        [BODIES, ['a', 'b']],
      ] as const) {
        const before = inFormatting(text, formatting);
        for (const job of jobs) {
          const out = expectEdit(commentOut, { job }).on(before).undoes().text();
          expect(contextOf(out).pipeline.commentedOut.map((other) => other.name)).toEqual([job]);
          expectEdit(commentIn, { job }).on(out).gives(before);
        }
      }
    });
  }

  test('leave empty braces behind the only job, and take it back', () => {
    const one = 'type: pipeline\njobs: {\n  a: { component: azureml:a:1 }\n}\n';
    const out = one.replace('  a', '  # a');

    expectEdit(commentOut, { job: 'a' }).on(one).gives(out).undoes();
    expectEdit(commentIn, { job: 'a' }).on(out).gives(one).undoes();
  });

  test('refuse a job that shares its lines with others', () => {
    expectEdit(commentOut, { job: 'a' }).on(ON_ONE_LINE).refuses('would-break-text', 'lines of its own');
    expectEdit(commentOut, { job: 'b' }).on('type: pipeline\njobs: { a: { component: x },\n  b: { component: y } }\n').refuses('would-break-text');
    expectEdit(commentOut, { job: 'a' }).on('type: pipeline\njobs: {\n  a: { component: x }\n  , b: { component: y }\n}\n').refuses('would-break-text');
  });
});
