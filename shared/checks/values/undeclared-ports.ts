import { nearest } from '#shared/base/nearest.ts';
import { clearInput } from '#shared/edits/clear-input.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import type { Job, Port } from '#shared/pipeline/pipeline.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { type Fix, fix, type Report, step, textFix } from '../check.ts';
import { isClosedTrial, pathOfPort } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';
import { has } from '../common/words.ts';

/** What people put among the inputs, and what is a key of the job. */
const KEYS_OF_JOBS: ReadonlySet<string> = new Set([
  'compute',
  'environment',
  'environment_variables',
  'resources',
  'limits',
  'distribution',
  'identity',
  'outputs',
]);

/** Says which inputs or outputs of a job its component does not declare. */
export function reportUndeclared(job: Job, side: Port['side'], report: Report): void {
  const declared = job.component?.declared;
  if (!declared || declared.kind === 'promptflow' || declared.kind === 'automl-component' || isClosedTrial(job)) return;
  const ports = side === 'input' ? job.inputs : job.outputs;
  const written = fieldsIn(fieldsOfJob(job).get(`${side}s`)?.value);
  for (const { name, entry, declared: port } of ports) {
    if (!entry || port || written.get(name) !== entry) continue;
    const open = ports.filter((other) => other.declared && !other.entry).map((other) => other.name);
    const names = ports.filter((other) => other.declared).map((other) => other.name);
    const meant = nearest(name, open);
    const path = pathOfPort(job, { side, name });
    if (side === 'input' && meant === undefined && KEYS_OF_JOBS.has(name) && !fieldsOfJob(job).has(name)) {
      report({
        at: entry.key,
        field: path,
        message: `\`${name}\` stands under \`inputs\` of job \`${job.id}\`, where Azure ML drops it without a word: it is a key of the job itself. Move it out.`,
        fixes: [
          fix(
            'move-out',
            `Move \`${name}\` to job \`${job.id}\``,
            step(set, { path: ['jobs', job.id, name], value: toPlain(entry.value) as Plain }),
            step(unset, { path }),
          ),
        ],
      });
      continue;
    }
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
