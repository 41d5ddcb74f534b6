import { approveVerb } from './approve.verb.ts';
import { checkVerb } from './check.verb.ts';
import { compareVerb } from './compare.verb.ts';
import { doctorVerb } from './doctor.verb.ts';
import { editVerb } from './edit.verb.ts';
import { editsVerb } from './edits.verb.ts';
import { explainVerb } from './explain.verb.ts';
import { gateVerb } from './gate.verb.ts';
import { graphVerb } from './graph.verb.ts';
import { layoutVerb } from './layout.verb.ts';
import { logsVerb } from './logs.verb.ts';
import { mlflowVerb } from './mlflow.verb.ts';
import { newVerb } from './new.verb.ts';
import { openVerb } from './open.verb.ts';
import { outputsVerb } from './outputs.verb.ts';
import { pruneVerb } from './prune.verb.ts';
import { replayVerb } from './replay.verb.ts';
import { runVerb } from './run.verb.ts';
import { runsVerb } from './runs.verb.ts';
import { stopVerb } from './stop.verb.ts';
import type { Verb } from './verb.ts';

/** Every verb of the command, in the order of the help. */
export const verbs: readonly Verb[] = [
  openVerb,
  newVerb,
  graphVerb,
  checkVerb,
  explainVerb,
  editsVerb,
  editVerb,
  layoutVerb,
  gateVerb,
  runVerb,
  runsVerb,
  stopVerb,
  logsVerb,
  outputsVerb,
  compareVerb,
  approveVerb,
  pruneVerb,
  replayVerb,
  mlflowVerb,
  doctorVerb,
];
