import { fail, ok, type Result } from '#shared/base/result.ts';
import { type EnvironmentStep, Environments } from '../runner/environments.ts';
import { findPythons } from '../runner/find-python.ts';
import { runCommand } from '../runner/run-command.ts';

/** The MLflow of the server. Jobs bring their own, which may be another. */
const REQUIREMENTS = ['mlflow==3.17.2'];

/** The oldest MLflow whose server refuses requests that come from foreign pages. */
const OLDEST = [3, 5] as const;

/**
 * A Python with the whole of MLflow: an environment of the project's, made once; where that cannot be made, a Python of this computer that has MLflow.
 * The failure is a sentence.
 */
export async function trackingPython(options: {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tell: (step: EnvironmentStep) => void;
}): Promise<Result<string, string>> {
  const environments = new Environments({ ...options, python: undefined });
  const use = { label: 'the MLflow server', python: undefined, requirements: REQUIREMENTS, notes: [], image: undefined, variables: {} };
  const prepared = await environments.prepare(use, undefined);
  if (prepared.ok && prepared.value.python !== undefined) return ok(prepared.value.python);
  for (const { path } of await findPythons(options.env)) if (await hasMlflow(path)) return ok(path);
  // It is no environment of the user's that they could correct.
  const said = prepared.ok ? undefined : /What the installer says:[\s\S]*/.exec(prepared.failure)?.[0];
  const why = said === undefined ? (prepared.ok ? 'There is no Python on this computer.' : prepared.failure) : `MLflow could not be installed. ${said}`;
  return fail(`${why}\nWhat runs log is kept until MLflow can be opened.`);
}

/** True for a Python whose MLflow can be the server: whole, and new enough. */
async function hasMlflow(python: string): Promise<boolean> {
  const asked = await runCommand(python, ['-c', 'from importlib.metadata import version as v; v("flask"); print(v("mlflow"))'], { timeoutMs: 20_000 });
  if (!asked.ok || asked.value.exitCode !== 0) return false;
  const [major = 0, minor = 0] = asked.value.stdout.trim().split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
