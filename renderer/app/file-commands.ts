import type { AppState } from '#renderer/state/app-state.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';

const NEW_PIPELINE = `$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
display_name: New pipeline

jobs: {}
`;

/** Files, folders, tabs and the window. */
export function fileCommandHandlers(state: AppState): Readonly<Record<string, CommandHandler>> {
  const { workspace, dialogs, host, announcer, previews } = state;
  const now = () => workspace.store.getState();
  const hasTab = () => now().active !== undefined;
  const step = (by: number) => {
    const { tabs, active } = now();
    const at = tabs.findIndex((tab) => tab.path === active);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next) workspace.activate(next.path);
  };
  /** The system's dialog, or ours where the shell has none. */
  const choose = async (what: 'folder' | 'file', newName?: string): Promise<string | undefined> => {
    const answer = await host.places.pick({ what });
    if (answer.ok) return answer.value.cancelled ? undefined : answer.value.place;
    if (answer.failure.code === 'no-dialog') return dialogs.sheet('places', newName === undefined ? { what } : { what, newName });
    announcer.announce(answer.failure.message, 'error');
    return undefined;
  };
  const pick = async (what: 'folder' | 'file'): Promise<void> => {
    const place = await choose(what);
    if (place !== undefined) await workspace.openPlace(place);
  };
  return {
    'file.openFolder': { run: () => pick('folder') },
    'file.openFile': { run: () => pick('file') },
    'file.newPipeline': {
      run: async () => {
        if (now().project === undefined) {
          announcer.announce('Choose the folder that the pipeline is to stand in.', 'note');
          await pick('folder');
          if (now().project === undefined) return;
        }
        const taken = new Set(now().entries.map((entry) => entry.path));
        const path = await dialogs.prompt({
          title: 'New pipeline',
          label: 'File, relative to the folder',
          value: taken.has('pipeline.yml') ? 'pipeline-2.yml' : 'pipeline.yml',
          verb: 'Create',
          isName: true,
          refuse: (value) =>
            !/\.ya?ml$/i.test(value) ? 'The name of a pipeline file ends in .yml or .yaml.' : taken.has(value) ? `${value} exists already.` : undefined,
        });
        if (path !== undefined) await workspace.create(path, NEW_PIPELINE);
      },
    },
    'file.newFromTemplate': {
      run: async (args) => {
        const wanted = typeof args === 'object' && args !== null && 'template' in args ? String(args.template) : undefined;
        const answer = await dialogs.sheet('templates', wanted === undefined ? {} : { template: wanted });
        const [, template, name] = /^([^:]+):(.+)$/.exec(answer ?? '') ?? [];
        if (template === undefined || name === undefined) return;
        announcer.announce(`Choose the folder in which ${name} is made.`, 'note');
        const parent = await choose('folder', name);
        if (parent === undefined || !(await workspace.closeProject())) return;
        const made = await host.project.createFromTemplate({ template, parent, name });
        if (made.ok) await workspace.enter(made.value);
        else announcer.announce(made.failure.message, 'error');
      },
    },
    'file.save': { run: () => void workspace.save(), isEnabled: hasTab },
    'file.saveAll': { run: () => void workspace.saveAll(), isEnabled: () => now().tabs.some((tab) => tab.isDirty) },
    'file.compareWithDisk': {
      run: () => {
        const { active } = now();
        if (active !== undefined) void workspace.compareWithDisk(active);
      },
      isEnabled: hasTab,
    },
    'file.closeTab': {
      run: () => {
        const { active } = now();
        const preview = previews.store.getState().active;
        if (preview !== undefined) previews.close(preview);
        else if (active !== undefined) void workspace.close(active);
      },
      isEnabled: hasTab,
    },
    'file.closeProject': { run: () => void workspace.closeProject(), isEnabled: () => now().project !== undefined },
    'file.nextTab': { run: () => step(1), isEnabled: () => now().tabs.length > 1 },
    'file.previousTab': { run: () => step(-1), isEnabled: () => now().tabs.length > 1 },
    'app.closeWindow': {
      run: async (isQuitting) => {
        const dirty = now().tabs.filter((tab) => tab.isDirty);
        if ((await mayLeaveRuns(state, isQuitting === true)) && (await workspace.askToSave(dirty.map((tab) => tab.path)))) await host.window.close({});
      },
    },
    'app.settings': {
      run: () => state.frame.setState((frame) => ({ isSettingsOpen: !frame.isSettingsOpen })),
      isChecked: () => state.frame.getState().isSettingsOpen,
    },
  };
}

/** Where the app ends with its window the runs end too, whichever folder they are of: that is asked first. In the browser they go on. */
async function mayLeaveRuns({ host, runs, dialogs, info }: AppState, isQuitting: boolean): Promise<boolean> {
  if (info.shell !== 'electron' || (info.platform === 'mac' && !isQuitting)) return true;
  const answer = await host.runs.live({});
  const count = answer.ok ? answer.value.count : 0;
  if (count === 0) return true;
  const live = Object.values(runs.store.getState().shown).find((shown) => shown.isLive && shown.summary.isOurs);
  const choice = await dialogs.ask({
    title: count > 1 ? `${count} runs go on` : live ? `Run ${live.number} goes on` : 'A run in another folder goes on',
    body: `Sluice stops ${count > 1 ? 'them' : 'it'} when its window closes. What has passed is kept, and the next run takes it from there.`,
    choices: [{ id: 'stop', label: count > 1 ? 'Stop the runs and close' : 'Stop the run and close', isPrimary: true }],
  });
  return choice === 'stop';
}
