import { expect, test } from 'vitest';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { EMPTY_LAYOUT } from '#shared/layout/layout-file.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';
import { propose } from '#shared/testing/properties/proposals.ts';
import { SEED } from '#shared/testing/properties/walk.ts';
import { Random } from '#shared/testing/random.ts';
import { randomPipeline } from '#shared/testing/random-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { DocumentSession } from './session.ts';
import { Workspace } from './workspace.ts';

const RUNS = 150;
const STEPS = 25;

/** Everything that undo must bring back. */
function stateOf(session: DocumentSession): string {
  return JSON.stringify([session.text, session.layout]);
}

test(`undo and redo go through every state, whatever is done in between (seed ${SEED})`, { timeout: 600_000 }, () => {
  for (let run = 0; run < RUNS; run++) {
    const seed = SEED + run;
    const random = new Random(seed);
    const clock = new FakeClock();
    const { text, files } = randomPipeline(seed, 1 + random.below(5));
    const workspace = new Workspace({ now: clock.now });
    for (const [path, content] of Object.entries(files)) workspace.setFile(path, content);
    const session = workspace.open('pipeline.yml', text);
    let mirror = text;
    session.onDidChange((change) => {
      mirror = applyEdits(mirror, change.edits);
    });
    let past: string[] = [];
    let future: string[] = [];
    let now = stateOf(session);
    for (let step = 0; step < STEPS; step++) {
      const kind = random.below(10);
      if (kind < 3) {
        if (session.undo().ok) {
          future.push(now);
          now = past.pop() ?? '';
        } else expect(past, `seed ${seed}, step ${step}`).toEqual([]);
      } else if (kind < 5) {
        if (session.redo().ok) {
          past.push(now);
          now = future.pop() ?? '';
        } else expect(future, `seed ${seed}, step ${step}`).toEqual([]);
      } else {
        clock.advance(2000);
        if (kind === 5) session.setLayout('Move', { ...EMPTY_LAYOUT, nodes: { 'jobs.prepare': { x: random.below(50) * 4, y: 0 } } });
        else if (kind === 6) session.type([{ start: random.below(session.text.length), end: session.text.length, newText: random.chance(0.5) ? '"' : '' }]);
        else if (kind === 7) {
          const at = random.below(session.text.length + 1);
          session.type([{ start: at, end: at, newText: random.pick(['x', '\n', '#', ' ', '"']) }]);
        } else {
          const proposal = session.doc.readable ? propose(random, contextOf(workspace, session), toPlain(session.doc.root) as Plain) : undefined;
          if (proposal) session.apply(proposal.edit, proposal.args);
        }
        const after = stateOf(session);
        if (after !== now) {
          past = [...past, now];
          future = [];
          now = after;
        }
      }
      expect(stateOf(session), `seed ${seed}, step ${step}`).toBe(now);
      expect(mirror, `seed ${seed}, step ${step}: the edits told`).toBe(session.text);
      expect(session.doc.readable, `seed ${seed}, step ${step}: re-reading`).toBe(readYaml(session.text).readable);
      expect(session.pipeline.jobs.map((job) => job.id)).toEqual(
        session.lastGood.since === undefined ? session.lastGood.pipeline.jobs.map((job) => job.id) : session.pipeline.jobs.map((job) => job.id),
      );
    }
    while (session.undo().ok) now = past.pop() ?? '';
    expect(session.text, `seed ${seed}: all undone`).toBe(text);
    expect(session.isDirty).toBe(false);
  }
});

function contextOf(workspace: Workspace, session: DocumentSession): Parameters<typeof propose>[1] {
  return { path: session.path, doc: session.doc, pipeline: session.pipeline, components: workspace.components, project: workspace.project };
}
