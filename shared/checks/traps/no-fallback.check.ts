import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { valuePlace } from '../common/inputs.ts';
import { fieldsIn } from '../common/walk.ts';
import { numberOf } from '../jobs/bodies.ts';
import { deploymentsOf } from './project-documents.ts';

/** A new deployment stands beside the old one until it has proved itself, so that there is a way back. */
export const noFallback = defineCheck({
  code: 'no-fallback',
  rule: 'trap',
  severity: 'info',
  title: 'Deployment in place with no way back',
  documents: ['online-endpoint', 'pipeline-job', 'pipeline-component'],
  run(context, report) {
    const fields = fieldsIn(context.doc.map);
    if (context.pipeline.document === 'online-endpoint') {
      const traffic = fields.get('traffic');
      const shares = [...fieldsIn(traffic?.value)];
      const [first] = shares;
      if (!traffic || shares.length !== 1 || !first || numberOf(first[1]) !== 100) return;
      if (deploymentsOf(context, asText(fields.get('name')?.value)).length > 1) return;
      report({
        at: first[1].key,
        field: ['traffic', first[0]],
        message: `All traffic goes to \`${first[0]}\` and the project has no second deployment, so a bad change has no way back: deploy beside it and shift the traffic step by step.`,
      });
      return;
    }
    for (const job of context.pipeline.jobs) {
      if (job.role !== 'deploy') continue;
      const traffic = job.inputs.find((port) => port.name === 'traffic');
      const beside = job.inputs.find((port) => port.name === 'beside');
      if (Number(traffic?.literal) !== 100 || !traffic?.entry || !beside || beside.entry) continue;
      report({
        at: valuePlace(job, traffic),
        field: ['jobs', job.id, 'inputs', 'traffic'],
        message: `Job \`${job.id}\` gives all traffic to a deployment that has answered nothing yet: name in \`beside\` what answers now, and begin with a small share.`,
      });
    }
  },
});
