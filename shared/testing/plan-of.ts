import { emptyLocalFile, readLocalFile } from '#shared/azureml/local-file.ts';
import { planRun } from '#shared/runs/plan-run.ts';
import type { RunPlan } from '#shared/runs/run-plan.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { componentsOf, type Files } from './project-of.ts';

/** The plan of a file of a project that is only texts: `pipeline.yml` unless named. */
export function planOf(
  files: Files,
  options: { readonly path?: string; readonly local?: string; readonly sets?: Readonly<Record<string, string>> } = {},
): RunPlan {
  const has = (path: string) => path === '.' || Object.keys(files).some((name) => name.startsWith(`${path}/`));
  const path = options.path ?? 'pipeline.yml';
  return planRun({
    path,
    doc: readYaml(files[path] ?? ''),
    components: componentsOf(files),
    files: {
      kindOf: (at) => (files[at] !== undefined ? 'file' : has(at) ? 'folder' : 'missing'),
      read: (at) => files[at],
      yamlFiles: () => Object.keys(files).filter((at) => /\.ya?ml$/.test(at)),
    },
    local: options.local === undefined ? emptyLocalFile : readLocalFile(options.local).value,
    sets: new Map(Object.entries(options.sets ?? {})),
    cwd: '',
  });
}
