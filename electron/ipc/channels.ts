import type { EventName, RequestName } from '#shared/contract/types.ts';

/** The IPC channel of a request or an event: one a name, nothing generic. */
export function channelOf(name: RequestName | EventName): string {
  return `sluice:${name}`;
}

/** Paths of files that were dropped onto the window; sent by preload, never by the page. */
export const DROPPED_CHANNEL = 'sluice:dropped';
/** Says that the page listens to an event now: what happened before would be lost on it. */
export const LISTENS_CHANNEL = 'sluice:listens';
