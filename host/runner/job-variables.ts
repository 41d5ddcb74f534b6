import type { CommandTask, TaskId } from '#shared/runs/run-plan.ts';
import { hashText } from '../files/content-hash.ts';
import { approvalFolder } from '../files/runs/approval-files.ts';
import type { RunContext } from './run-context.ts';

const FIRST_PORT = 20_000;
const PORTS = 20_000;

/** The id that a job knows itself by. */
export function runIdOf(run: string, task: TaskId): string {
  return `${run}_${task}`;
}

/** What Azure ML's jobs find in their environment, what keeps packages from phoning home, and what keeps a job from waiting for a person. */
export function jobVariables(task: CommandTask, context: RunContext): Readonly<Record<string, string>> {
  const port = FIRST_PORT + (Number.parseInt(hashText(`${context.run} ${task.id}`).slice(0, 8), 16) % PORTS);
  return {
    PYTHONUNBUFFERED: '1',
    PYTHONIOENCODING: 'utf-8',
    AZUREML_RUN_ID: runIdOf(context.run, task.id),
    AZUREML_ROOT_RUN_ID: context.run,
    AZUREML_EXPERIMENT_NAME: context.plan.experiment,
    SLUICE_RUN: context.run,
    SLUICE_JOB: task.id,
    SLUICE_APPROVALS: approvalFolder(context.root, context.run, task.id),
    RANK: '0',
    LOCAL_RANK: '0',
    WORLD_SIZE: '1',
    LOCAL_WORLD_SIZE: '1',
    NODE_RANK: '0',
    // Libraries that see a rank ask for the master too.
    MASTER_ADDR: '127.0.0.1',
    MASTER_PORT: String(port),
    MPLBACKEND: 'Agg',
    GIT_TERMINAL_PROMPT: '0',
    MLFLOW_DISABLE_TELEMETRY: 'true',
    DO_NOT_TRACK: '1',
    PF_DISABLE_TRACING: 'true',
    AZUREML_DISABLE_TELEMETRY: 'true',
    HF_HUB_DISABLE_TELEMETRY: '1',
    ...task.environment.variables,
    ...task.variables,
  };
}
