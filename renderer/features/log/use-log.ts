import { useEffect, useMemo } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { LogSearch } from './log-search.ts';
import { LogSource } from './log-source.ts';

const LOOK_EVERY_MS = 250;
/** A long log is counted in pieces. */
const COUNT_EVERY_MS = 30;

/** A log that is looked at, and what is searched for in it. */
export interface OpenLog {
  readonly source: LogSource;
  readonly search: LogSearch;
}

/** Opens a log; while the job runs it is looked at four times a second. */
export function useLog(at: { readonly project: string; readonly run: string; readonly job: string }, isLive: boolean): OpenLog {
  const { host } = useAppState();
  const { project, run, job } = at;
  const log = useMemo(
    () => ({ source: new LogSource(host.runs, { project, run, job }), search: new LogSearch(host.runs, { project, run, job }) }),
    [host, project, run, job],
  );
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isEnded = false;
    const look = async () => {
      await log.source.poll();
      if (isEnded) return;
      void log.search.more();
      const { isCounted } = log.source.store.getState();
      if (!isCounted) timer = setTimeout(look, COUNT_EVERY_MS);
      else if (isLive) timer = setTimeout(look, LOOK_EVERY_MS);
    };
    void look();
    return () => {
      isEnded = true;
      clearTimeout(timer);
    };
  }, [log, isLive]);
  return log;
}
