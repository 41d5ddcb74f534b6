import type { AppState } from './app-state.ts';

/** Copies a component of the starter library into the project, unless it is there, and makes its file known; its path there. Undefined when that failed, and then it was said. */
export async function copyFromLibrary(
  { host, workspace, announcer }: Pick<AppState, 'host' | 'workspace' | 'announcer'>,
  component: string,
): Promise<string | undefined> {
  const project = workspace.store.getState().project?.project;
  if (project === undefined) return undefined;
  const copied = await host.library.addToProject({ project, component });
  if (!copied.ok) {
    announcer.announce(copied.failure.message, 'error');
    return undefined;
  }
  const read = await host.files.read({ project, path: copied.value.path });
  if (read.ok) workspace.documents.setFile(copied.value.path, read.value.text);
  return copied.value.path;
}
