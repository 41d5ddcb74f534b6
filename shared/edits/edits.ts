import { addJob } from './add-job.edit.ts';
import { connect } from './connect.edit.ts';
import { disconnect } from './disconnect.edit.ts';
import type { EditDefinition } from './edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';
import { renameJob } from './rename-job.edit.ts';
import { set } from './set.edit.ts';
import { unset } from './unset.edit.ts';

/** Forgets the arguments' type: whoever calls an edit by name parses arguments with its schema first. */
function entry<Args>(edit: EditDefinition<Args>): EditDefinition {
  return edit as unknown as EditDefinition;
}

/** Every edit, in the order in which `sluice edits` lists them. */
export const edits: readonly EditDefinition[] = [
  entry(addJob),
  entry(removeJobs),
  entry(renameJob),
  entry(connect),
  entry(disconnect),
  entry(set),
  entry(unset),
];

const byId = new Map(edits.map((edit) => [edit.id, edit]));

/** The edit with this id. */
export function editById(id: string): EditDefinition | undefined {
  return byId.get(id);
}
