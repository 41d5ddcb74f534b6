import type { ForecastEnvironment, ForecastTask, RunForecast } from '#shared/contract/run-forecast.ts';
import { sayForecast, type TaskForecast } from '#shared/runs/forecast.ts';

/** A fact about a run before it starts: a bold word, then a sentence. */
export interface TrustFact {
  readonly icon: 'arrow-right-left' | 'globe' | 'log-in' | 'hard-drive';
  readonly title: string;
  readonly text: string;
}

/** How many jobs would be started: what is reused or left out is none of them. */
export function jobsToRun(forecast: RunForecast): readonly ForecastTask[] {
  return forecast.tasks.filter((task) => task.forecast.will === 'run' || task.forecast.will === 'maybe');
}

/** "Run starts 9 jobs with Python from this folder". */
export function titleOf(forecast: RunForecast | undefined, isBuildOnly = false): string {
  if (isBuildOnly) return 'Environments are built, and no job is started';
  if (forecast === undefined) return 'Run starts jobs from this folder';
  const count = forecast.tasks.filter((task) => task.forecast.will !== 'leave').length;
  if (forecast.obstacles.length > 0 && forecast.tasks.length === 0) return 'This pipeline cannot run here yet';
  const python = forecast.tasks.some((task) => task.environment !== undefined) ? ' with Python' : '';
  return `Run starts ${count === 1 ? '1 job' : `${count} jobs`}${python} from this folder`;
}

/** "3 jobs will run; 2 are reused." */
export function forecastSentence(forecast: RunForecast): string {
  return sayForecast(new Map(forecast.tasks.map((task): [string, TaskForecast] => [task.id, task.forecast])));
}

/** The first line of a command as it is read: inputs and outputs by their names alone. */
export function shortCommand(command: string): string {
  const [first = '', ...rest] = plainCommand(command).split('\n');
  return rest.some((line) => line.trim() !== '') ? `${first} …` : first;
}

/** The whole command, with `<data>` for what stands in for an input or an output. */
export function plainCommand(command: string): string {
  return command.replace(/\$\[\[|\]\]/g, '').replace(/\$\{\{\s*(?:inputs|outputs|search_space)\.([\w.]+)\s*\}\}/g, '<$1>');
}

/** "will run: its command changed". */
export function willText({ forecast }: ForecastTask): string {
  const words = { run: 'will run', reuse: 'is reused', maybe: 'may run', leave: 'does not run' } as const;
  return `${words[forecast.will]}: ${forecast.why}`;
}

/** The environment of a job, where it has packages. */
export function needsOf(task: ForecastTask, forecast: RunForecast): string | undefined {
  return forecast.environments.some((each) => each.label === task.environment && each.requirements.length > 0) ? task.environment : undefined;
}

/** "Python 3.11, 38 packages". */
export function describeEnvironment(environment: ForecastEnvironment): string {
  const count = environment.requirements.length;
  const packages = count === 0 ? 'no packages' : count === 1 ? '1 package' : `${count} packages`;
  if (environment.image !== undefined) return count === 0 ? `A container of ${environment.image}.` : `A container of ${environment.image}, ${packages}.`;
  return `${environment.python === undefined ? 'Any Python' : `Python ${environment.python}`}, ${packages}.`;
}

/** It is not known to be there, and something has to be fetched for it. */
export function isToBuild({ isReady, image, requirements }: ForecastEnvironment): boolean {
  return isReady !== true && (image !== undefined || requirements.length > 0);
}

/** What stands in for cloud names, network, reads, writes. */
export function factsOf(forecast: RunForecast): readonly TrustFact[] {
  const facts: TrustFact[] = forecast.notes.map((text) => ({ icon: 'arrow-right-left', title: 'Differs from the cloud', text }));
  const missing = forecast.environments.filter((each) => isToBuild(each) && each.image === undefined).length;
  const images = forecast.environments.flatMap((each) => (each.isReady !== true && each.image !== undefined ? [`the image \`${each.image}\``] : []));
  const downloads = [
    ...(missing > 0 ? [`packages of ${missing === 1 ? 'an environment' : `${missing} environments`} from the Python index, where they are not here yet`] : []),
    ...images,
    ...forecast.urls.map((url) => `\`${url}\``),
  ];
  facts.push(
    downloads.length > 0
      ? { icon: 'globe', title: 'Needs the network', text: `downloads ${downloads.join(', ')}. Nothing of yours is sent by Sluice.` }
      : { icon: 'globe', title: 'No network', text: 'Sluice downloads nothing for this run.' },
  );
  if (forecast.reads.length > 0) {
    const named = forecast.reads.slice(0, 4).map((path) => `\`${path}\``);
    const more = forecast.reads.length - named.length;
    facts.push({ icon: 'log-in', title: 'Reads', text: `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.` });
  }
  facts.push({ icon: 'hard-drive', title: 'Writes', text: 'what jobs are asked to write below `.sluice/`, which git ignores.' });
  return facts;
}
