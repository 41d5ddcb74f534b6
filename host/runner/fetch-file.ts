import { dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { makeFolder } from '../files/folders.ts';
import { isThere } from '../files/runs/working-folder.ts';
import { runCommand } from './run-command.ts';

/** Downloads a file once; what was downloaded before is kept. The failure is a sentence. */
export async function fetchFile(url: string, path: string): Promise<Result<void, string>> {
  if (await isThere(path)) return ok(undefined);
  await makeFolder(dirname(path));
  const done = await runCommand('curl', ['--fail', '--silent', '--show-error', '--location', '--output', `${path}.part`, url], { timeoutMs: 3_600_000 });
  if (!done.ok)
    return fail(
      done.failure.reason === 'not-installed'
        ? `curl is needed to download ${url}: install it, or map the address in .sluice/local.yml.`
        : `${url} could not be downloaded.`,
    );
  if (done.value.exitCode !== 0) return fail(`${url} could not be downloaded: ${done.value.stderr.trim()}. Map it in .sluice/local.yml to a file here.`);
  const moved = await runCommand('mv', [`${path}.part`, path], { timeoutMs: 60_000 });
  return moved.ok && moved.value.exitCode === 0 ? ok(undefined) : fail(`${url} could not be kept at ${path}.`);
}
