import { nearest } from '#shared/base/nearest.ts';
import { canFeed } from '#shared/edits/common/compatibility.ts';
import { wayBetween } from '#shared/edits/common/reach.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { promoteInput } from '#shared/edits/promote-input.edit.ts';
import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { asMapping, asSequence } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { defineCheck, type Fix, fix, step, textFix } from '../check.ts';
import { pathOfPort, sourcesFor } from '../common/inputs.ts';
import { type Misspelt, misspelt } from '../common/misspelt.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';
import { listed } from '../common/words.ts';
import { mergeFix } from '../merge-duplicates.ts';

/** A required input of a component without a value (REQ-001). */
export const missingInput = defineCheck({
  code: 'missing-input',
  rule: 'REQ-001',
  severity: 'error',
  title: 'Required input has no value',
  runJob(job, { doc, pipeline }, report) {
    const missing = job.inputs.filter((port) => port.missing);
    if (missing.length === 0 || isBodyOfLoop(pipeline, job)) return;
    const fields = fieldsOfJob(job);
    const [first, second] = asMapping(job.entry.value)?.entries.filter(({ name }) => name === 'inputs') ?? [];
    if (first && second && missing.some((port) => asMapping(first.value)?.entry(port.name))) {
      const path = ['jobs', job.id, 'inputs'];
      const merged = mergeFix(doc, path, second.key.start);
      report({
        at: second.key,
        field: path,
        message: `Job \`${job.id}\` has \`inputs\` twice, and Azure ML reads the second alone, so ${listed(missing.map((port) => port.name))} ${missing.length === 1 ? 'has' : 'have'} no value: make one of both.`,
        fixes: merged ? [textFix('merge', merged.title, () => merged.edits)] : [],
      });
      return;
    }
    // A list of inputs is said at its key.
    if (asSequence(fields.get('inputs')?.value)) return;
    const inputs = misspelt(fields, 'inputs');
    if (inputs) {
      const path = ['jobs', job.id, inputs.name];
      report({
        at: inputs.key,
        field: path,
        message: `Job \`${job.id}\` needs a value for ${listed(missing.map((port) => port.name))}, but \`${inputs.name}\` is not known. Did you mean \`inputs\`?`,
        fixes: [fix('did-you-mean', `Rename \`${inputs.name}\` to \`inputs\``, step(renameKey, { path, to: 'inputs' }))],
      });
      return;
    }
    const undeclared = undeclaredIn(job, fieldsIn(fields.get('inputs')?.value));
    for (const port of missing) {
      const meant = undeclared.find((entry) => nearest(entry.name, [port.name]) !== undefined);
      if (meant) {
        const path = ['jobs', job.id, 'inputs', meant.name];
        report({
          at: meant.key,
          field: path,
          message: `Job \`${job.id}\` needs a value for \`${port.name}\`, and its component has no input \`${meant.name}\`. Did you mean \`${port.name}\`?`,
          fixes: [fix('did-you-mean', `Rename \`${meant.name}\` to \`${port.name}\``, step(renameKey, { path, to: port.name }))],
        });
        continue;
      }
      const source = likelySource(pipeline, job, port);
      const fixes: Fix[] = [];
      if (source !== undefined) fixes.push(fix('bind', `Read it from \`${short(source)}\``, step(connect, { from: source, to: port.end })));
      fixes.push(fix('promote', `Make \`${port.name}\` an input of the pipeline`, step(promoteInput, { job: job.id, port: port.name })));
      const kind = port.type === undefined ? '' : ` (${port.type})`;
      report({
        at: port.entry?.key ?? job.entry.key,
        field: pathOfPort(job, port),
        message:
          source === undefined
            ? `Job \`${job.id}\` needs a value for \`${port.name}\`${kind}: bind it to an output or an input of the pipeline, or write one.`
            : `Job \`${job.id}\` needs a value for \`${port.name}\`${kind}: read it from \`${short(source)}\`, or write one.`,
        fixes,
      });
    }
  },
});

/** What is written under `inputs` and no input of the job's component. */
function undeclaredIn(job: Job, written: ReadonlyMap<string, YamlEntry>): readonly Misspelt[] {
  const declared = new Set(job.component?.declared?.inputs.map((input) => input.name));
  return [...written].filter(([name]) => !declared.has(name)).map(([name, { key }]) => ({ name, key }));
}

/** Items give the body of a parallel_for its inputs; a do_while begins with what the body itself is given. */
function isBodyOfLoop(pipeline: Pipeline, job: Job): boolean {
  return pipeline.jobs.some((other) => other.kind === 'parallel-for' && other.control?.body === job.id);
}

/** The one output or pipeline input that fits by type; of several the one with the same name. Never one that would close a circle. */
function likelySource(pipeline: Pipeline, job: Job, port: Port): string | undefined {
  const ends = sourcesFor(pipeline, job, port).filter((end) => {
    const parts = parseEnd(end);
    return parts?.kind !== 'job-output' || wayBetween(pipeline, job.id, parts.job) === undefined;
  });
  const alike = ends.filter((end) => end.endsWith(`.${port.name}`));
  if (alike.length === 1) return alike[0];
  const exact = ends.filter((end) => typeOf(pipeline, end) === port.type);
  return exact.length === 1 ? exact[0] : ends.length === 1 && canFeed(typeOf(pipeline, ends[0] ?? ''), port.type) ? ends[0] : undefined;
}

function typeOf(pipeline: Pipeline, end: string): Port['type'] {
  const parts = parseEnd(end);
  if (parts?.kind === 'input') return pipeline.inputs.find((input) => input.name === parts.name)?.type;
  return parts?.kind === 'job-output' ? pipeline.job(parts.job)?.outputs.find((output) => output.name === parts.name)?.type : undefined;
}

function short(end: string): string {
  const parts = parseEnd(end);
  if (parts?.kind === 'job-output') return `${parts.job}.${parts.name}`;
  return parts?.kind === 'input' ? parts.name : end;
}
