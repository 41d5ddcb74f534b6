import type { Problem } from '#shared/checks/problem.ts';
import type { Row } from './form-model.ts';

/** The worst problem of the key that a row shows: at it, or inside its value when the row is no group of further rows. */
export function problemOfRow(problems: readonly Problem[], row: Row): Problem | undefined {
  const { target, control, end } = row;
  const path = target.kind === 'path' ? target.path : target.kind === 'job-input' ? ['jobs', target.job, 'inputs', target.input] : undefined;
  const isPort = end !== undefined && (/^parent\.jobs\.[^.]+\.(?:inputs|outputs)\./.test(end) || /^parent\.(?:inputs|outputs)\./.test(end));
  return problems.find(({ field, owner }) => {
    if (path && field.length >= path.length && path.every((key, k) => key === field[k])) return control.kind !== 'group' || field.length === path.length;
    return isPort && owner === end && (target.kind === 'none' || target.kind === 'edit');
  });
}
