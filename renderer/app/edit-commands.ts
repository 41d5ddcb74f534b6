import type { AppState } from '#renderer/state/app-state.ts';
import type { ComponentChoice } from '#renderer/state/components/component-list.store.ts';
import { createEditor } from '#renderer/state/hooks.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';
import { jobOfEnd, selectedJobs } from '#renderer/state/window/selection.store.ts';
import { checkJobName } from '#shared/azureml/names.ts';
import { disconnectArgs } from '#shared/edits/common/control-ends.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Edge } from '#shared/pipeline/pipeline.ts';
import { type AddComponentArgs, addComponent, freeName } from './add-component.ts';
import { gateTargets, insertGateAt } from './insert-gate.ts';
import { yamlOfJobs } from './yaml-of-jobs.ts';

/** What can be done with the selection alone, from the canvas, the outline, a menu or the palette. */
export function editCommandHandlers(state: AppState): Readonly<Record<string, CommandHandler>> {
  const { workspace, selection, dialogs, announcer, clipboard, focus } = state;
  const session = () => workspace.graphSession();
  const pipeline = () => session()?.pipeline;
  const editor = createEditor(workspace, announcer, session);
  const jobs = () => selectedJobs(selection.current()).filter((job) => pipeline()?.job(job) !== undefined);
  const oneJob = () => jobs().at(-1);
  const primary = () => selection.current().primary;
  const argsOf = (edge: Edge) => {
    const read = pipeline();
    return read ? disconnectArgs(read, edge) : { to: edge.to };
  };
  const edgeOf = (end: string) => pipeline()?.edges.find((each) => each.id === end);
  const canEdit = () => session()?.doc.readable === true;

  /** History belongs to the pane that has the keys: the text pane shows the active file, everything else the graph's. */
  const target = () => (focus.getState().pane === 'text' ? workspace.session() : (session() ?? workspace.session()));
  const history = (what: 'undo' | 'redo'): CommandHandler => ({
    run: () => {
      const document = target();
      const label = what === 'undo' ? document?.undoLabel : document?.redoLabel;
      const answer = document?.[what]();
      if (!answer) return;
      if (!answer.ok) announcer.announce(answer.failure.message, 'refusal');
      else announcer.announce(`${what === 'undo' ? 'Undone' : 'Done again'}: ${label ?? 'typing'}.`);
    },
    isEnabled: () => (what === 'undo' ? target()?.canUndo : target()?.canRedo) ?? false,
  });

  const remove = (): void => {
    const { ends } = selection.current();
    const names = jobs();
    const edges = ends.filter((end) => end.startsWith('edge:'));
    const rest = ends.flatMap((end) => parseEnd(end) ?? []);
    const label = names.length > 0 ? `Delete ${names.length === 1 ? names[0] : `${names.length} jobs`}` : 'Delete';
    editor.group(label, () => {
      for (const id of edges) {
        const edge = edgeOf(id);
        if (edge && !(edge.toJob !== undefined && names.includes(edge.toJob))) {
          const answer = applyQuietly('disconnect', argsOf(edge));
          if (!answer.ok) return answer;
        }
      }
      if (names.length > 0) {
        const answer = applyQuietly('remove-jobs', { jobs: names });
        if (!answer.ok) return answer;
      }
      for (const end of rest) {
        const answer =
          end.kind === 'job-input'
            ? applyQuietly('unset', { path: ['jobs', end.job, 'inputs', end.name] })
            : end.kind === 'job-output'
              ? applyQuietly('unset', { path: ['jobs', end.job, 'outputs', end.name] })
              : end.kind === 'input'
                ? applyQuietly('remove-input', { name: end.name })
                : end.kind === 'output'
                  ? applyQuietly('remove-output', { name: end.name })
                  : undefined;
        if (answer && !answer.ok) return answer;
      }
      return { ok: true, value: undefined };
    });
    selection.select([], 'command');
  };

  const quiet = createEditor(workspace, { announce: () => undefined }, session);
  const applyQuietly = (id: string, args: unknown) => quiet.applyById(id, args);

  const rename = async (): Promise<void> => {
    const end = primary();
    const parts = end === undefined ? undefined : parseEnd(end);
    if (!parts) return;
    const [id, from, what, key] =
      parts.kind === 'job'
        ? (['rename-job', parts.job, `job ${parts.job}`, { job: parts.job }] as const)
        : parts.kind === 'input'
          ? (['rename-input', parts.name, `pipeline input ${parts.name}`, { name: parts.name }] as const)
          : parts.kind === 'output'
            ? (['rename-output', parts.name, `pipeline output ${parts.name}`, { name: parts.name }] as const)
            : ([undefined, '', '', {}] as const);
    if (id === undefined) {
      announcer.announce('A port is named by its component. Rename it in the component file; every pipeline that uses it follows.', 'refusal');
      return;
    }
    const to = await dialogs.prompt({
      title: `Rename ${what}`,
      label: 'New name. Everything that reads it follows.',
      value: from,
      verb: 'Rename',
      isName: true,
      refuse: (value) => (value === from ? undefined : (checkJobName(value) ?? quiet.refuseById(id, { ...key, to: value })?.message)),
    });
    if (to !== undefined && to !== from) editor.applyById(id, { ...key, to });
  };

  const move = (by: -1 | 1): CommandHandler => ({
    run: () => {
      const job = oneJob();
      const all = pipeline()?.jobs.map((each) => each.id) ?? [];
      const at = job === undefined ? -1 : all.indexOf(job);
      if (job === undefined || at < 0) return;
      const before = by === -1 ? all[at - 1] : all[at + 2];
      if (by === -1 && before === undefined) return;
      editor.applyById('move-job', before === undefined ? { job } : { job, before });
    },
    isEnabled: () => {
      const all = pipeline()?.jobs ?? [];
      const at = all.findIndex((each) => each.id === oneJob());
      return canEdit() && at >= 0 && (by === -1 ? at > 0 : at < all.length - 1);
    },
  });

  return {
    'edit.undo': history('undo'),
    'edit.redo': history('redo'),
    'edit.copy': {
      run: async () => {
        const document = session();
        if (!document) return;
        const names = jobs();
        const isWritten = await clipboard.write(yamlOfJobs(document, names));
        announcer.announce(
          isWritten ? `Copied ${names.length === 1 ? names[0] : `${names.length} jobs`} as YAML.` : 'The clipboard cannot be written here.',
          isWritten ? 'quiet' : 'error',
        );
      },
      isEnabled: () => jobs().length > 0,
    },
    'edit.cut': {
      run: async () => {
        const document = session();
        if (!document) return;
        if (await clipboard.write(yamlOfJobs(document, jobs()))) remove();
        else announcer.announce('The clipboard cannot be written here, so nothing was cut.', 'error');
      },
      isEnabled: () => jobs().length > 0 && canEdit(),
    },
    'edit.paste': {
      run: async () => {
        const yaml = await clipboard.read();
        if (yaml === undefined) {
          announcer.announce('The clipboard cannot be read here. Paste into the text instead.', 'error');
          return;
        }
        const after = oneJob();
        editor.applyById('paste', { yaml, ...(after === undefined ? {} : { after }) });
      },
      isEnabled: canEdit,
    },
    'edit.selectAll': {
      run: () =>
        selection.select(
          (pipeline()?.jobs ?? []).map((job) => `parent.jobs.${job.id}`),
          'command',
        ),
      isEnabled: () => (pipeline()?.jobs.length ?? 0) > 0,
    },
    'pipeline.addComponent': { run: (args) => addComponent(state, args as AddComponentArgs), isEnabled: () => session() !== undefined },
    'components.choose': {
      run: async (args) => {
        const { held, way, at } = (args ?? {}) as {
          readonly held?: string;
          readonly way?: 'from' | 'into';
          readonly at?: { readonly x: number; readonly y: number };
        };
        const answer = await dialogs.sheet('components', { held: held ?? '', way: way ?? '' });
        if (answer === undefined) return;
        const choice = JSON.parse(answer) as ComponentChoice;
        await addComponent(state, { choice, at, ...(way === 'into' ? { into: held } : { from: held }), after: way === 'from' ? jobOfEnd(held) : undefined });
      },
      isEnabled: () => canEdit(),
    },
    'pipeline.insertGate': {
      run: () => {
        const document = session();
        if (document) void insertGateAt(state, document, gateTargets(document, primary()));
      },
      isEnabled: () => {
        const document = session();
        return canEdit() && document !== undefined && gateTargets(document, primary()).length > 0;
      },
    },
    'pipeline.addJob': { run: () => void state.commands.run('view.components'), isEnabled: () => session() !== undefined },
    'pipeline.deleteJob': { run: remove, isEnabled: () => canEdit() && selection.current().ends.length > 0 },
    'pipeline.renameSelected': { run: rename, isEnabled: () => canEdit() && primary() !== undefined && !primary()?.startsWith('edge:') },
    'pipeline.duplicateJob': {
      run: () => {
        for (const job of jobs()) editor.applyById('duplicate-job', { job });
      },
      isEnabled: () => canEdit() && jobs().length > 0,
    },
    'pipeline.toggleComment': {
      run: () => {
        const names = jobs();
        const gone = pipeline()?.commentedOut.at(-1);
        if (names.length > 0) for (const job of names) editor.applyById('comment-out', { job });
        else if (gone) editor.applyById('comment-in', { job: gone.name });
      },
      isEnabled: () => canEdit() && (jobs().length > 0 || (pipeline()?.commentedOut.length ?? 0) > 0),
    },
    'pipeline.commentIn': { run: (job) => void editor.applyById('comment-in', { job }), isEnabled: canEdit },
    'pipeline.moveUp': move(-1),
    'pipeline.moveDown': move(1),
    'pipeline.disconnect': {
      run: () => {
        for (const end of selection.current().ends) {
          const edge = end.startsWith('edge:') ? edgeOf(end) : undefined;
          const isEnd = parseEnd(end)?.kind === 'job-input' || parseEnd(end)?.kind === 'output';
          if (edge) editor.applyById('disconnect', argsOf(edge));
          else if (isEnd) editor.applyById('disconnect', { to: end });
        }
      },
      isEnabled: () => canEdit() && selection.current().ends.some((end) => end.startsWith('edge:') || /\.inputs\.|^parent\.outputs\./.test(end)),
    },
    'pipeline.promote': {
      run: () => {
        const parts = parseEnd(primary() ?? '');
        if (parts?.kind === 'job-input') editor.applyById('promote-input', { job: parts.job, port: parts.name });
        else if (parts?.kind === 'job-output') editor.applyById('promote-output', { job: parts.job, port: parts.name });
      },
      isEnabled: () => canEdit() && /^parent\.jobs\.[^.]+\.(inputs|outputs)\./.test(primary() ?? ''),
    },
    'pipeline.addInput': { run: () => addEnd('input'), isEnabled: canEdit },
    'pipeline.addOutput': { run: () => addEnd('output'), isEnabled: canEdit },
    'pipeline.extract': {
      run: async () => {
        const names = jobs();
        const document = session();
        if (!document) return;
        const file = await dialogs.prompt({
          title: `Extract ${names.length === 1 ? names[0] : `${names.length} jobs`} into a pipeline component`,
          label: 'File, relative to the pipeline',
          value: './components/part/component.yml',
          verb: 'Extract',
          isName: true,
          refuse: (value) =>
            quiet.refuseById('extract', {
              jobs: names,
              file: value,
              name: nameOfFile(
                document.pipeline.jobs.map((job) => job.id),
                value,
              ),
            })?.message,
        });
        if (file !== undefined) editor.applyById('extract', { jobs: names, file, name: freeName(document, nameOfFile([], file)) });
      },
      isEnabled: () => canEdit() && jobs().length > 0,
    },
    'pipeline.inline': {
      run: () => {
        const job = oneJob();
        if (job !== undefined) editor.applyById('inline-component', { job });
      },
      isEnabled: () => canEdit() && pipeline()?.job(oneJob() ?? '')?.component?.declared?.kind === 'pipeline-component',
    },
    'pipeline.makeSweep': {
      run: () => applyToJob('make-sweep'),
      isEnabled: () => canEdit() && pipeline()?.job(oneJob() ?? '')?.kind === 'command' && pipeline()?.job(oneJob() ?? '')?.component?.key === 'component',
    },
    'pipeline.makeCommand': {
      run: () => applyToJob('make-command'),
      isEnabled: () => canEdit() && pipeline()?.job(oneJob() ?? '')?.kind === 'sweep',
    },
    'pipeline.searchInput': {
      run: () => {
        const parts = parseEnd(primary() ?? '');
        if (parts?.kind === 'job-input') editor.applyById('search-input', { job: parts.job, input: parts.name });
      },
      isEnabled: () => {
        const parts = parseEnd(primary() ?? '');
        return canEdit() && parts?.kind === 'job-input' && pipeline()?.job(parts.job)?.kind === 'sweep';
      },
    },
    'pipeline.openComponent': {
      run: () => {
        const path = pipeline()?.job(oneJob() ?? '')?.component?.path;
        if (path !== undefined) void workspace.open(path, { preview: true });
      },
      isEnabled: () => pipeline()?.job(oneJob() ?? '')?.component?.path !== undefined,
    },
    'graph.stepInto': {
      run: () => {
        const path = pipeline()?.job(oneJob() ?? '')?.component?.path;
        const from = session()?.path;
        if (path === undefined || from === undefined) return;
        const { trail = [], through = [] } = workspace.tab(from) ?? {};
        void workspace.open(path, { trail: [...trail, from], through: [...through, oneJob() ?? ''] });
      },
      isEnabled: () => pipeline()?.job(oneJob() ?? '')?.component?.declared?.kind === 'pipeline-component',
    },
    'graph.stepOut': {
      run: () => {
        const above = workspace.tab(session()?.path ?? '')?.trail.at(-1);
        if (above !== undefined) void workspace.open(above);
      },
      isEnabled: () => (workspace.tab(session()?.path ?? '')?.trail.length ?? 0) > 0,
    },
  };

  function applyToJob(id: string): void {
    const job = oneJob();
    if (job !== undefined) editor.applyById(id, { job });
  }

  async function addEnd(side: 'input' | 'output'): Promise<void> {
    const name = await dialogs.prompt({
      title: `Add a pipeline ${side}`,
      label: 'Name',
      value: side === 'input' ? 'data' : 'result',
      verb: 'Add',
      isName: true,
      refuse: (value) => quiet.refuseById(`add-${side}`, { name: value, type: side === 'input' ? 'uri_file' : 'uri_folder' })?.message,
    });
    if (name !== undefined) editor.applyById(`add-${side}`, { name, type: side === 'input' ? 'uri_file' : 'uri_folder' });
  }
}

/** `./components/part/component.yml` is called `part`. */
function nameOfFile(taken: readonly string[], file: string): string {
  const parts = file.split('/');
  const last = parts.at(-1) ?? 'part';
  const raw = /^(component|pipeline)\.ya?ml$/.test(last) ? (parts.at(-2) ?? 'part') : last.replace(/\.ya?ml$/, '');
  const name = raw.replace(/[^A-Za-z0-9_]/g, '_').toLowerCase() || 'part';
  if (!taken.includes(name)) return name;
  for (let k = 2; ; k++) if (!taken.includes(`${name}_${k}`)) return `${name}_${k}`;
}
