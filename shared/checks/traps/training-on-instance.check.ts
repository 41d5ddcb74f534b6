import { asText } from '#shared/pipeline/fields.ts';
import { type CheckContext, defineCheck, type Report } from '../check.ts';
import { shown } from '../common/words.ts';
import { type ComputeAt, computesOfJob, computesOfPipeline } from '../references/computes.ts';
import { documentsWith } from './project-documents.ts';

const LOOKS_LIKE_ONE = /(^|[-_])(ci|instance|computeinstance|notebook|workstation|devbox|dsvm)([-_]?\d*)($|[-_])|compute-?instance/i;

/** A compute instance is somebody's workstation: one machine, on or off by hand. Pipelines run on clusters or serverless. */
export const trainingOnInstance = defineCheck({
  code: 'training-on-instance',
  rule: 'trap',
  severity: 'info',
  title: 'Pipeline runs on a compute instance',
  run: (context, report) => look(computesOfPipeline(context), context, report),
  runJob: (job, context, report) => look(computesOfJob(job), context, report),
});

function look(computes: readonly ComputeAt[], context: CheckContext, report: Report): void {
  for (const { node, path, who } of computes) {
    const name = node.text.replace(/^azureml:/i, '');
    if (name === '' || /[${}<>/]/.test(name)) continue;
    const kind = kindInProject(context, name);
    const isSure = kind === 'computeinstance';
    if (!isSure && (kind !== undefined || !LOOKS_LIKE_ONE.test(name) || /cluster|pool|aks|k8s|kubernetes/i.test(name))) continue;
    const verb = isSure ? 'is' : 'looks like';
    report({
      at: node,
      field: path,
      severity: isSure ? 'warning' : 'info',
      message: `${who} runs on \`${shown(name)}\`, which ${verb} a compute instance, a person's workstation that is off when nobody works: use a cluster, or \`serverless\`.`,
    });
  }
}

/** The type of the compute of this name, where the project has its file. */
function kindInProject(context: CheckContext, name: string): string | undefined {
  const file = documentsWith(context, name).find(({ kind, fields }) => kind === 'compute' && asText(fields.get('name')?.value) === name);
  return asText(file?.fields.get('type')?.value)?.toLowerCase();
}
