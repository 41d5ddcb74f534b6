import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useSelection, useSessionValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { TaskRun } from '#renderer/state/runs/job-run.ts';
import { useRunsValue, useShownRun } from '#renderer/state/runs/run-hooks.ts';
import { notRunText } from '#renderer/state/runs/run-words.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';
import { PaneNone } from '#renderer/ui/pane-bar.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { codeFolderOf } from './code-folder.ts';
import { indexFiles } from './log-links-view-model.ts';
import { environmentSubject, type LogSubject, logPlaces, logToShow, placeName } from './log-places-view-model.ts';
import { LogView } from './log-view.tsx';

/** What the jobs of the run that is shown have said: one log at a time, of the job that is selected. */
export function LogPane() {
  const shown = useShownRun();
  const project = useWorkspaceValue((state) => state.project?.project);
  const jobCount = useSessionValue((session) => session.pipeline.jobs.length);
  if (!shown || project === undefined) return <PaneNone>{notRunText(jobCount)}</PaneNone>;
  return <ShownLog shown={shown} project={project} />;
}

function ShownLog({ shown, project }: { readonly shown: ShownRun; readonly project: string }) {
  const { logPlace, workspace, runs } = useAppState();
  const { tasks, path } = shown;
  const place = useStore(logPlace);
  const selected = selectedJobs(useSelection())[0];
  useEffect(() => {
    // The log goes with the selection, and stays where somebody has put it within that job.
    if (selected === undefined || !shown.jobs.has(selected)) return;
    const { path: before, job } = logPlace.getState();
    if (before !== path || job !== selected) logPlace.setState({ path, job: selected, task: undefined, environment: undefined });
  }, [selected, path, shown.jobs, logPlace]);
  const places = useMemo(() => logPlaces(tasks.values()), [tasks]);
  const chosen = place.path === path ? place : undefined;
  const task = taskOf(chosen, tasks);
  const entries = useWorkspaceValue((state) => state.entries);
  const byName = useMemo(() => indexFiles(entries.flatMap((entry) => (entry.kind === 'file' ? [entry.path] : []))), [entries]);
  const job = useSessionValue((session) => (task === undefined ? undefined : session.pipeline.job(task.job)));
  const targets = useMemo(
    () => ({ byName, code: job && codeFolderOf(job, path, (file) => workspace.documents.project.read(file)) }),
    [byName, job, path, workspace],
  );
  const kind = job?.kind;
  const list = useRunsValue((state) => state.list);
  const environment = shown.environments.find(({ label }) => label === chosen?.environment);
  if (!task) return <PaneNone>This run has no jobs.</PaneNone>;
  const own = places.find(({ name }) => name === placeName(task.id));
  const parts = partOptions(own?.tasks ?? [], kind);
  const choose = (id: string) => logPlace.setState({ path, job: tasks.get(id)?.job, task: id, environment: undefined });
  const chooseName = (name: string) => {
    if (shown.environments.some(({ label }) => label === name)) {
      logPlace.setState({ path, environment: name });
      return;
    }
    const found = places.find((each) => each.name === name);
    const first = logToShow(found?.tasks.flatMap(({ id }) => tasks.get(id) ?? []) ?? []);
    if (first !== undefined) choose(first);
  };
  const options = [...places.map(({ name }) => ({ value: name })), ...shown.environments.map(({ label }) => ({ value: label, description: 'Environment' }))];
  const pickers = (
    <>
      <Select label="Job" options={options} value={environment?.label ?? own?.name} onChange={chooseName} />
      {parts.length > 1 && !environment ? (
        <Select
          label={partWord(kind)}
          options={parts.map(({ label }) => ({ value: label }))}
          value={parts.find(({ id }) => id === task.id)?.label}
          onChange={(label) => {
            const found = parts.find((part) => part.label === label);
            if (found) choose(found.id);
          }}
        />
      ) : null}
    </>
  );
  const subject: LogSubject = environment ? environmentSubject(environment) : task;
  const mayStop = shown.isLive && !shown.summary.simulated && !environment && task.result === 'running';
  const isPart = task.id.endsWith(']');
  // What was reused said it in the run that made it.
  const run = subject.isReused && subject.reusedFrom !== undefined ? subject.reusedFrom : shown.run;
  return (
    <LogView
      at={{ project, run, job: subject.id }}
      task={subject}
      isLive={shown.isLive && (subject.result === 'running' || subject.result === 'waiting')}
      events={shown.events}
      targets={targets}
      pickers={pickers}
      onStop={mayStop ? { label: `Stop this ${isPart ? partWord(kind).toLowerCase() : 'job'}`, run: () => void runs.stop(path, subject.id) } : undefined}
      oldRun={run === shown.run ? undefined : (list?.find((each) => each.run === run)?.number ?? run)}
    />
  );
}

function taskOf(
  chosen: { readonly task: string | undefined; readonly job: string | undefined } | undefined,
  tasks: ReadonlyMap<string, TaskRun>,
): TaskRun | undefined {
  const asked = chosen?.task === undefined ? undefined : tasks.get(chosen.task);
  if (asked) return asked;
  const job = chosen?.job;
  const id = (job === undefined ? undefined : logToShow(tasks.values(), (task) => task.job === job)) ?? logToShow(tasks.values());
  return id === undefined ? undefined : tasks.get(id);
}

/** Words for the parts of a job; the job itself is offered where it may say something of its own. */
function partOptions(
  tasks: readonly { readonly id: string; readonly label: string }[],
  kind: string | undefined,
): readonly { readonly id: string; readonly label: string }[] {
  const parts = tasks.filter(({ label }) => label !== '');
  if (parts.length === 0) return tasks;
  const whole = kind === 'sweep' ? [] : tasks.filter(({ label }) => label === '');
  return [
    ...whole.map(({ id }) => ({ id, label: 'the job itself' })),
    ...parts.map(({ id, label }) => ({ id, label: `${partWord(kind).toLowerCase()} ${label}` })),
  ];
}

function partWord(kind: string | undefined): 'Trial' | 'Batch' | 'Round' {
  return kind === 'sweep' ? 'Trial' : kind === 'parallel' ? 'Batch' : 'Round';
}
