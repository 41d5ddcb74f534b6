import { defineCheck } from '../check.ts';
import { reportUndeclared } from './undeclared-ports.ts';

/** An output that the job's component does not declare (REQ-005). */
export const undeclaredOutput = defineCheck({
  code: 'undeclared-output',
  rule: 'REQ-005',
  severity: 'warning',
  title: 'Component does not have this output',
  runJob: (job, _context, report) => reportUndeclared(job, 'output', report),
});
