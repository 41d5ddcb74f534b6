import { addJob } from '#shared/edits/add-job.edit.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { disconnect } from '#shared/edits/disconnect.edit.ts';
import { editById } from '#shared/edits/edits.ts';
import { removeJobs } from '#shared/edits/remove-jobs.edit.ts';

/** The edits that gestures on the canvas make. */
export const canvasEdits = { addJob, connect, disconnect, removeJobs, promoteOutput: editById('promote-output') };
