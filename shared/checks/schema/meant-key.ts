import { nearest } from '#shared/base/nearest.ts';

/** Words that people and documentation use for a key that is called otherwise. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
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
  min_nodes: ['min_instances'],
  max_nodes: ['max_instances'],
  max_trials: ['max_total_trials'],
  node_count: ['instance_count'],
  vm_size: ['size', 'instance_type'],
  workspace_connection_id: ['connection_id'],
  chi_squared_test: ['pearsons_chi_squared_test'],
};

/** The key that was probably meant: another word for it, one that is written almost alike, or the only one that holds all its words (`min`: `min_value`). */
export function meantKey(key: string, known: readonly string[]): string | undefined {
  const usual = MEANT[key]?.find((name) => known.includes(name));
  if (usual !== undefined) return usual;
  const near = nearest(key, known);
  if (near !== undefined) return near;
  const words = key.toLowerCase().split('_');
  const holding = known.filter((name) => words.every((word) => name.split('_').includes(word)));
  return holding.length === 1 && key.length > 2 ? holding[0] : undefined;
}
