import { fail, ok, type Result } from '#shared/base/result.ts';
import { inputsOf } from '#shared/runs/reads-of.ts';
import type { RunPlan } from '#shared/runs/run-plan.ts';
import { takeBuildLock } from '../files/runs/build-lock.ts';
import { downloadPlace, dropDownload, keepDownload, type PartialDownload, partialDownload, resumeTag } from '../files/runs/download-file.ts';
import { isThere } from '../files/runs/working-folder.ts';
import { type CommandOutput, runCommand } from './run-command.ts';

const MAX_BYTES = 5 * 2 ** 30;
const TIMEOUT_MS = 6 * 3_600_000;
const MAX_TRIES = 3;

type Variables = Readonly<Record<string, string | undefined>>;

/** Addresses that a plan reads and that are not on this computer yet: a run fetches them, so whoever is asked for trust must see them. */
export async function urlsToFetch(root: string, plan: RunPlan): Promise<readonly string[]> {
  const urls = new Set(plan.tasks.flatMap((task) => inputsOf(task).flatMap((input) => (input.from === 'url' ? [input.url] : []))));
  const missing: string[] = [];
  for (const url of urls) if (!(await isThere(downloadPlace(root, url)))) missing.push(url);
  return missing;
}

/**
 * Downloads a file once; what was downloaded before is kept and asked for no more, so that runs stay the same and work without a network. What broke off goes on
 * where it was, unless the file has changed meanwhile. The failure is a sentence.
 */
export async function fetchFile(
  root: string,
  url: string,
  options: { readonly env?: Variables; readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<string, string>> {
  const path = downloadPlace(root, url);
  if (await isThere(path)) return ok(path);
  const partial = partialDownload(path);
  const release = await takeBuildLock(`${path}.lock`, options.signal, () => undefined);
  if (release === undefined) return fail('The download was stopped.');
  try {
    if (await isThere(path)) return ok(path);
    for (let tries = 1; ; tries++) {
      const tag = resumeTag(partial);
      if (tag === undefined) dropDownload(partial);
      const done = await download(url, partial, tag, options);
      if (!done.ok) return done;
      if (done.value.exitCode === 0) {
        keepDownload(path, url, partial, new Date());
        return ok(path);
      }
      const isStale = done.value.exitCode === 33 || (tag !== undefined && /\b(412|416)\b/.test(done.value.stderr));
      if (isStale) dropDownload(partial);
      // Broken off, or no longer what it was: again, from where it can go on.
      if (tries < MAX_TRIES && (isStale || BROKEN_OFF.has(done.value.exitCode))) continue;
      return fail(describe(url, done.value, maxBytes(options.env)));
    }
  } finally {
    release();
  }
}

/** curl: part of it came, the time ran out, nothing came, receiving failed. */
const BROKEN_OFF: ReadonlySet<number> = new Set([18, 28, 52, 56]);

async function download(
  url: string,
  { part, headers }: PartialDownload,
  tag: string | undefined,
  options: { readonly env?: Variables; readonly signal?: AbortSignal | undefined },
): Promise<Result<CommandOutput, string>> {
  const args = ['--fail', '--silent', '--show-error', '--location', '--proto', '=http,https', '--max-filesize', String(maxBytes(options.env))];
  const resume = tag === undefined ? [] : ['--continue-at', '-', '--header', `If-Match: ${tag}`];
  const done = await runCommand('curl', [...args, '--connect-timeout', '20', '--dump-header', headers, '--output', part, ...resume, url], {
    timeoutMs: TIMEOUT_MS,
    signal: options.signal,
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  if (options.signal?.aborted === true) return fail('The download was stopped.');
  if (done.ok) return done;
  return fail(
    done.failure.reason === 'not-installed'
      ? `curl is needed to download ${url}: install it, or map the address in .sluice/local.yml to a file here.`
      : `${url} could not be downloaded (${done.failure.reason}). Run again to go on with it, or map it in .sluice/local.yml to a file here.`,
  );
}

/** How large a download may be: 5 GiB, or what SLUICE_MAX_DOWNLOAD_BYTES says. */
function maxBytes(env: Variables | undefined): number {
  const said = Number(env?.SLUICE_MAX_DOWNLOAD_BYTES);
  return said > 0 ? said : MAX_BYTES;
}

function describe(url: string, { exitCode, stderr }: CommandOutput, limit: number): string {
  const map = 'map it in .sluice/local.yml to a file here';
  switch (exitCode) {
    case 5:
    case 6:
    case 7:
    case 28:
    case 35:
      return `${url} could not be downloaded: there is no connection to it. Connect to the network (or set HTTPS_PROXY), or ${map}.`;
    case 22: {
      const status = /error: (\d+)/.exec(stderr)?.[1] ?? '';
      const why = ['401', '403', '409'].includes(status)
        ? 'it may not be read without signing in'
        : status === '404'
          ? 'there is no such file'
          : 'the server refused';
      return `${url} could not be downloaded: ${why} (${status}). Correct the address, or ${map}.`;
    }
    case 23:
      return `${url} could not be downloaded, because the disk is full. Free some space, then run again: it goes on where it was.`;
    case 63:
      return `${url} is larger than ${Math.round(limit / 2 ** 20)} MiB, the most that is downloaded unasked. Download it yourself and ${map}, or raise SLUICE_MAX_DOWNLOAD_BYTES.`;
    default:
      return `${url} could not be downloaded: ${stderr.trim().replace(/^curl: \(\d+\) /, '')}. Run again, or ${map}.`;
  }
}
