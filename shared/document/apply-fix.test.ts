import { describe, expect, it } from 'vitest';
import { unknownJob } from '../checks/bindings/unknown-job.check.ts';
import { defaultChecks } from '../checks/checks-file.ts';
import type { Problem, ProblemFix } from '../checks/problem.ts';
import { Checker } from '../checks/run-checks.ts';
import { projectFilesOf } from '../testing/check-tester.ts';
import { applyAll, applyFix, previewFix } from './apply-fix.ts';
import type { Session } from './session-types.ts';
import { Workspace } from './workspace.ts';

const TEXT = `type: pipeline
jobs:
  split:   # first
    command: cp x \${{outputs.train}}
    outputs:
      train: {type: uri_folder}
  train:
    command: ls \${{inputs.data}} \${{inputs.more}}
    inputs:
      data: \${{parent.jobs.spilt.outputs.train}}
      more: "\${{parent.jobs.splt.outputs.train}}"
`;

function opened(text = TEXT, files: Record<string, string> = {}) {
  const workspace = new Workspace({ now: () => 0 });
  for (const [path, other] of Object.entries(files)) workspace.setFile(path, other);
  return { workspace, session: workspace.open('pipeline.yml', text) };
}

function check(session: Session, workspace: Workspace): readonly Problem[] {
  const { path, doc, pipeline } = session;
  return new Checker([unknownJob]).check({ path, doc, pipeline, components: workspace.components, files: projectFilesOf({}), settings: defaultChecks });
}

function firstFix(problems: readonly Problem[]): ProblemFix {
  const fix = problems.find((problem) => problem.fixes.length > 0)?.fixes[0];
  if (!fix) throw new Error('no fix');
  return fix;
}

describe('a fix', () => {
  it('is shown before it is made, and changes nothing by that', () => {
    const { workspace, session } = opened();
    const fix = firstFix(check(session, workspace));

    const shown = previewFix(workspace.project, 'pipeline.yml', fix);

    expect(shown).toMatchObject({ ok: true, value: [{ path: 'pipeline.yml', before: TEXT, after: TEXT.replace('spilt', 'split') }] });
    expect(session.text).toBe(TEXT);
    expect(session.canUndo).toBe(false);
  });

  it('is one step of undo with its own name, also when it has several steps', () => {
    const { workspace, session } = opened();
    const fix: ProblemFix = {
      id: 'both',
      title: 'Repair both',
      steps: [
        { kind: 'edit', edit: 'set', args: { path: ['jobs', 'train', 'compute'], value: 'azureml:cpu' } },
        { kind: 'edit', edit: 'set', args: { path: ['display_name'], value: 'x' } },
      ],
    };

    expect(applyFix(workspace, 'pipeline.yml', fix).ok).toBe(true);

    expect(session.text).toContain('azureml:cpu');
    expect(session.text).toContain('display_name: x');
    expect(session.undoLabel).toBe('Repair both');
    session.undo();
    expect(session.text).toBe(TEXT);
    expect(session.canUndo).toBe(false);
  });

  it('takes back what it did when a later step is refused', () => {
    const { workspace, session } = opened();
    const fix: ProblemFix = {
      id: 'both',
      title: 'Repair both',
      steps: [
        { kind: 'text', edits: [{ start: 0, end: 0, newText: '# hello\n' }] },
        { kind: 'edit', edit: 'rename-job', args: { job: 'nobody', to: 'x' } },
      ],
    };

    expect(applyFix(workspace, 'pipeline.yml', fix)).toMatchObject({ ok: false, failure: { reason: 'no-such-job' } });
    expect(previewFix(workspace.project, 'pipeline.yml', fix)).toMatchObject({ ok: false, failure: { reason: 'no-such-job' } });
    expect(session.text).toBe(TEXT);
  });

  it('reaches another file of the project in the same step', () => {
    const { workspace, session } = opened(TEXT, { 'c.yml': 'name: c\ntype: command\ncommand: ls\n' });
    const fix: ProblemFix = {
      id: 'other',
      title: 'Pin it',
      steps: [
        { kind: 'edit', edit: 'set', args: { path: ['display_name'], value: 'x' } },
        { kind: 'edit', path: 'c.yml', edit: 'set', args: { path: ['version'], value: '1' } },
      ],
    };

    const shown = previewFix(workspace.project, 'pipeline.yml', fix);
    const done = applyFix(workspace, 'pipeline.yml', fix);

    expect(shown.ok && shown.value.map((file) => file.path)).toEqual(['pipeline.yml', 'c.yml']);
    expect(done).toMatchObject({ ok: true, value: { files: [{ path: 'c.yml' }] } });
    expect(workspace.session('c.yml')?.text).toContain('version: "1"');
    session.undo();
    expect(workspace.session('c.yml')?.text).toBe('name: c\ntype: command\ncommand: ls\n');
    expect(session.text).toBe(TEXT);
  });
});

describe('fixing all of a kind', () => {
  it('checks again after each and is one step of undo', () => {
    const { workspace, session } = opened();

    const done = applyAll(workspace, 'pipeline.yml', 'Fix all', { code: 'unknown-job', fix: 'did-you-mean' }, () => check(session, workspace));

    expect(done).toMatchObject({ ok: true, value: { count: 2, refused: [] } });
    expect(session.text).toBe(TEXT.replace('spilt', 'split').replace('splt', 'split'));
    expect(session.undoLabel).toBe('Fix all');
    session.undo();
    expect(session.text).toBe(TEXT);
  });

  it('ends when a fix does not help', () => {
    const { workspace, session } = opened();
    const stubborn: Problem = {
      code: 'x',
      severity: 'error',
      message: 'm',
      path: 'pipeline.yml',
      start: 0,
      end: 1,
      field: [],
      owner: undefined,
      related: [],
      fixes: [{ id: 'f', title: 'Try', steps: [{ kind: 'text', edits: [{ start: 0, end: 0, newText: '#\n' }] }] }],
    };

    const done = applyAll(workspace, 'pipeline.yml', 'Fix all', { code: 'x', fix: 'f' }, () => [stubborn]);

    expect(done).toMatchObject({ ok: true, value: { count: 1 } });
    expect(session.text).toBe(`#\n${TEXT}`);
  });

  it('says why when nothing could be made', () => {
    const { workspace, session } = opened();

    const done = applyAll(workspace, 'pipeline.yml', 'Fix all', { code: 'gone', fix: 'f' }, () => check(session, workspace));

    expect(done).toMatchObject({ ok: false, failure: { reason: 'nothing-to-do' } });
    expect(session.text).toBe(TEXT);
  });
});
