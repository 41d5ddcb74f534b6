import type { Expression } from '#shared/azureml/expression.ts';
import { parsePath } from '#shared/azureml/expressions.ts';
import type { End } from './pipeline.ts';

/** The parts of an end, the place that an edge starts or stops at. */
export type EndParts =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'output'; readonly name: string }
  | { readonly kind: 'job-input'; readonly job: string; readonly name: string }
  | { readonly kind: 'job-output'; readonly job: string; readonly name: string }
  | { readonly kind: 'job'; readonly job: string };

/** Takes an end apart; undefined when it is none (`parent.foo`, `edge:…`). */
export function parseEnd(end: string): EndParts | undefined {
  return partsOf(parsePath(end));
}

/** The parts of the end that an expression names; undefined when it names none. */
export function partsOf(expression: Expression): EndParts | undefined {
  switch (expression.kind) {
    case 'parent-input':
      return { kind: 'input', name: expression.input };
    case 'parent-output':
      return { kind: 'output', name: expression.output };
    case 'job-input':
      return { kind: 'job-input', job: expression.job, name: expression.input };
    case 'job-output':
      return { kind: 'job-output', job: expression.job, name: expression.output };
    case 'job':
      return { kind: 'job', job: expression.job };
    default:
      return undefined;
  }
}

/** Puts an end together. */
export function endOf(parts: EndParts): End {
  switch (parts.kind) {
    case 'input':
      return endOfInput(parts.name);
    case 'output':
      return endOfOutput(parts.name);
    case 'job-input':
      return endOfJobInput(parts.job, parts.name);
    case 'job-output':
      return endOfJobOutput(parts.job, parts.name);
    case 'job':
      return endOfJob(parts.job);
  }
}

/** `parent.inputs.raw` */
export function endOfInput(name: string): End {
  return `parent.inputs.${name}`;
}

/** `parent.outputs.model` */
export function endOfOutput(name: string): End {
  return `parent.outputs.${name}`;
}

/** `parent.jobs.train` */
export function endOfJob(job: string): End {
  return `parent.jobs.${job}`;
}

/** `parent.jobs.train.inputs.data` */
export function endOfJobInput(job: string, name: string): End {
  return `parent.jobs.${job}.inputs.${name}`;
}

/** `parent.jobs.train.outputs.model` */
export function endOfJobOutput(job: string, name: string): End {
  return `parent.jobs.${job}.outputs.${name}`;
}

/** Keys that lead to what an end names in the document: `['jobs','train','inputs','data']`. */
export function pathOfEnd(end: End): readonly string[] | undefined {
  const parts = parseEnd(end);
  if (!parts) return undefined;
  switch (parts.kind) {
    case 'input':
      return ['inputs', parts.name];
    case 'output':
      return ['outputs', parts.name];
    case 'job':
      return ['jobs', parts.job];
    case 'job-input':
      return ['jobs', parts.job, 'inputs', parts.name];
    case 'job-output':
      return ['jobs', parts.job, 'outputs', parts.name];
  }
}
