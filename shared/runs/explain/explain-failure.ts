import type { Failure, FailureCause } from '../failure.ts';
import { sayDuration } from '../say-duration.ts';
import { type FailureFacts, placeOf, type Recogniser, sayPlace } from './facts.ts';
import { missingColumn } from './missing-column.ts';
import { missingFile } from './missing-file.ts';
import { missingName, missingPackage, notInstalled } from './missing-package.ts';
import { needsWorkspace } from './needs-workspace.ts';
import { noPermission, noSuchProgram, resources } from './resources.ts';
import { readTraceback, stripAnsi } from './traceback.ts';
import { wrongArgument } from './wrong-argument.ts';

const LINES_SHOWN = 8;
/** Longer ones say nothing at a glance. */
const MESSAGE_SHOWN = 240;

/** Syntax errors, and every other exception: Python's own words and the line of ours. */
const exception: Recogniser = (facts, errors) => {
  const error = errors[0];
  if (error === undefined) return undefined;
  const place = placeOf(error.frames, facts) ?? errors.map((one) => placeOf(one.frames, facts)).find((one) => one !== undefined);
  const isSyntax = /^(Syntax|Indentation|Tab)Error$/.test(error.type);
  const said = error.message === '' ? error.type : `${error.type}: ${error.message}`;
  const short = said.length > MESSAGE_SHOWN ? `${said.slice(0, MESSAGE_SHOWN)}…` : said;
  const where = sayPlace(place);
  return {
    cause: {
      kind: isSyntax ? 'bad-code' : 'exception',
      label: error.type,
      message: isSyntax ? `Python cannot read the code: ${error.message}.` : `Python stopped with ${short.replace(/[.\s]+$/, '')}.`,
      explanation: where === undefined ? 'It was raised outside of the project’s own files.' : isSyntax ? `It stops in ${where}.` : `It came up in ${where}.`,
      ...(place ? { place } : {}),
    },
  };
};

/** From the surest to what fits anything. */
const RECOGNISERS: readonly Recogniser[] = [
  notInstalled,
  needsWorkspace,
  missingPackage,
  missingName,
  missingColumn,
  wrongArgument,
  resources,
  noPermission,
  missingFile,
  noSuchProgram,
  exception,
];

/** Says why a job failed: exit code and one sentence, the likely cause with the line of the project's own file, and its fix where one can be worked out. Pure. */
export function explainFailure(facts: FailureFacts): Failure {
  const log = stripAnsi(facts.log);
  const errors = readTraceback(log);
  const lastLines = log
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-LINES_SHOWN);
  for (const recognise of isAboutLog(facts) ? RECOGNISERS : []) {
    const found = recognise(facts, errors, log);
    if (found === undefined) continue;
    const logLine = found.cause.logLine ?? errors[0]?.raw;
    const cause: FailureCause = { ...found.cause, ...(logLine === undefined ? {} : { logLine }) };
    return { headline: headlineOf(facts, cause), cause, fix: found.fix, lastLines };
  }
  return { headline: headlineOf(facts, undefined), cause: undefined, fix: undefined, lastLines };
}

/** Only what ended by itself, was killed or got no environment says in its log why. */
function isAboutLog({ reason }: FailureFacts): boolean {
  return reason === 'exit-non-zero' || reason === 'killed' || reason === 'environment-failed' || reason === 'spawn-error';
}

function headlineOf({ reason, exitCode, signal, durationMs, message }: FailureFacts, cause: FailureCause | undefined): string {
  const after = durationMs === undefined ? '' : ` after ${sayDuration(durationMs)}`;
  switch (reason) {
    case 'exit-non-zero':
      return `Exit code ${exitCode ?? 1}${after}.${cause === undefined ? '' : ` ${cause.message}`}`;
    case 'killed':
      return `Killed${signal === undefined ? '' : ` by ${signal}`}${after}.${cause === undefined ? '' : ` ${cause.message}`}`;
    case 'timed-out':
      return `Stopped${after}: longer than its time limit, limits.timeout.`;
    case 'environment-failed':
      return cause?.message ?? message ?? 'Its environment could not be built.';
    default:
      return message ?? 'It did not end well.';
  }
}
