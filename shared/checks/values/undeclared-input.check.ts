import { defineCheck } from '../check.ts';
import { reportUndeclared } from './undeclared-ports.ts';

/** An input that the job's component does not declare: Azure ML drops it without a word (REQ-004). */
export const undeclaredInput = defineCheck({
  code: 'undeclared-input',
  rule: 'REQ-004',
  severity: 'warning',
  title: 'Component does not have this input, so its value is dropped',
  runJob: (job, _context, report) => reportUndeclared(job, 'input', report),
});
