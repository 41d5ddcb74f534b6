/** What a run was asked to do: `run.json` in its folder. */
export interface RunRequest {
  readonly run: string;
  /** Runs of a project are counted from 1; missing in what was run before they were. */
  readonly number?: number;
  readonly file: string;
  readonly fileHash: string;
  readonly name: string;
  readonly sets: Readonly<Record<string, string>>;
  readonly maps: Readonly<Record<string, string>>;
  readonly mode: Readonly<Record<string, string | boolean>>;
  readonly notes: readonly string[];
  /** What the pipeline's outputs are made from. */
  readonly outputs: Readonly<Record<string, { readonly task: string; readonly port: string }>>;
  /** What outputs of sub-pipelines are made from, by `job.port`; missing where there are none. */
  readonly subOutputs?: RunRequest['outputs'];
  readonly started: string;
  readonly pid: number;
  /** Tells the process from a later one with the same number, where the system says so. */
  readonly process?: string;
}
