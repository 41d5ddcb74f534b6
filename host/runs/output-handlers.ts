import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import type { Handlers } from '../handlers.ts';
import type { HostServices } from '../host.ts';
import { listOutputs, lookInRun, placeInRun } from './outputs.ts';

type OutputRequests = Pick<Handlers, 'runs.outputs' | 'runs.look' | 'runs.showFolder'>;

/** Answers what windows ask about the outputs of runs. `showInFolder`: of a shell that can. */
export function makeOutputHandlers(services: HostServices, showInFolder: ((path: string) => void) | undefined): OutputRequests {
  const inRun = async <R>(
    id: string,
    run: string,
    look: (root: string) => Promise<R>,
  ): Promise<R | Result<never, Failure<'no-such-project' | 'no-such-run'>>> => {
    const project = services.projects.get(id);
    if (!project.ok) return project;
    const root = services.runs.rootOf(project.value.root, run);
    return root === undefined
      ? fail({ code: 'no-such-run', message: `There is no run ${run} in this project any more. It may have been removed.` })
      : look(root);
  };
  return {
    'runs.outputs': ({ project, run }) =>
      inRun(project, run, async (root) => {
        const outputs = listOutputs(root, run);
        return outputs.ok ? ok({ outputs: outputs.value }) : outputs;
      }),
    'runs.look': ({ project, run, output, path }) => inRun(project, run, (root) => lookInRun(root, run, output, path)),
    'runs.showFolder': ({ project, run, output, path }) =>
      inRun(project, run, async (root) => {
        if (!showInFolder) return fail({ code: 'no-shell', message: 'A browser cannot show folders. The path stands in the head of the preview.' });
        const place = await placeInRun(root, run, output, path);
        if (!place.ok) return place;
        showInFolder(place.value);
        return ok({});
      }),
  };
}
