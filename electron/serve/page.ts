import { readStatic } from '#host/files/static-files.ts';
import { pageHeaders } from '#shared/contract/page-policy.ts';
import type { SchemeAnswer } from '../compat.ts';

export const SCHEME = 'app';
/** Where the renderer lives; no other page is ever shown. */
export const ORIGIN = `${SCHEME}://sluice`;
export const START_URL = `${ORIGIN}/index.html`;

/** True for pages of ours. */
export function isOurPage(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}

/** Answers a request for a file of the built renderer. */
export async function answerPage(folder: string, url: string, method: string): Promise<SchemeAnswer> {
  if (!isOurPage(url)) return sentence(403, 'There is no such origin.');
  if (method !== 'GET' && method !== 'HEAD') return sentence(405, 'Only GET is answered here.');
  const path = url.slice(ORIGIN.length).replace(/[?#].*$/s, '');
  const file = await readStatic(folder, path);
  if (file === undefined) return sentence(404, 'There is no such page.');
  return { status: 200, headers: { ...pageHeaders(), 'Content-Type': file.type, 'Cache-Control': 'no-store' }, body: file.bytes };
}

function sentence(status: number, text: string): SchemeAnswer {
  return { status, headers: { ...pageHeaders(), 'Content-Type': 'text/plain; charset=utf-8' }, body: Buffer.from(`${text}\n`) };
}
