import { defineCheck } from '../check.ts';

/** A job that no other waits for and that waits for no other, beside jobs that do (GRF-002). */
export const isolatedJob = defineCheck({
  code: 'isolated-job',
  rule: 'GRF-002',
  severity: 'info',
  title: 'Job is connected to no other job',
  run({ pipeline }, report) {
    if (pipeline.jobs.length < 2) return;
    const connected = new Set<string>();
    for (const { fromJob, toJob } of pipeline.edges) {
      if (fromJob === undefined || toJob === undefined || fromJob === toJob) continue;
      connected.add(fromJob);
      connected.add(toJob);
    }
    if (connected.size === 0) return;
    for (const job of pipeline.jobs) {
      if (connected.has(job.id)) continue;
      report({
        at: job.entry.key,
        field: ['jobs', job.id],
        message: `Job \`${job.id}\` is connected to no other job, so it runs beside them: bind one of its inputs to an output if it should wait.`,
      });
    }
  },
});
