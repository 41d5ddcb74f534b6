import fs from 'node:fs';
import path from 'node:path';

/** `wide`: one source, a sink, everything else between them; `chain`: one behind the other; `layered`: layers of about √n jobs that read two each of the one before. */
export type GraphShape = 'wide' | 'chain' | 'layered';

/** A job of a made-up graph: it reads a file of its own and what others wrote. */
interface GraphJob {
  readonly name: string;
  readonly own: string;
  readonly reads: readonly string[];
}

/** Makes the same graph of trivial jobs for every runner in an empty folder: `pipeline.yml`, `Makefile`, `build.ninja`, `Snakefile`, `dvc.yaml`. */
export function writeGraph(folder: string, shape: GraphShape, count: number): void {
  const jobs = jobsOf(shape, count);
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  fs.mkdirSync(path.join(folder, 'in'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'out'), { recursive: true });
  for (const job of jobs) write(job.own, `${job.name}\n`);
  const last = `out/${jobs.at(-1)?.name ?? ''}`;
  write('pipeline.yml', pipeline(jobs, 'own'));
  // A command that names mlflow may log: each of its jobs gets a run of MLflow of its own.
  write('tracked.yml', pipeline(jobs, 'mlflow'));
  write('Makefile', `.PHONY: all\nall: ${last}\n${jobs.map((job) => `out/${job.name}: ${filesOf(job)}\n\t@${commandOf(job)} > $@\n`).join('')}`);
  write('build.ninja', `rule take\n  command = head -qc 32 $in > $out\n${jobs.map((job) => `build out/${job.name}: take ${filesOf(job)}\n`).join('')}`);
  write('Snakefile', snakefile(jobs, last));
  write('dvc.yaml', dvc(jobs));
}

/** Changes the file of a job that only the last one waits for. */
export function changeOne(folder: string, round: number): void {
  fs.writeFileSync(path.join(folder, 'in', 'j1.txt'), `changed ${round}\n`);
}

function jobsOf(shape: GraphShape, count: number): readonly GraphJob[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `j${at}`,
    own: `in/j${at}.txt`,
    reads: sourcesOf(shape, at, count).map((source) => `j${source}`),
  }));
}

function sourcesOf(shape: GraphShape, at: number, count: number): readonly number[] {
  if (at === 0) return [];
  if (shape === 'chain') return [at - 1];
  if (shape === 'wide') return at < count - 1 ? [0] : Array.from({ length: count - 2 }, (_, k) => k + 1);
  const width = Math.max(2, Math.round(Math.sqrt(count)));
  const layer = Math.floor((at - 1) / width);
  if (layer === 0) return [0];
  const before = (layer - 1) * width + 1;
  const place = (at - 1) % width;
  return [before + place, before + ((place + 1) % width)];
}

function filesOf(job: GraphJob): string {
  return [job.own, ...job.reads.map((source) => `out/${source}`)].join(' ');
}

/** What a job does: so little that what is measured is the runner. */
function commandOf(job: GraphJob): string {
  return `head -qc 32 ${filesOf(job)}`;
}

function pipeline(jobs: readonly GraphJob[], own: string): string {
  const text = jobs.map((job) => {
    const inputs = job.reads.map((source, at) => `      i${at}: \${{parent.jobs.${source}.outputs.out}}\n`).join('');
    const words = [own, ...job.reads.map((_, at) => `i${at}`)].map((name) => ` \${{inputs.${name}}}`).join('');
    return `  ${job.name}:
    type: command
    command: head -qc 32${words} > \${{outputs.out}}
    environment: {image: ubuntu}
    inputs:
      ${own}:
        type: uri_file
        path: ./${job.own}
${inputs}    outputs:
      out:
        type: uri_file
`;
  });
  return `type: pipeline\ndisplay_name: bench\njobs:\n${text.join('')}`;
}

function snakefile(jobs: readonly GraphJob[], last: string): string {
  const files = (job: GraphJob) => [job.own, ...job.reads.map((source) => `out/${source}`)].map((file) => JSON.stringify(file)).join(', ');
  const rules = jobs.map((job) => `rule ${job.name}:\n    input: ${files(job)}\n    output: "out/${job.name}"\n    shell: "head -qc 32 {input} > {output}"\n`);
  return `rule all:\n    input: "${last}"\n${rules.join('')}`;
}

function dvc(jobs: readonly GraphJob[]): string {
  const stages = jobs.map((job) => {
    const deps = [job.own, ...job.reads.map((source) => `out/${source}`)].map((file) => `    - ${file}\n`).join('');
    return `  ${job.name}:\n    cmd: ${commandOf(job)} > out/${job.name}\n    deps:\n${deps}    outs:\n    - out/${job.name}\n`;
  });
  return `stages:\n${stages.join('')}`;
}
