import type { Page } from 'playwright-core';
import { parseDocument } from 'yaml';
import { Workspace } from '#shared/document/workspace.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { alternate } from '../benchmark.ts';
import { exposeState } from '../harness/app-state.ts';
import { servePage } from '../harness/browser.ts';
import { changedLines } from '../harness/changed-lines.ts';
import { makePipeline } from '../harness/make-pipeline.ts';
import { withNaiveAtMiddle, withSluiceAtMiddle } from '../harness/two-views.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 15, target: 40 }, 5000: { floor: 15, target: 40 } };

declare global {
  interface Window {
    dropTimes: number[];
  }
}

export const b7Connect: Benchmark = {
  id: 'b7',
  title: 'A connection made on the canvas until its text is there: the naive editor / ours; and lines changed: printing the document / ours',
  floorSizes: [1000],
  async run({ repeats, sizes, say }) {
    const naive = await servePage('naive.tsx', '<div id="root"></div>');
    const results: Comparison[] = [];
    try {
      for (const size of sizes) {
        const times = size >= 5000 ? 3 : 6;
        const { ratios, as, bs } = await alternate(
          repeats,
          () => withNaiveAtMiddle(naive.url, size, (page) => connectNaive(page, size, times)),
          () => withSluiceAtMiddle(size, (page) => connectOurs(page, size)),
          say,
        );
        const note = `${median(as).toFixed(1)} ms, ${median(bs).toFixed(1)} ms`;
        results.push({ what: `${size} jobs, time`, a: 'naive', b: 'Sluice', ratios, ...AIMS[size], note });
        results.push(linesOf(size));
      }
    } finally {
      naive.close();
    }
    return results;
  },
};

/** The naive gesture: finds the value's range by reading the whole text, writes it, and the change handler reads the whole text again. */
function connectNaive(page: Page, size: number, times: number): Promise<number> {
  return page.evaluate(
    ([middle, count]) => {
      const all: number[] = [];
      for (let k = 0; k < count; k++) all.push(window.naive.connect(middle - 4 - (k % 3), middle));
      return all.sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN;
    },
    [size >> 1, times] as const,
  );
}

/** Drags a line from an output to an input in view and drops it, eight times; from the release of the pointer until everything of ours is done. */
async function connectOurs(page: Page, size: number): Promise<number> {
  await exposeState(page);
  await page.evaluate(() => {
    const session = window.sluice.workspace.session();
    if (!session) throw new Error('No document is open.');
    window.dropTimes = [];
    const apply = session.apply.bind(session);
    session.apply = (edit, args) => {
      const start = performance.now();
      const answer = apply(edit, args);
      queueMicrotask(() => window.dropTimes.push(performance.now() - start));
      return answer;
    };
  });
  const pair = await page.evaluate((middle) => {
    const graph = document.querySelector('[data-pane="canvas"]')?.getBoundingClientRect();
    const inView = (element: Element) => {
      const box = element.getBoundingClientRect();
      return graph !== undefined && box.x > graph.x + 8 && box.right < graph.right - 8 && box.y > graph.y + 60 && box.bottom < graph.bottom - 8;
    };
    const ports = [...document.querySelectorAll<HTMLElement>('[data-pane="canvas"] [data-port]')].filter(inView);
    const of = (side: string) =>
      ports.flatMap((port) => {
        const found = /^parent\.jobs\.job_(\d+)\.(inputs\.data|outputs\.out)$/.exec(port.dataset.port ?? '');
        const box = port.getBoundingClientRect();
        return found?.[2] === side ? [{ job: Number(found[1]), x: box.x + box.width / 2, y: box.y + box.height / 2 }] : [];
      });
    const inputs = of('inputs.data').sort((a, b) => Math.abs(a.job - middle) - Math.abs(b.job - middle));
    for (const to of inputs) {
      const from = of('outputs.out').filter(({ job }) => job < to.job);
      if (from.length >= 2) return { to, from: from.slice(-3) };
    }
    return undefined;
  }, size >> 1);
  if (!pair) throw new Error('No two ports to connect are in view.');
  for (let k = 0; k < 8; k++) {
    const from = pair.from[k % pair.from.length] ?? pair.to;
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 12, from.y + 12);
    await page.mouse.move(pair.to.x, pair.to.y, { steps: 3 });
    await page.mouse.up();
    await pause(200);
    await page.keyboard.press('Control+z');
    await pause(200);
  }
  const times = await page.evaluate(() => window.dropTimes);
  if (times.length < 4) throw new Error(`Of eight drops ${times.length} were connections.`);
  return median(times.slice(2));
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How many lines a connection changes: printing the document over the file, and ours. */
function linesOf(size: number): Comparison {
  const text = makePipeline(size);
  const to = size >> 1;
  const from = Math.max(0, to - 5);
  const printed = parseDocument(text);
  printed.setIn(['jobs', `job_${to}`, 'inputs', 'data'], `\${{parent.jobs.job_${from}.outputs.out}}`);
  const session = new Workspace({ now: () => 0 }).open('pipeline.yml', text);
  const answer = session.apply(connect, { from: `parent.jobs.job_${from}.outputs.out`, to: `parent.jobs.job_${to}.inputs.data` });
  if (!answer.ok) throw new Error(answer.failure.message);
  const [theirs, ours] = [changedLines(text, printed.toString()), changedLines(text, session.text)];
  if (ours !== 1) throw new Error(`A connection changed ${ours} lines in place of one.`);
  return { what: `${size} jobs, lines`, a: 'toString', b: 'Sluice', ratios: [theirs / ours], note: `${theirs} lines, ${ours} line` };
}
