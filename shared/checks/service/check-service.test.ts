import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../testing/check-tester.ts';
import { Random } from '../../testing/random.ts';
import { readYaml } from '../../yaml/read.ts';
import { applyEdits, type TextEdit } from '../../yaml/text-edit.ts';
import { defineCheck } from '../check.ts';
import { checks } from '../checks.ts';
import { compareProblems, type Problem } from '../problem.ts';
import { isOfJob } from '../run-checks.ts';
import { withoutSyntax } from '../without-syntax.ts';
import { CheckService } from './check-service.ts';
import type { FromChecks, ToChecks } from './messages.ts';
import { movedBy, withChanges } from './problem-changes.ts';

const COMPONENT = 'name: train\ntype: command\ncommand: ls ${{inputs.data}}\nenvironment: azureml:e:1\ninputs:\n  data: {type: uri_folder}\n';
const TEXT = `type: pipeline
settings: {default_compute: azureml:cpu}
jobs:
  split:
    type: command
    command: cp x \${{outputs.train}}
    environment: azureml:e:1
    outputs:
      train: {type: uri_folder}
  train:
    type: command
    component: ./train.yml
    inputs:
      data: \${{parent.jobs.split.outputs.train}}
`;

/** A wire with the service at its end: nothing of it runs but what a turn of the event loop lets in. */
function wire(files: Record<string, string> = {}, list = checks) {
  const posted: FromChecks[] = [];
  let clock = 0;
  // Every look at the clock takes 4 ms: each slice is soon over.
  const service = new CheckService({
    checks: list,
    post: (message) => posted.push(message),
    pause: () => new Promise((go) => setImmediate(go)),
    now: () => (clock += 4),
  });
  const answerWants = () => {
    for (const message of posted.splice(0)) {
      if (message.kind === 'problems') take(message);
      if (message.kind === 'near') near = message;
      if (message.kind === 'want') {
        for (const { path } of message.files) {
          const text = files[path];
          const isFolder = Object.keys(files).some((other) => other.startsWith(`${path}/`));
          near = undefined;
          service.receive({ kind: 'file', path, answer: text === undefined ? (isFolder ? 'folder' : 'missing') : { text } });
        }
      }
    }
  };
  /** What was told in advance since files were last answered about. */
  let near: Extract<FromChecks, { kind: 'near' }> | undefined;
  const latest = new Map<string, { revision: number; problems: readonly Problem[] }>();
  const sent: { path: string; revision: number; edits: readonly TextEdit[] }[] = [];
  const numbers = new Map<string, number>();
  /** As a window does: what is not told anew moves with the text. */
  const take = ({ path, revision, number, base, lines }: Extract<FromChecks, { kind: 'problems' }>) => {
    expect(base === undefined || base === numbers.get(path)).toBe(true);
    numbers.set(path, number);
    const known = latest.get(path);
    const moves = sent.filter((edit) => edit.path === path && known && edit.revision > known.revision && edit.revision <= revision).map(({ edits }) => edits);
    const before = base === undefined ? [] : movedBy(known?.problems ?? [], moves);
    latest.set(path, { revision, problems: withChanges(before, lines) });
  };
  const receive = (message: ToChecks) => {
    if (message.kind === 'edit') sent.push(message);
    service.receive(message);
  };
  const settle = async () => {
    for (let k = 0; k < 10_000; k++) {
      await new Promise((go) => setImmediate(go));
      answerWants();
      if (service.isIdle) return;
    }
    throw new Error('never idle');
  };
  return { service, receive, latest, settle, posted, answerWants, lastNear: () => near };
}

