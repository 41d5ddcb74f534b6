import type { editor, languages, Position } from 'monaco-editor/editor/editor.api';
import type { AppState } from '#renderer/state/app-state.ts';
import type { Result } from '#shared/base/result.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { FileChange, Refusal } from '#shared/edits/edit.ts';
import { renameInput } from '#shared/edits/rename-input.edit.ts';
import { renameJob } from '#shared/edits/rename-job.edit.ts';
import { renameOutput } from '#shared/edits/rename-output.edit.ts';
import { renamePort } from '#shared/edits/rename-port.edit.ts';
import { type RenameTarget, renameTargetAt } from '#shared/language/rename-target.ts';
import type { Here } from './language-providers.ts';

/** Renames through the edits of the session, so that every reference follows and one undo takes it back. */
export function renameProvider(here: (model: editor.ITextModel, position: Position) => Here | undefined, state: AppState): languages.RenameProvider {
  return {
    resolveRenameLocation(model, position) {
      const at = here(model, position);
      const target = at ? renameTargetAt(at.context, at.offset) : 'This text cannot be renamed in.';
      if (typeof target === 'string' || !at) {
        const from = { startLineNumber: position.lineNumber, startColumn: position.column, endLineNumber: position.lineNumber, endColumn: position.column };
        return { range: from, text: '', rejectReason: typeof target === 'string' ? target : '' };
      }
      return { range: at.binding.rangeOf(target.range), text: target.name };
    },
    provideRenameEdits(model, position, newName) {
      const at = here(model, position);
      const target = at ? renameTargetAt(at.context, at.offset) : 'This text cannot be renamed in.';
      if (typeof target === 'string' || !at) return { edits: [], rejectReason: typeof target === 'string' ? target : '' };
      const reason = target.name === newName ? undefined : target.check(newName);
      if (reason !== undefined) return { edits: [], rejectReason: reason };
      if (target.name !== newName) {
        const answer = rename(at.binding.session, target, newName);
        if (!answer.ok) return { edits: [], rejectReason: answer.failure.message };
        state.announcer.announce(`Renamed ${target.name} to ${newName}.`);
        void state.workspace.showChangedFiles(answer.value.files);
      }
      // The session has written it already.
      return { edits: [] };
    },
  };
}

function rename(session: Session, target: RenameTarget, to: string): Result<{ readonly files: readonly FileChange[] }, Refusal> {
  const { name, job } = target;
  switch (target.kind) {
    case 'job':
      return session.apply(renameJob, { job: name, to });
    case 'pipeline-input':
      return session.apply(renameInput, { name, to });
    case 'pipeline-output':
      return session.apply(renameOutput, { name, to });
    case 'component-port':
      return session.apply(renamePort, { ...(job === undefined ? {} : { job }), side: target.side ?? 'input', name, to });
  }
}
