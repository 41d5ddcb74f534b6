import type { HostApi } from '#shared/contract/types.ts';

/** What was on screen when the project was left. */
export interface LastOpen {
  readonly active: string | undefined;
  readonly graph: string | undefined;
}

/** Where the host keeps it; no file of the project has this name. */
const PROJECT_VIEW = '.sluice-project';

/** What was on screen last, as far as the project still has it. */
export async function readLastOpen(host: HostApi, project: string, entries: readonly { readonly path: string }[]): Promise<LastOpen> {
  const answer = await host.viewState.read({ project, path: PROJECT_VIEW });
  const state =
    answer.ok && typeof answer.value.state === 'object' && answer.value.state !== null ? (answer.value.state as Readonly<Record<string, unknown>>) : {};
  const known = (path: unknown) => (typeof path === 'string' && entries.some((entry) => entry.path === path) ? path : undefined);
  return { active: known(state.active), graph: known(state.graph) };
}

/** Keeps what is on screen for the next time. */
export function keepLastOpen(host: HostApi, project: string, { active, graph }: LastOpen): void {
  void host.viewState.write({ project, path: PROJECT_VIEW, state: { active: active ?? null, graph: graph ?? null } });
}
