import type { Path } from '../splice/plain.ts';

/** The end that a path lies in: `parent.jobs.train.inputs.data` for its `mode`, `parent.jobs.train` for its `compute`. */
export function endAtPath(path: Path): readonly string[] {
  const [top, name, side, port] = path;
  if (typeof name !== 'string') return [];
  if (top === 'inputs' || top === 'outputs') return [`parent.${top}.${name}`];
  if (top !== 'jobs') return [];
  if ((side === 'inputs' || side === 'outputs') && typeof port === 'string') return [`parent.jobs.${name}.${side}.${port}`];
  return [`parent.jobs.${name}`];
}
