import { runPaths } from '#host/files/runs/run-paths.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import { writeFailure } from '../files/file-failure.ts';
import { LogIndex } from '../files/runs/log-index.ts';
import { copyLog, readLogPiece } from '../files/runs/log-text.ts';
import { readLogTimes } from '../files/runs/log-times.ts';
import { searchLog } from '../files/runs/search-log.ts';
import type { Handlers } from '../handlers.ts';
import type { HostServices } from '../host.ts';

type LogRequests = Pick<Handlers, 'runs.logLines' | 'runs.findInLog' | 'runs.logText' | 'runs.saveLog'>;
type Missing = Failure<'no-such-project' | 'no-such-run' | 'no-log'>;

/** Where the lines of a log are is kept for so many of them. */
const KEPT_INDEXES = 40;

/** Answers what a window asks about the logs of runs. */
export function makeLogHandlers(services: HostServices): LogRequests {
  const indexes = new Map<string, LogIndex>();
  const indexOf = (path: string): LogIndex => {
    const index = indexes.get(path) ?? new LogIndex(path);
    // The one that was asked for last stays longest.
    indexes.delete(path);
    indexes.set(path, index);
    for (const oldest of indexes.keys()) if (indexes.size > KEPT_INDEXES) indexes.delete(oldest);
    return index;
  };
  const pathOf = (at: { readonly project: string; readonly run: string; readonly job: string }): Result<string, Missing> => {
    const project = services.projects.get(at.project);
    if (!project.ok) return fail(project.failure);
    const root = services.runs.rootOf(project.value.root, at.run);
    if (root === undefined) return fail({ code: 'no-such-run', message: `There is no run ${at.run} in this project any more. It may have been removed.` });
    return ok(runPaths.log(root, at.run, at.job));
  };
  const noLog = (job: string) => fail({ code: 'no-log' as const, message: `There is no log of \`${job}\` in this run.` });
  return {
    'runs.logLines': async (args) => {
      const path = pathOf(args);
      if (!path.ok) return path;
      const found = await indexOf(path.value).lines(args.start, args.count);
      if (found === undefined) return noLog(args.job);
      const timeOf = found.lines.length === 0 ? () => undefined : readLogTimes(path.value);
      const lines = found.lines.map(({ text, cutBytes, offset }) => ({ text, cutBytes, at: timeOf(offset) }));
      return ok({ lines, start: found.start, total: found.size.lines, isCounted: found.size.isCounted, generation: found.size.generation });
    },
    'runs.findInLog': async (args) => {
      const path = pathOf(args);
      if (!path.ok) return path;
      const found = await searchLog(path.value, args.query, args.from ?? { line: 0, offset: 0 }, args.most);
      return found === undefined ? noLog(args.job) : ok({ ...found, lines: [...found.lines] });
    },
    'runs.logText': async (args) => {
      const path = pathOf(args);
      if (!path.ok) return path;
      const piece = await readLogPiece(path.value, args.from);
      return piece === undefined ? noLog(args.job) : ok(piece);
    },
    'runs.saveLog': async (args) => {
      const path = pathOf(args);
      if (!path.ok) return path;
      const place = services.places.pathOf(args.place);
      if (!place.ok) return place;
      try {
        await copyLog(path.value, place.value);
        return ok({});
      } catch (error) {
        return fail(writeFailure(error, 'The log'));
      }
    },
  };
}
