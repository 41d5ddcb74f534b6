import { nearest } from '#shared/base/nearest.ts';
import { clearInput } from '#shared/edits/clear-input.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import type { Job, Port } from '#shared/pipeline/pipeline.ts';
import { type Fix, fix, type Report, step, textFix } from '../check.ts';
import { pathOfPort } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';
import { has } from '../common/words.ts';

/** Says which inputs or outputs of a job its component does not declare. */
export function reportUndeclared(job: Job, side: Port['side'], report: Report): void {
  const declared = job.component?.declared;
  if (!declared || declared.kind === 'promptflow' || declared.kind === 'automl-component') return;
  const ports = side === 'input' ? job.inputs : job.outputs;
  const written = fieldsIn(fieldsOfJob(job).get(`${side}s`)?.value);
  for (const { name, entry, declared: port } of ports) {
    if (!entry || port || written.get(name) !== entry) continue;
    const open = ports.filter((other) => other.declared && !other.entry).map((other) => other.name);
    const names = ports.filter((other) => other.declared).map((other) => other.name);
    const meant = nearest(name, open);
    const path = pathOfPort(job, { side, name });
    const fixes: Fix[] = [];
    if (meant !== undefined)
      fixes.push(textFix('did-you-mean', `Rename to \`${meant}\``, () => [{ start: entry.key.start, end: entry.key.end, newText: meant }]));
    fixes.push(fix('remove', `Remove \`${name}\``, side === 'input' ? step(clearInput, { job: job.id, input: name }) : step(unset, { path })));
    const says =
      side === 'input'
        ? `The component of job \`${job.id}\` has no input \`${name}\`, so Azure ML drops the value without a word.`
        : `The component of job \`${job.id}\` has no output \`${name}\`.`;
    report({ at: entry.key, field: path, message: meant === undefined ? `${says} ${has(names)}` : `${says} Did you mean \`${meant}\`?`, fixes });
  }
}
