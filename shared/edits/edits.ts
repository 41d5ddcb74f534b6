import { addControl } from './add-control.edit.ts';
import { addInput } from './add-input.edit.ts';
import { addJob } from './add-job.edit.ts';
import { addOutput } from './add-output.edit.ts';
import { clearInput } from './clear-input.edit.ts';
import { commentIn } from './comment-in.edit.ts';
import { commentOut } from './comment-out.edit.ts';
import { connect } from './connect.edit.ts';
import { disconnect } from './disconnect.edit.ts';
import { duplicateJob } from './duplicate-job.edit.ts';
import type { EditDefinition } from './edit.ts';
import { extract } from './extract.edit.ts';
import { inlineComponent } from './inline-component.edit.ts';
import { insertGate } from './insert-gate.edit.ts';
import { makeCommand } from './make-command.edit.ts';
import { makeSweep } from './make-sweep.edit.ts';
import { moveJob } from './move-job.edit.ts';
import { paste } from './paste.edit.ts';
import { promoteInput } from './promote-input.edit.ts';
import { promoteOutput } from './promote-output.edit.ts';
import { reconnect } from './reconnect.edit.ts';
import { removeInput } from './remove-input.edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';
import { removeOutput } from './remove-output.edit.ts';
import { renameInput } from './rename-input.edit.ts';
import { renameJob } from './rename-job.edit.ts';
import { renameKey } from './rename-key.edit.ts';
import { renameOutput } from './rename-output.edit.ts';
import { renamePort } from './rename-port.edit.ts';
import { replaceComponent } from './replace-component.edit.ts';
import { retypeInput } from './retype-input.edit.ts';
import { retypeOutput } from './retype-output.edit.ts';
import { searchInput } from './search-input.edit.ts';
import { set } from './set.edit.ts';
import { setInput } from './set-input.edit.ts';
import { splitAlias } from './split-alias.edit.ts';
import { unset } from './unset.edit.ts';

/** Forgets the arguments' type: whoever calls an edit by name parses arguments with its schema first. */
function entry<Args>(edit: EditDefinition<Args>): EditDefinition {
  return edit as unknown as EditDefinition;
}

/** Every edit, in the order in which `sluice edits` lists them. */
export const edits: readonly EditDefinition[] = [
  entry(addJob),
  entry(addControl),
  entry(removeJobs),
  entry(renameJob),
  entry(duplicateJob),
  entry(moveJob),
  entry(commentOut),
  entry(commentIn),
  entry(connect),
  entry(reconnect),
  entry(disconnect),
  entry(set),
  entry(unset),
  entry(renameKey),
  entry(setInput),
  entry(clearInput),
  entry(searchInput),
  entry(makeSweep),
  entry(makeCommand),
  entry(renameInput),
  entry(renameOutput),
  entry(promoteInput),
  entry(promoteOutput),
  entry(addInput),
  entry(addOutput),
  entry(retypeInput),
  entry(retypeOutput),
  entry(removeInput),
  entry(removeOutput),
  entry(renamePort),
  entry(replaceComponent),
  entry(paste),
  entry(extract),
  entry(inlineComponent),
  entry(splitAlias),
  entry(insertGate),
];

const byId = new Map(edits.map((edit) => [edit.id, edit]));

/** The edit with this id. */
export function editById(id: string): EditDefinition | undefined {
  return byId.get(id);
}
