import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useDocumentPath, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { forecastText } from '#renderer/state/runs/forecasts.store.ts';
import { useForecast, useJobRun, useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { spokenStatus } from '#renderer/state/runs/run-words.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import { StatusIcon } from '#renderer/ui/status-icon.tsx';
import styles from './run-hint.module.css';

/** How a job stands in the run that is shown, and what the next run would do with it and why. */
export function RunHint({ job }: { readonly job: string }) {
  const path = useDocumentPath();
  const run = useJobRun(path, job);
  const number = useRunsValue((state) => (path === undefined ? undefined : state.shown[path]?.number));
  const isLive = useRunsValue((state) => path !== undefined && state.shown[path]?.isLive === true);
  const isDirty = useWorkspaceValue((state) => state.tabs.some((tab) => tab.path === path && tab.isDirty));
  const forecast = useForecast(path, job);
  const { problems } = useAppState();
  // A text with an error cannot run, so nothing of it would be reused. Of a job that failed the card below says what to do.
  const hasError = useStore(problems.store, () => path !== undefined && problems.of(path).some((problem) => problem.severity === 'error'));
  return (
    <>
      {run ? (
        <p className={styles.hint}>
          <StatusIcon status={run.status} size={13} />
          <span>
            {spokenStatus(run)} in run {number}.
          </span>
        </p>
      ) : null}
      {forecast && !isLive && !hasError && run?.status !== 'failed' ? (
        <p className={styles.hint} data-forecast={forecast.will}>
          <Icon name={forecast.will === 'reuse' ? 'recycle' : 'play'} size={13} />
          <span>
            <Quoted text={`${forecastText(forecast)}.`} />
            {isDirty ? ' As last saved.' : ''}
          </span>
        </p>
      ) : null}
    </>
  );
}
