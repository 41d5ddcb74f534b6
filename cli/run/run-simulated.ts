import { resolve } from 'node:path';
import { readWholeText } from '#host/files/read-whole.ts';
import { readRunEvents } from '#host/files/runs/run-folder.ts';
import { writtenMetrics } from '#host/runner/compare.ts';
import { findRun } from '#host/runner/find-runs.ts';
import type { PlannedFile } from '#host/runner/plan-file.ts';
import { writeSimulatedRun } from '#host/runner/write-simulated.ts';
import { fillSimulation, readSimulation } from '#shared/runs/simulate/read-simulation.ts';
import { simulationOf } from '#shared/runs/simulate/recorded.ts';
import type { Simulation } from '#shared/runs/simulate/simulation.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { type ExecuteHow, showing } from './execute.ts';

/** A simulation is written by hand. */
const MAX_BYTES = 4 * 2 ** 20;

/** `sluice run FILE --simulate FILE|RUN [--speed N]`: nothing is executed, so neither trust nor Python is needed. */
export async function runSimulated(planned: PlannedFile, how: ExecuteHow, args: VerbArgs, context: VerbContext): Promise<number> {
  const wrong = (sentence: string): number => {
    context.err(`${sentence}\n`);
    return EXIT.usage;
  };
  const speed = args.value('speed') === undefined ? undefined : Number(args.value('speed'));
  if (speed !== undefined && !(speed > 0)) return wrong('--speed is a number: 1 takes as long as the run, 60 shows a minute in a second.');
  const { plan, root } = planned;
  const name = args.value('simulate') ?? '';
  const read = /\.(ya?ml|json)$/i.test(name) ? await fromFile(resolve(context.cwd, name), name, planned) : recordedOf(name, root);
  if (typeof read === 'string') return wrong(read);
  const unknown = plan.obstacles.filter((one) => one.code !== 'missing-program');
  for (const { message } of unknown) context.err(`Left out, because it is not known what it does: ${message}\n`);
  return showing(args, context, undefined, (signal, onEvent) =>
    writeSimulatedRun({ ...planned, simulation: read, speed, parallel: how.parallel, sets: how.sets, signal, onEvent, now: () => new Date() }),
  );
}

async function fromFile(path: string, name: string, { plan, root }: PlannedFile): Promise<Simulation | string> {
  const text = await readWholeText(path, MAX_BYTES);
  if (typeof text !== 'string') return `${name} cannot be read (${text.problem}), so there is nothing to simulate with. docs/simulation.md says what it holds.`;
  const read = readSimulation(text.replace(/^\uFEFF/, ''), plan.tasks.map((task) => task.id).concat(plan.tasks.map((task) => task.job)));
  if (!read.ok) return `${name}: ${read.failure}`;
  const { simulation, from } = read.value;
  if (from === undefined) return simulation;
  const recorded = recordedOf(from, root);
  return typeof recorded === 'string' ? recorded : fillSimulation(simulation, recorded);
}

function recordedOf(name: string, root: string): Simulation | string {
  const state = findRun(root, name);
  if (state === undefined) return `There is no run ${name} in ${root} to simulate. sluice runs lists them.`;
  return simulationOf(readRunEvents(root, state.run), writtenMetrics(root, state));
}
