import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';

const COMPONENTS: readonly DocumentKind[] = ['command-component', 'parallel-component', 'spark-component', 'pipeline-component'];
const OF_OUTPUTS: ReadonlySet<string> = new Set(['rw_mount', 'upload', 'mount', 'link']);
const OF_INPUTS: ReadonlySet<string> = new Set(['ro_mount', 'download', 'eval_mount', 'eval_download']);

/** A mode that the type of an input or output does not have (TYP-008). */
export const badMode = defineCheck({
  code: 'bad-mode',
  rule: 'TYP-008',
  severity: 'error',
  title: 'Mode does not go with the type',
  documents: ['pipeline-job', ...COMPONENTS],
  run({ doc, pipeline }, report) {
    const isComponent = pipeline.document !== 'pipeline-job';
    const fields = fieldsIn(doc.map);
    for (const side of ['input', 'output'] as const) {
      for (const [name, entry] of fieldsIn(fields.get(`${side}s`)?.value)) checkMode(entry, side, [`${side}s`, name], name, isComponent, undefined, report);
    }
  },
  runJob(job, _context, report) {
    for (const port of job.inputs) {
      if (!port.entry) continue;
      // A bound input has the type of its source, whatever is written; data has the one that stands beside it.
      const known = port.bound !== undefined || !fieldsIn(port.entry.value).has('type') ? port.type : undefined;
      checkMode(port.entry, 'input', ['jobs', job.id, 'inputs', port.name], `${job.id}.${port.name}`, false, known, report);
    }
  },
});

function checkMode(
  entry: YamlEntry,
  side: 'input' | 'output',
  path: Keys,
  name: string,
  isComponent: boolean,
  known: string | undefined,
  report: Report,
): void {
  const fields = fieldsIn(entry.value);
  const value = fields.get('mode')?.value;
  const mode = asText(value)?.toLowerCase();
  if (!value || mode === undefined) return;
  const type = known ?? asText(fields.get('type')?.value)?.toLowerCase() ?? 'uri_folder';
  // Words that a job's input or output cannot have are said by the schema; that of a component knows both sides.
  const isOther = isComponent && (side === 'input' ? OF_OUTPUTS : OF_INPUTS).has(mode);
  const needsTable = side === 'input' && mode.startsWith('eval_') && type !== 'mltable' && !(known === undefined && !fields.has('type') && !isComponent);
  if (!isOther && !needsTable) return;
  report({
    at: value,
    field: [...path, 'mode'],
    // A component is loaded with it; it is the job that uses the mode which fails.
    ...(isComponent ? { severity: 'warning' as const } : {}),
    message: isOther
      ? `\`${mode}\` is a mode of ${side === 'input' ? 'outputs' : 'inputs'}, and \`${name}\` is an ${side}: write ${side === 'input' ? '`ro_mount`, `download` or `direct`' : '`rw_mount`, `upload` or `direct`'}.`
      : `\`${mode}\` evaluates a table, and \`${name}\` is ${type}: write \`ro_mount\`, \`download\` or \`direct\`, or make it mltable.`,
    fixes: [fix('remove-mode', 'Remove the mode', step(unset, { path: [...path, 'mode'] }))],
  });
}
