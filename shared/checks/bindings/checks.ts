import type { Check } from '../check.ts';
import { backslashInCommand } from './backslash-in-command.check.ts';
import { brokenExpression } from './broken-expression.check.ts';
import { cycle } from './cycle.check.ts';
import { expressionNotAllowed } from './expression-not-allowed.check.ts';
import { groupOnInlineJob } from './group-on-inline-job.check.ts';
import { isolatedJob } from './isolated-job.check.ts';
import { legacyBinding } from './legacy-binding.check.ts';
import { misspeltArgument } from './misspelt-argument.check.ts';
import { optionalInCommand } from './optional-in-command.check.ts';
import { outputAsInput } from './output-as-input.check.ts';
import { outputValue } from './output-value.check.ts';
import { outputWrittenTwice } from './output-written-twice.check.ts';
import { partialBinding } from './partial-binding.check.ts';
import { readsItself } from './reads-itself.check.ts';
import { recursiveComponent } from './recursive-component.check.ts';
import { runsAnyway } from './runs-anyway.check.ts';
import { serverExpression } from './server-expression.check.ts';
import { spacedBinding } from './spaced-binding.check.ts';
import { unboundOutput } from './unbound-output.check.ts';
import { uncheckedOutput } from './unchecked-output.check.ts';
import { undeclaredInCommand } from './undeclared-in-command.check.ts';
import { unknownInput } from './unknown-input.check.ts';
import { unknownJob } from './unknown-job.check.ts';
import { unknownOutput } from './unknown-output.check.ts';
import { unknownPipelineOutput } from './unknown-pipeline-output.check.ts';
import { unknownPortInArguments } from './unknown-port-in-arguments.check.ts';
import { unusedInCommand } from './unused-in-command.check.ts';
import { unusedInput } from './unused-input.check.ts';

/** What bindings and the graph they make may be (BND, GRF). */
export const bindingsChecks: readonly Check[] = [
  unknownJob,
  unknownInput,
  unknownOutput,
  uncheckedOutput,
  unknownPipelineOutput,
  readsItself,
  brokenExpression,
  legacyBinding,
  spacedBinding,
  expressionNotAllowed,
  partialBinding,
  outputAsInput,
  outputValue,
  outputWrittenTwice,
  unusedInput,
  unboundOutput,
  groupOnInlineJob,
  undeclaredInCommand,
  unusedInCommand,
  optionalInCommand,
  unknownPortInArguments,
  misspeltArgument,
  serverExpression,
  backslashInCommand,
  cycle,
  isolatedJob,
  recursiveComponent,
  runsAnyway,
];
