import { join, relative, sep } from 'node:path';
import type { CommandTask, ParallelTask } from '#shared/runs/run-plan.ts';
import { watchProgress } from '../files/runs/job-progress.ts';
import { fileName, runPaths } from '../files/runs/run-paths.ts';
import { placeScript } from '../files/runs/runner-script.ts';
import { runCommandTask, type TaskMode } from './command-task.ts';
import type { RunContext, TaskOutcome } from './run-context.ts';

/** What drives a parallel job. */
export const PARALLEL_SCRIPT = 'sluice_parallel.py';

/** Runs a parallel job: one process that cuts the input into mini-batches and gives them to its workers. It is kept and reused like any job. */
export async function runParallelTask(task: ParallelTask, mode: TaskMode, context: RunContext): Promise<TaskOutcome> {
  const { path } = placeScript(context.appRoot, context.root, PARALLEL_SCRIPT);
  const command = parallelCommand(task, relative(context.root, path).split(sep).join('/'));
  const stop = watchProgress(join(runPaths.work(context.root, context.run), `${fileName(task.id)}.progress`), (done, of) =>
    context.emit({ type: 'job-progress', job: task.id, done, of }),
  );
  try {
    return await runCommandTask(command, mode, context);
  } finally {
    stop();
  }
}

/** A parallel job as the command that drives it. `script` is the path of the driver, relative to the project. */
export function parallelCommand(task: ParallelTask, script: string): CommandTask {
  const settings = {
    script: task.entry.script,
    miniBatchSize: task.miniBatchSize,
    partitionKeys: task.partitionKeys,
    workers: task.maxConcurrency,
    errorThreshold: task.errorThreshold,
    miniBatchErrorThreshold: task.miniBatchErrorThreshold,
    loggingLevel: task.loggingLevel,
    maxRetries: task.retries.maxRetries,
    timeoutS: task.retries.timeoutMs / 1000,
    dataType: typeOf(task),
    appendIsFile: task.appendRowTo !== undefined && task.outputs[task.appendRowTo]?.type === 'uri_file',
  };
  const append = task.appendRowTo === undefined ? '' : ` --sluice-append \${{outputs.${task.appendRowTo}}}`;
  const { kind: _kind, ...rest } = task;
  return {
    ...rest,
    kind: 'command',
    command: `python ${PARALLEL_SCRIPT} --sluice-input \${{inputs.${task.data}}}${append} -- ${task.entry.arguments}`.trimEnd(),
    code: task.entry.code,
    additionalIncludes: [script],
    variables: { ...task.variables, SLUICE_PARALLEL: JSON.stringify(settings) },
    timeoutMs: undefined,
  };
}

function typeOf(task: ParallelTask): string {
  const input = task.inputs[task.data];
  return input !== undefined && 'type' in input && input.type !== undefined ? input.type : '';
}
