import { describe, expect, it } from 'vitest';
import { Workspace } from '#shared/document/workspace.ts';
import { paste } from '#shared/edits/paste.edit.ts';
import { createEditor } from './hooks.ts';
import type { WorkspaceStore } from './workspace/workspace.store.ts';

const PIPELINE = 'type: pipeline\njobs:\n  a:\n    component: azureml:a:1\n';

function editorOf(text: string) {
  const session = new Workspace({ now: () => 0 }).open('pipeline.yml', text);
  const said: { text: string; kind: string | undefined }[] = [];
  const shown = { showChangedFiles: async () => undefined } as unknown as WorkspaceStore;
  return { editor: createEditor(shown, { announce: (text, kind) => said.push({ text, kind }) }, () => session), said };
}

describe('an edit that the user asked for', () => {
  it('tells and shows what could not be kept', () => {
    const { editor, said } = editorOf(PIPELINE);

    editor.apply(paste, { yaml: 'b:\n  component: azureml:b:1\n  inputs:\n    x: ${{parent.jobs.nowhere.outputs.y}}\n' });

    expect(said).toEqual([{ text: 'Paste. Left unbound, because what they name is not here: b.x.', kind: 'note' }]);
  });

  it('is said, not shown, when everything was kept', () => {
    const { editor, said } = editorOf(PIPELINE);

    editor.apply(paste, { yaml: 'b:\n  component: azureml:b:1\n' });

    expect(said).toEqual([{ text: 'Paste.', kind: 'quiet' }]);
  });

  it('that is refused says why', () => {
    const { editor, said } = editorOf(PIPELINE);

    expect(editor.apply(paste, { yaml: 'b: 1' }).ok).toBe(false);

    expect(said.map((each) => each.kind)).toEqual(['refusal']);
  });
});
