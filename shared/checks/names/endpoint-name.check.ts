import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { shown } from '../common/words.ts';
import type { Severity } from '../problem.ts';

const NAME = /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const [SHORTEST, LONGEST] = [3, 32];
/** Name of the endpoint and of the deployment together, on Kubernetes. */
const [SHORTEST_PAIR, LONGEST_PAIR] = [6, 62];
const TEMPLATE = /<[^>]*>|\{\{|\$\{/;

/** An endpoint or deployment whose name Azure ML refuses (NAM-009). */
export const endpointName = defineCheck({
  code: 'endpoint-name',
  rule: 'NAM-009',
  severity: 'error',
  title: 'Endpoint or deployment has a name that is not allowed',
  documents: ['online-endpoint', 'batch-endpoint', 'online-deployment'],
  run({ doc, pipeline }, report) {
    const fields = fieldsIn(doc.map);
    const isDeployment = pipeline.document === 'online-deployment';
    checkName(fields.get('name')?.value, 'name', isDeployment ? 'a deployment' : 'an endpoint', report);
    if (!isDeployment) return;
    // `az ml online-deployment create --endpoint-name` puts another one in its place.
    checkName(fields.get('endpoint_name')?.value, 'endpoint_name', 'an endpoint', report, 'warning');
    const name = asText(fields.get('name')?.value);
    const endpoint = asText(fields.get('endpoint_name')?.value);
    const isKubernetes = asText(fields.get('type')?.value)?.toLowerCase() === 'kubernetes';
    const at = fields.get('name')?.value;
    if (!isKubernetes || !at || name === undefined || endpoint === undefined) return;
    const length = name.length + endpoint.length;
    if (length >= SHORTEST_PAIR && length <= LONGEST_PAIR) return;
    report({
      at,
      field: ['name'],
      message: `The names of endpoint and deployment are ${length} characters long together; on Kubernetes ${SHORTEST_PAIR} to ${LONGEST_PAIR} are allowed, so choose others.`,
    });
  },
});

function checkName(at: Parameters<typeof asText>[0], key: string, what: string, report: Report, severity: Severity = 'error'): void {
  const name = asText(at);
  if (!at || name === undefined || (NAME.test(name) && name.length >= SHORTEST && name.length <= LONGEST)) return;
  if (TEMPLATE.test(name)) {
    report({ at, field: [key], severity: 'warning', message: `\`${shown(name)}\` is a placeholder: write the name of ${what} before the file is used.` });
    return;
  }
  const to = name
    .replace(/[^a-zA-Z0-9-]+/g, '-')
    .replace(/^[^a-zA-Z]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  report({
    at,
    field: [key],
    severity,
    message: `\`${shown(name)}\` is no name for ${what}: ${SHORTEST} to ${LONGEST} letters, digits and hyphens, starting with a letter and not ending with a hyphen.`,
    fixes: to.length >= SHORTEST ? [fix('rename', `Rename to \`${to}\``, step(set, { path: [key], value: to }))] : [],
  });
}
