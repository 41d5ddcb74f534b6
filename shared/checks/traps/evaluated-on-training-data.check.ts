import { needsOf } from '#shared/edits/common/reach.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { valuePlace } from '../common/inputs.ts';
import { dataInputs, namesTest, namesTraining, sourceOf } from './data-inputs.ts';
import { scriptText } from './script-text.ts';

/** A model is judged with rows that it has not learned from. */
export const evaluatedOnTrainingData = defineCheck({
  code: 'evaluated-on-training-data',
  rule: 'trap',
  severity: 'warning',
  title: 'Model evaluated with the rows it was trained with',
  run(context, report) {
    const { pipeline } = context;
    const learned = learnedFrom(pipeline);
    for (const job of pipeline.jobs) {
      if (job.role !== 'evaluate' || job.isGate || /train/i.test(job.id)) continue;
      const judged = dataInputs(job).filter((port) => !namesTraining(port.name) && !comesFromTraining(pipeline, port));
      const trainersOf = (port: Port): readonly Job[] => learned.get(sourceOf(pipeline, port) ?? '') ?? [];
      // Cheap questions first: most evaluations read what nothing learns from. With other rows beside them, the rows of training may be there to compare with.
      if (judged.length === 0 || judged.some((port) => trainersOf(port).length === 0)) continue;
      const needs = needsOf(pipeline, job.id);
      if (judged.some((port) => !trainersOf(port).some((trainer) => needs.has(trainer.id)))) continue;
      if (readsHeldBack(scriptText(job, context) ?? '')) continue;
      for (const port of judged) {
        const trainer = trainersOf(port).find((one) => needs.has(one.id));
        if (!trainer) continue;
        report({
          at: valuePlace(job, port),
          field: ['jobs', job.id, 'inputs', port.name],
          message: `Job \`${job.id}\` evaluates with \`${shortOf(port)}\`, which \`${trainer.id}\` learns from, so the metrics say how well it remembers: evaluate with rows that were held back.`,
          fixes: heldBack(pipeline, port),
        });
      }
    }
  },
});

/** What jobs that train learn from: the jobs by the source of their rows. */
function learnedFrom(pipeline: Pipeline): ReadonlyMap<string, readonly Job[]> {
  const learned = new Map<string, Job[]>();
  for (const trainer of pipeline.jobs) {
    if (trainer.role !== 'train' && trainer.role !== 'tune') continue;
    for (const port of dataInputs(trainer)) {
      const source = namesTest(port.name) || /valid/i.test(port.name) ? undefined : sourceOf(pipeline, port);
      if (source !== undefined) learned.set(source, [...(learned.get(source) ?? []), trainer]);
    }
  }
  return learned;
}

/** One folder may hold both: a script that reads `test.csv` of it judges with rows that were held back. */
function readsHeldBack(script: string): boolean {
  return [...script.matchAll(/([\w-]+)\.(?:csv|tsv|parquet|feather|jsonl|npy|npz|pkl|joblib|h5|pt)\b/gi)].some(([, stem = '']) => {
    const name = stem.replaceAll('-', '_');
    return (namesTest(name) || /(^|_)val(id(ation)?)?(_|$)/i.test(name)) && !/metric|report|result|score|predict/i.test(name);
  });
}

function comesFromTraining(pipeline: Pipeline, port: Port): boolean {
  const end = port.bound === undefined ? undefined : parseEnd(port.bound);
  const role = end?.kind === 'job-output' ? pipeline.job(end.job)?.role : undefined;
  return role === 'train' || role === 'tune';
}

/** The output beside the one that is read whose name says that it is for testing. */
function heldBack(pipeline: Pipeline, port: Port): readonly Fix[] {
  const end = port.bound === undefined ? undefined : parseEnd(port.bound);
  if (end?.kind !== 'job-output') return [];
  const beside = pipeline.job(end.job)?.outputs.filter((output) => output.name !== end.name && namesTest(output.name)) ?? [];
  return beside.map((output) => fix('use-held-back', `Evaluate with \`${end.job}.${output.name}\``, step(connect, { from: output.end, to: port.end })));
}

function shortOf(port: Port): string {
  return (port.bound ?? port.path ?? port.name).replace(/^parent\.(jobs\.|inputs\.)?/, '').replace('.outputs.', '.');
}
