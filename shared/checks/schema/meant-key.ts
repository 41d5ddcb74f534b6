import { nearest } from '#shared/base/nearest.ts';

/** Words that people and documentation use for a key that is called otherwise. */
const MEANT: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    timezone: ['time_zone'],
    pattern: ['schedule'],
    cron: ['expression'],
    env: ['environment', 'environment_variables'],
    env_vars: ['environment_variables'],
    steps: ['jobs'],
    nodes: ['jobs'],
    title: ['display_name'],
    cluster: ['compute'],
    target: ['compute'],
    script: ['command'],
    arguments: ['program_arguments', 'args', 'values'],
    algorithm: ['sampling_algorithm'],
    component: ['trial', 'job'],
    local_path: ['path'],
    label_column_name: ['target_column_name'],
    docker_image: ['image'],
    base_image: ['image'],
    conda: ['conda_file'],
    conda_dependencies: ['conda_file'],
    dependencies: ['conda_file'],
    scale_type: ['type'],
    job_service_type: ['type'],
    entry_script: ['scoring_script'],
    source_directory: ['code'],
    code_path: ['code'],
    compute_target: ['compute'],
    metric: ['primary_metric'],
    hyperparameters: ['search_space'],
    policy: ['early_termination'],
    early_termination_policy: ['early_termination'],
    experiment_timeout_minutes: ['timeout_minutes'],
    iteration_timeout_minutes: ['trial_timeout_minutes'],
    max_concurrent_iterations: ['max_concurrent_trials'],
    iterations: ['max_trials'],
    instance_size: ['instance_type'],
    sku: ['instance_type', 'size'],
    capacity: ['instance_count'],
    min_nodes: ['min_instances'],
    max_nodes: ['max_instances'],
    max_trials: ['max_total_trials'],
    node_count: ['instance_count'],
    vm_size: ['size', 'instance_type'],
    workspace_connection_id: ['connection_id'],
    chi_squared_test: ['pearsons_chi_squared_test'],
  }),
);

/** What Azure ML does otherwise, by the key that other formats have for it. */
const ADVICE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    depends_on: 'a job waits for another by reading one of its outputs',
    needs: 'a job waits for another by reading one of its outputs',
    after: 'a job waits for another by reading one of its outputs',
    if: 'a job runs only under a condition by way of an `if_else` job, or of a gate before it',
    when: 'a job runs only under a condition by way of an `if_else` job, or of a gate before it',
    condition: 'a job runs only under a condition by way of an `if_else` job, or of a gate before it',
    pip_packages: 'packages stand in a conda file, which `conda_file` names',
    python_version: 'the version of Python stands in a conda file, which `conda_file` names',
  }),
);

/** What to do in place of a key that Azure ML has no word for; undefined when nothing is known. */
export function adviceFor(key: string): string | undefined {
  return ADVICE.get(key);
}

/** True for a word that people use for a key that is called otherwise. */
export function isOtherWordFor(word: string, key: string): boolean {
  return MEANT.get(word)?.includes(key) ?? false;
}

/** The key that was probably meant: another word for it, one that is written almost alike, or the only one that holds all its words (`min`: `min_value`). */
export function meantKey(key: string, known: readonly string[]): string | undefined {
  const usual = MEANT.get(key)?.find((name) => known.includes(name));
  if (usual !== undefined) return usual;
  const bare = key.replace(/_(?:seconds|secs|sec)$/, '');
  if (bare !== key && known.includes(bare)) return bare;
  const near = nearest(key, known);
  if (near !== undefined) return near;
  const words = key.toLowerCase().split('_');
  const holding = known.filter((name) => words.every((word) => name.split('_').includes(word)));
  return holding.length === 1 && key.length > 2 ? holding[0] : undefined;
}
