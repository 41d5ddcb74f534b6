import { addJob } from '#shared/edits/add-job.edit.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { insertGate } from '#shared/edits/insert-gate.edit.ts';
import { promoteOutput } from '#shared/edits/promote-output.edit.ts';

/** The edits that gestures on the canvas make. */
export const canvasEdits = { addJob, connect, insertGate, promoteOutput };