describe('the service that checks', () => {
  it('says what a fresh check says, with files that come later', async () => {
    const files = { 'train.yml': COMPONENT };
    const { service, latest, settle } = wire(files);
    const text = TEXT.replace('jobs.split.', 'jobs.spilt.');

    service.receive({ kind: 'list', entries: [{ path: 'train.yml', kind: 'file' }] });
    service.receive({ kind: 'open', path: 'pipeline.yml', text, revision: 7 });
    await settle();

    expect(latest.get('pipeline.yml')?.revision).toBe(7);
    expect(latest.get('pipeline.yml')?.problems.map((problem) => problem.code)).toContain('unknown-job');
    expect(latest.get('pipeline.yml')?.problems).toEqual(withoutSyntax(problemsOf(undefined, text, { files }), readYaml(text)));
  });

  it('checks again what reads a file that changes', async () => {
    const seen: string[] = [];
    const reads = defineCheck({
      code: 'reads-file',
      rule: 'trap',
      severity: 'info',
      title: 'Reads a file',
      run: ({ files }) => {
        seen.push(`${files.read('code/a.py')} ${files.kindOf('code')}`);
      },
    });
    const { service, settle } = wire({ 'code/a.py': 'one' }, [reads]);

    service.receive({ kind: 'list', entries: [{ path: 'code', kind: 'folder' }] });
    service.receive({ kind: 'open', path: 'pipeline.yml', text: TEXT, revision: 1 });
    await settle();
    service.receive({ kind: 'file', path: 'code/a.py', answer: { text: 'two' } });
    await settle();

    expect(seen).toEqual(['undefined folder', 'one folder', 'two folder']);
  });

  it('takes severities from .sluice/checks.yml, also when they come late', async () => {
    const text = TEXT.replace('jobs.split.', 'jobs.spilt.');
    const { service, latest, settle } = wire({ 'train.yml': COMPONENT });
    service.receive({ kind: 'open', path: 'pipeline.yml', text, revision: 1 });
    await settle();

    service.receive({ kind: 'file', path: '.sluice/checks.yml', answer: { text: 'severity:\n  unknown-job: info\n' } });
    await settle();

    expect(latest.get('pipeline.yml')?.problems.find((problem) => problem.code === 'unknown-job')?.severity).toBe('info');
  });

  it('asks for the whole text when an edit does not fit', async () => {
    const { service, posted, settle } = wire();
    service.receive({ kind: 'open', path: 'a.yml', text: 'type: pipeline\n', revision: 1 });
    await settle();

    service.receive({ kind: 'edit', path: 'a.yml', edits: [{ start: 0, end: 0, newText: '# ' }], revision: 2, length: 99 });

    expect(posted).toContainEqual({ kind: 'resend', path: 'a.yml' });
  });

  it('begins anew when the text moves on between two slices, and never says everything of a text that is gone', async () => {
    const nothing = ['one', 'two', 'three', 'four'].map((code) => defineCheck({ code, rule: 'trap', severity: 'info', title: code, run: () => undefined }));
    const { service, posted } = wire({}, nothing);
    service.receive({ kind: 'open', path: 'a.yml', text: TEXT, revision: 1 });
    await new Promise((go) => setImmediate(go));
    service.receive({ kind: 'edit', path: 'a.yml', edits: [{ start: 0, end: 0, newText: '# x\n' }], revision: 2, length: TEXT.length + 4 });
    for (let k = 0; k < 2000 && !service.isIdle; k++) await new Promise((go) => setImmediate(go));

    const revisions = posted.flatMap((message) => (message.kind === 'problems' && !message.isPartial ? [message.revision] : []));
    expect(revisions.at(-1)).toBe(2);
    expect(revisions).not.toContain(1);
  });

  it('tells of the job that an edit changed before it looks at anything else, and confirms it', async () => {
    const { receive, latest, settle, posted, answerWants } = wire({ 'train.yml': COMPONENT });
    receive({ kind: 'open', path: 'pipeline.yml', text: TEXT, revision: 1 });
    await settle();
    answerWants();
    const start = TEXT.indexOf('command: cp');

    receive({ kind: 'edit', path: 'pipeline.yml', edits: [{ start, end: start, newText: 'x' }], revision: 2, length: TEXT.length + 1 });

    const [message] = posted;
    expect(message).toMatchObject({ kind: 'near', revision: 2, jobs: [{ job: 'split', problems: [{ code: 'unknown-key', start }] }] });
    receive({ kind: 'edit', path: 'pipeline.yml', edits: [{ start, end: start + 1, newText: '' }], revision: 3, length: TEXT.length });
    expect(posted.at(-1)).toMatchObject({ kind: 'near', revision: 3, jobs: [{ job: 'split', problems: [] }] });
    await settle();
    expect(latest.get('pipeline.yml')?.revision).toBe(3);
  });

  it('says the same as a fresh check after any edits, however they fall between its slices', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 12 }), async (seed, count) => {
        const random = new Random(seed);
        const files = { 'train.yml': COMPONENT };
        const { receive, latest, settle, answerWants, lastNear } = wire(files);
        let text = TEXT;
        receive({
          kind: 'list',
          entries: [
            { path: 'train.yml', kind: 'file' },
            { path: 'pipeline.yml', kind: 'file' },
          ],
        });
        receive({ kind: 'open', path: 'pipeline.yml', text, revision: 0 });
        for (let k = 1; k <= count; k++) {
          const start = random.below(text.length);
          const end = Math.min(text.length, start + random.below(4));
          const newText = random.pick(['', 'x', ' ', '\n', 'split', '  other:\n    type: command\n', ': ', '#', '${{parent.jobs.x.outputs.y}}']);
          const edits: TextEdit[] = [{ start, end, newText }];
          text = applyEdits(text, edits);
          receive({ kind: 'edit', path: 'pipeline.yml', edits, revision: k, length: text.length });
          for (let turns = random.below(4); turns > 0; turns--) {
            await new Promise((go) => setImmediate(go));
            answerWants();
          }
        }
        await settle();
        expect(latest.get('pipeline.yml')).toEqual({ revision: count, problems: withoutSyntax(problemsOf(undefined, text, { files }), readYaml(text)) });
        const near = lastNear();
        if (near?.revision !== count) return;
        for (const { job, problems } of near.jobs)
          expect([...problems].sort(compareProblems)).toEqual(latest.get('pipeline.yml')?.problems.filter((problem) => isOfJob(problem, job)));
      }),
      { numRuns: 60 },
    );
  });
});
