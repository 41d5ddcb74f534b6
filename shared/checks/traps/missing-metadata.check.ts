import { asText } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { commandOfJob } from '../bindings/commands.ts';
import { type CheckContext, defineCheck } from '../check.ts';
import { CHECKS_FILE } from '../checks-file.ts';
import { isInline } from '../common/inputs.ts';
import { fieldsIn } from '../common/walk.ts';
import { listed } from '../common/words.ts';

/** A registered model says what the project demands to know about it. */
export const missingMetadata = defineCheck({
  code: 'missing-metadata',
  rule: 'trap',
  severity: 'warning',
  title: 'Model registered without metadata that the project demands',
  documents: ['model', 'pipeline-job', 'pipeline-component'],
  run(context, report) {
    const wanted = context.settings.requiredMetadata;
    if (wanted.length === 0) return;
    if (context.pipeline.document === 'model') {
      const fields = fieldsIn(context.doc.map);
      const said = new Set(
        ['tags', 'properties'].flatMap((key) =>
          [...fieldsIn(fields.get(key)?.value)].filter(([, entry]) => asText(entry.value) !== '').map(([name]) => plain(name)),
        ),
      );
      const missing = wanted.filter((key) => !said.has(plain(key)));
      const at = fields.get('tags')?.key ?? fields.get('name')?.key ?? context.doc.map;
      if (missing.length > 0 && at)
        report({
          at,
          field: ['tags'],
          message: `The model has no ${listed(missing)}, which ${CHECKS_FILE} demands: add ${missing.length === 1 ? 'it' : 'them'} to \`tags\`.`,
        });
      return;
    }
    for (const job of context.pipeline.jobs) {
      if (job.role !== 'register' || job.isGate) continue;
      const said = saidBy(job, context);
      // Of a component that is not at hand it is not known what it writes by itself.
      if (said === undefined) continue;
      const missing = wanted.filter((key) => !said.some((text) => text.includes(plain(key))));
      if (missing.length === 0) continue;
      report({
        at: job.entry.key,
        field: ['jobs', job.id, 'inputs'],
        message: `Job \`${job.id}\` registers a model without ${listed(missing)}, which ${CHECKS_FILE} demands: give ${missing.length === 1 ? 'it' : 'them'} as inputs or tags.`,
      });
    }
  },
});

/** Names of inputs with a value, the texts of inputs of tags, and the command of an inline job; undefined when not everything is known. */
function saidBy(job: Job, { pipeline }: CheckContext): readonly string[] | undefined {
  const inputs = job.inputs.filter((port) => port.entry !== undefined || (port.declared?.default !== undefined && port.declared.default !== ''));
  const texts = inputs.flatMap((port) => {
    const from = port.bound?.startsWith('parent.inputs.') ? pipeline.inputs.find((input) => `parent.inputs.${input.name}` === port.bound) : undefined;
    const value = port.literal ?? from?.literal;
    const isTags = /tag|metadata|propert/i.test(port.name);
    // Tags that come from elsewhere may hold anything.
    if (isTags && value === undefined) return [undefined];
    // `dataset` names the version that `dataset_version` asks for.
    return [plain(port.name), ...(isTags ? [plain(String(value))] : [])];
  });
  if (texts.includes(undefined)) return undefined;
  if (!isInline(job) && !job.resolved) return undefined;
  return [...texts.flatMap((text) => text ?? []), plain(commandOfJob(job)?.node.text ?? '')];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
