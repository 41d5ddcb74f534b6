import { nearest } from '#shared/base/nearest.ts';
import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { isClosedTrial } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';
import { has, listed } from '../common/words.ts';

/** What is searched over must be an input of the trial (SWP-002). */
export const searchSpaceInput = defineCheck({
  code: 'search-space-input',
  rule: 'SWP-002',
  severity: 'error',
  title: 'Search space names no input of the trial',
  runJob(job, _context, report) {
    const declared = job.kind === 'sweep' ? job.component?.declared : undefined;
    if (!declared) return;
    const names = declared.inputs.map((input) => input.name);
    const entryOfSpace = fieldsOfJob(job).get('search_space');
    const space = fieldsIn(entryOfSpace?.value);
    if (entryOfSpace && space.size > 0 && isClosedTrial(job)) {
      report({
        at: entryOfSpace.key,
        field: ['jobs', job.id, 'search_space'],
        message: `The trial of job \`${job.id}\` declares no inputs, so there is nothing to search over: declare ${listed([...space.keys()])} under \`trial.inputs\`, and name them in its command as \`inputs.<input>\`.`,
      });
      return;
    }
    for (const [key, entry] of space) {
      if (names.includes(key)) continue;
      const path = ['jobs', job.id, 'search_space', key];
      const meant = nearest(
        key,
        names.filter((name) => !space.has(name)),
      );
      const says = `Job \`${job.id}\` searches over \`${key}\`, which is no input of its trial`;
      const remove = fix('remove-key', `Remove \`${key}\``, step(unset, { path }));
      report({
        at: entry.key,
        field: path,
        message: meant === undefined ? `${says}. ${has(names)}` : `${says}. Did you mean \`${meant}\`?`,
        fixes: meant === undefined ? [remove] : [fix('did-you-mean', `Search over \`${meant}\``, step(renameKey, { path, to: meant })), remove],
      });
    }
  },
});
