/** Why a name is not allowed, as one sentence for a person; undefined when it is fine. */
export type NameRule = (name: string) => string | undefined;

const JOB = /^[a-z_][a-z0-9_]*$/;
const INPUT = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const OUTPUT = /^[A-Za-z_]+[A-Za-z0-9_]*$/;

/** Names that the runtime keeps for itself (yaml-reference §8). */
export const RESERVED_PORT_NAMES: ReadonlySet<string> = new Set(['path', 'ld_library_path', 'user', 'logname', 'home', 'pwd', 'shell']);

/** A job's name: its key under `jobs` (NAM-001). */
export const checkJobName: NameRule = (name) =>
  JOB.test(name) ? undefined : `'${name}' is no name for a job: lower-case letters, digits and underscores, not starting with a digit.`;

/** An input of a pipeline or job (NAM-002); dots make groups. */
export const checkInputName: NameRule = (name) =>
  INPUT.test(name) ? undefined : `'${name}' is no name for an input: letters, digits and underscores, not starting with a digit.`;

/** An output of a pipeline or job (NAM-003). */
export const checkOutputName: NameRule = (name) =>
  OUTPUT.test(name) ? undefined : `'${name}' is no name for an output: letters, digits and underscores, not starting with a digit, without dots.`;

/** An input or output of a component (NAM-004, NAM-005). */
export const checkComponentPortName: NameRule = (name) =>
  RESERVED_PORT_NAMES.has(name.toLowerCase()) ? `'${name}' is kept by the runtime: choose another name.` : checkInputName(name);

/** `base`, or `base_2`, `base_3`, … the first that is not taken. */
export function freeName(base: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(base)) return base;
  const stem = base.replace(/_\d+$/, '');
  for (let n = 2; ; n++) if (!isTaken(`${stem}_${n}`)) return `${stem}_${n}`;
}

/** The nearest name for a job that the format allows: `Train model` becomes `train_model`. */
export function toJobName(text: string): string {
  const name = text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (name === '') return 'job';
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
