import { defineVerb } from './verb.ts';

export const approveVerb = defineVerb({
  name: 'approve',
  usage: 'RUN [JOB] [--hold-back] [--by NAME] [--why TEXT] [--json]',
  summary: 'Answers a job that waits for a person: approved, or held back.',
  details:
    'Without JOB it says what waits, since when and until when; where only one job does, that one is answered with --why or --hold-back.\nHolding back needs a reason. Who, when and why are kept with the run, and in the verdict of the job. RUN may be latest.',
  options: [
    { name: 'hold-back', summary: 'Say no: what waits for the job does not run.' },
    { name: 'by', value: 'NAME', summary: 'Who answers; otherwise the name that git knows.' },
    { name: 'why', value: 'TEXT', summary: 'The reason; needed to hold back.' },
    { name: 'json', summary: 'Print JSON.' },
  ],
  words: { least: 1, most: 2 },
  run: async (args, context) => (await import('./run/approve-job.ts')).approveJob(args, context),
});
