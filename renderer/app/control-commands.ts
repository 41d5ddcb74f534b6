import type { AppState } from '#renderer/state/app-state.ts';
import { createEditor } from '#renderer/state/hooks.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';
import { addControl } from '#shared/edits/add-control.edit.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { freeName } from './add-component.ts';
import { insertGateAt } from './insert-gate.ts';

const LOOPS = {
  'pipeline.addDoWhile': { kind: 'do_while', name: 'repeat' },
  'pipeline.addParallelFor': { kind: 'parallel_for', name: 'for_each' },
} as const;

/** Adding control flow to what is selected, and the gate that is the public way to decide. */
export function controlCommandHandlers(state: AppState): Readonly<Record<string, CommandHandler>> {
  const { workspace, selection, announcer } = state;
  const session = () => workspace.graphSession();
  const editor = createEditor(workspace, announcer, session);
  const canEdit = () => session()?.doc.readable === true;
  const job = (): Job | undefined => {
    const name = selectedJobs(selection.current()).at(-1);
    return name === undefined ? undefined : session()?.pipeline.job(name);
  };
  const select = (name: string) => selection.select([`parent.jobs.${name}`], 'command', { reveal: true });
  const say = (name: string) => announcer.announce(`Added ${name}. Azure ML keeps control flow in private preview; a gate is the public way to decide.`);

  const loop = (id: keyof typeof LOOPS): CommandHandler => ({
    run: () => {
      const document = session();
      const body = job();
      if (!document || !body) return;
      const name = freeName(document, LOOPS[id].name);
      if (!editor.apply(addControl, { kind: LOOPS[id].kind, name, body: body.id }).ok) return;
      select(name);
      say(name);
    },
    isEnabled: () => {
      const body = job();
      return canEdit() && body !== undefined && session()?.refuse(addControl, { kind: LOOPS[id].kind, name: '_', body: body.id }) === undefined;
    },
  });

  return {
    'pipeline.addIfElse': {
      run: () => {
        const document = session();
        if (!document) return;
        const asked = job();
        const flag = asked?.outputs.find((port) => port.type === 'boolean');
        const name = freeName(document, flag ? `is_${flag.name}` : 'decide');
        const args = { kind: 'if_else' as const, name, ...(flag ? { condition: flag.end } : {}), ...(asked ? { after: asked.id } : {}) };
        if (!editor.apply(addControl, args).ok) return;
        select(name);
        say(name);
      },
      isEnabled: canEdit,
    },
    'pipeline.addDoWhile': loop('pipeline.addDoWhile'),
    'pipeline.addParallelFor': loop('pipeline.addParallelFor'),
    'pipeline.gateInstead': {
      run: () => {
        const document = session();
        const next = job()?.control?.trueBlock[0];
        if (!document) return;
        if (next === undefined) announcer.announce('Choose the job that is to run when the condition is true; the gate is put before it.', 'refusal');
        else void insertGateAt(state, document, [{ before: next }]);
      },
      isEnabled: () => canEdit() && job()?.kind === 'if-else',
    },
  };
}
