import type { Problem } from '#shared/checks/problem.ts';
import type { Row } from './form-model.ts';

/** The worst problem of the key that a row shows: at it, or inside its value when the row is no group of further rows. Each stands at one row of a form. */
export function problemOfRow(problems: readonly Problem[], row: Row): Problem | undefined {
  const { target, control, end } = row;
  const path = target.kind === 'path' ? target.path : target.kind === 'job-input' ? ['jobs', target.job, 'inputs', target.input] : undefined;
  const isPort = end !== undefined && (/^parent\.jobs\.[^.]+\.(?:inputs|outputs)\./.test(end) || /^parent\.(?:inputs|outputs)\./.test(end));
  return problems.find(({ field, owner }) => {
    if (path && field.length >= path.length && path.every((key, k) => key === field[k])) return control.kind !== 'group' || field.length === path.length;
    if (!isPort || owner !== end) return false;
    // Of a form that shows the keys of a port one by one, its type tells what is wrong with the port as a whole.
    return target.kind === 'none' || (target.kind === 'edit' && (field.length < end.split('.').length || field.at(-1) === target.key));
  });
}
