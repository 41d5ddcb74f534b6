import { relative, resolve, sep } from 'node:path';
import { DiskComponentFiles, documentOfText, readNamedDocument } from '#host/files/component-files.ts';
import { DiskRunFiles } from '#host/files/disk-run-files.ts';
import { Dependencies, statOf } from '#host/files/runs/dependencies.ts';
import { LOCAL_FILE, type LocalFile, localEntry, readLocalFile } from '#shared/azureml/local-file.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { inContainers } from '#shared/runs/in-containers.ts';
import { planRun } from '#shared/runs/plan-run.ts';
import { pathFrom } from '#shared/runs/project-path.ts';
import type { RunPlan } from '#shared/runs/run-plan.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { missingPrograms } from './missing-programs.ts';

/** What a person asks to be run. */
export interface PlanRequest {
  /** The folder that names are relative to, absolute. */
  readonly cwd: string;
  /** The pipeline file as named there. */
  readonly file: string;
  /** Its text, where it comes from elsewhere: nothing is read then. */
  readonly text?: string | undefined;
  readonly sets: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
  /** Jobs run in containers. */
  readonly docker?: boolean;
}

/** A plan and where it was made. */
export interface PlannedFile {
  /** The project, absolute. */
  readonly root: string;
  readonly text: string;
  readonly plan: RunPlan;
  /** What is wrong with `.sluice/local.yml`. */
  readonly notes: readonly string[];
  /** Everything that was read for it. */
  readonly reads: Dependencies;
}

/** Reads a pipeline file and everything that it names, and plans its run. The failure is one sentence. */
export function planFile(request: PlanRequest): Result<PlannedFile, string> {
  const reads = new Dependencies();
  const file = resolve(request.cwd, request.file);
  if (request.text === undefined) reads.note(file, statOf(file));
  const named = request.text === undefined ? readNamedDocument(request.cwd, request.file) : ok(documentOfText(request.cwd, request.text));
  if (!named.ok) return fail(named.failure);
  const { root, path, text } = named.value;
  const files = new DiskRunFiles(root, reads.note);
  const localText = files.read(LOCAL_FILE);
  const { value, notes } = localText === undefined ? { value: undefined, notes: [] } : readLocalFile(localText);
  const from = relative(root, request.cwd).split(sep).join('/');
  const cwd = from === '' ? '' : `${from}/`;
  const local = withMaps(value, request.maps, cwd);
  const components = new DiskComponentFiles(root, reads.note);
  const planned = planRun({ path, doc: readYaml(text), components, files, local, sets: request.sets, cwd });
  const plan = request.docker === true ? inContainers(planned) : planned;
  return ok({ root, text, plan: { ...plan, obstacles: [...plan.obstacles, ...missingPrograms(plan, process.env)] }, notes, reads });
}

/** `--map` counts for data, models, components and environments alike, and before the file. */
function withMaps(local: LocalFile | undefined, maps: ReadonlyMap<string, string>, cwd: string): LocalFile {
  const own = [...maps].map(([name, target]) => localEntry(name, pathFrom(`${cwd}.`, target)));
  const environments = own.map((entry) => ({ ...entry, target: { kind: 'file', path: entry.target } as const }));
  return {
    data: [...own, ...(local?.data ?? [])],
    models: [...own, ...(local?.models ?? [])],
    components: [...own, ...(local?.components ?? [])],
    environments: [...environments, ...(local?.environments ?? [])],
    compute: local?.compute ?? [],
    outputs: [...own.filter((entry) => /^\w+(\.\w+)+$/.test(entry.name)), ...(local?.outputs ?? [])],
  };
}
