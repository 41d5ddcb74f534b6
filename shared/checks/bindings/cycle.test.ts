import { expect, it } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { cycle } from './cycle.check.ts';

const { valid, invalid, fixes } = checkTester(cycle);

function chain(...reads: readonly (readonly [job: string, from: string])[]): string {
  return `type: pipeline\njobs:\n${reads.map(([job, from]) => `  ${job}:\n    component: azureml:c:1\n    inputs:\n      a: ${from}\n`).join('')}`;
}

const from = (job: string): string => `\${{parent.jobs.${job}.outputs.o}}`;

it('lists the way round and underlines the binding that was written last', () => {
  const problem = invalid(chain(['a', from('c')], ['b', from('a')], ['c', `{|${from('b')}|}`]), { times: 1 });

  expect(problem.message).toContain('`a` → `b` → `c` → `a`');
  expect(problem.related.length).toBe(3);
});

it('takes that binding away', () => {
  fixes(
    chain(['a', from('b')], ['b', `{|${from('a')}|}`]),
    'type: pipeline\njobs:\n  a:\n    component: azureml:c:1\n    inputs:\n      a: ${{parent.jobs.b.outputs.o}}\n  b:\n    component: azureml:c:1\n',
  );
});

it('says two circles apart', () => {
  invalid(chain(['a', from('b')], ['b', from('a')], ['c', from('d')], ['d', from('c')]), { times: 2 });
});

it('is quiet about what a loop hands back to its body, and about a job that reads itself', () => {
  valid(
    `type: pipeline\njobs:\n  body:\n    component: azureml:c:1\n  loop:\n    type: do_while\n    body: \${{parent.jobs.body}}\n    condition: \${{parent.jobs.body.outputs.again}}\n    mapping: { o: a }\n    limits: { max_iteration_count: 3 }\n`,
  );
  valid(chain(['a', from('a')]));
});

it('finds a circle of three thousand jobs', () => {
  const jobs = Array.from({ length: 3_000 }, (_, k) => [`j${k}`, from(`j${(k + 1) % 3_000}`)] as const);

  expect(invalid(chain(...jobs), { times: 1 }).message.length).toBeLessThan(300);
});
