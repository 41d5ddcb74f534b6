import { fail, ok, type Result } from '#shared/base/result.ts';
import { readScript } from '../files/runs/runner-script.ts';
import { runCommand } from './run-command.ts';

/** What azure-ai-ml says about a file, offline. `not-loaded`: it has nothing that loads this kind of document. */
export interface SdkAnswer {
  readonly version: string;
  readonly outcome: 'accepted' | 'rejected' | 'not-loaded';
  /** What it raised, as `sluice explain` reads it. */
  readonly dump: string;
}

/** The SDK alone takes seconds to load; a file of a thousand jobs some more. */
const TIMEOUT_MS = 180_000;

/**
 * Loads and validates a saved file with the azure-ai-ml of a Python that the user named. It reads what the file refers to and asks no workspace. The failure
 * is one sentence.
 */
export async function askSdk(ask: {
  readonly appRoot: string;
  readonly python: string;
  /** Absolute. */
  readonly file: string;
  readonly kind: string;
  readonly signal?: AbortSignal;
}): Promise<Result<SdkAnswer, string>> {
  const { python, file, kind, signal } = ask;
  const env = { AZURE_CORE_COLLECT_TELEMETRY: 'false', AZUREML_DISABLE_TELEMETRY: 'true', PYTHONUTF8: '1', PYTHONWARNINGS: 'ignore' };
  const asked = await runCommand(python, ['-c', readScript(ask.appRoot, 'ask_sdk.py'), file, kind], { env, timeoutMs: TIMEOUT_MS, signal });
  if (!asked.ok) {
    if (asked.failure.reason === 'not-installed') return fail(`There is no Python at ${python}. Name one that has azure-ai-ml.`);
    return fail(asked.failure.reason === 'timed-out' ? `${python} did not answer within three minutes.` : `${python} could not be asked: it was stopped.`);
  }
  const last = asked.value.stdout.trimEnd().split(/\r?\n/).pop() ?? '';
  const said = parse(last);
  if (said === undefined) return fail(`${python} could not be asked: ${lastLine(asked.value.stderr) ?? `it ended with exit code ${asked.value.exitCode}`}`);
  if (said.outcome === 'not-installed') return fail(`The Python ${python} has no azure-ai-ml. Install it there: ${python} -m pip install azure-ai-ml`);
  const outcome = said.outcome === 'accepted' || said.outcome === 'not-loaded' ? said.outcome : 'rejected';
  return ok({ version: said.version ?? '', outcome, dump: said.dump ?? '' });
}

function parse(line: string): { readonly outcome: string; readonly version?: string; readonly dump?: string } | undefined {
  try {
    const found: unknown = JSON.parse(line);
    return found !== null && typeof found === 'object' && 'outcome' in found ? (found as { outcome: string }) : undefined;
  } catch {
    return undefined;
  }
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split(/\r?\n/).pop() || undefined;
}
