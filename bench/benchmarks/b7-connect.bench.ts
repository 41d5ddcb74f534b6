import type { Page } from 'playwright-core';
import { parseDocument } from 'yaml';
import { Workspace } from '#shared/document/workspace.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { exposeState } from '../harness/app-state.ts';
import { servePage } from '../harness/browser.ts';
import { changedLines } from '../harness/changed-lines.ts';
import { middleOf } from '../harness/frames.ts';
import { makePipeline } from '../harness/make-pipeline.ts';
import { withNaiveAtMiddle, withSluiceAtMiddle } from '../harness/two-views.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 15, target: 40 }, 5000: { floor: 15, target: 40 } };

/** Milliseconds until the text is there, and until it is painted. */
interface Times {
  readonly text: number;
  readonly paint: number;
}

declare global {
  interface Window {
    /** Connects two ends; milliseconds. */
    connectWith?: (from: string, to: string) => Promise<Times>;
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
        const pairs: { readonly theirs: Times; readonly ours: Times }[] = [];
        for (let k = 0; k < repeats; k++) {
          const theirs = await withNaiveAtMiddle(naive.url, size, (page) => connectNaive(page, size, times));
          const ours = await withSluiceAtMiddle(size, (page) => connectOurs(page, size));
          pairs.push({ theirs, ours });
          say(`${size} jobs: ${JSON.stringify(pairs.at(-1))}`);
        }
        for (const what of ['text', 'paint'] as const) {
          const note = `${median(pairs.map(({ theirs }) => theirs[what])).toFixed(1)} ms, ${median(pairs.map(({ ours }) => ours[what])).toFixed(1)} ms`;
          const aims = what === 'text' ? AIMS[size] : {};
          results.push({
            what: `${size} jobs, to ${what}`,
            a: 'naive',
            b: 'Sluice',
            ratios: pairs.map(({ theirs, ours }) => theirs[what] / ours[what]),
            ...aims,
            note,
          });
        }
        results.push(linesOf(size));
      }
    } finally {
      naive.close();
    }
    return results;
  },
};

/** The naive gesture: finds the value's range by reading the whole text, writes it, and the change handler reads the whole text again. */
function connectNaive(page: Page, size: number, times: number): Promise<Times> {
  return page.evaluate(
    async ([middle, count]) => {
      const times: Times[] = [];
      for (let k = 0; k < count; k++) {
        const start = performance.now();
        const text = window.naive.connect(middle - 4 - (k % 3), middle);
        times.push({ text, paint: (await window.painted()) - start });
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const middleOf = (what: keyof Times) => times.map((each) => each[what]).sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
      return { text: middleOf('text'), paint: middleOf('paint') };
    },
    [size >> 1, times] as const,
  );
}

/**
 * One line is dragged from an output to an input and dropped; then the same edit is applied with other sources, and undone each time.
 * Until Monaco's model has the text and the canvas its new graph, and until that is painted.
 */
async function connectOurs(page: Page, size: number): Promise<Times> {
  await exposeState(page);
  await page.evaluate(() => {
    const session = window.sluice.workspace.session();
    if (!session) throw new Error('No document is open.');
    const apply = session.apply.bind(session);
    session.apply = (edit, args) => {
      window.connectWith = (from, to) => {
        const start = performance.now();
        const answer = apply(edit, { from, to } as unknown as typeof args);
        const text = performance.now() - start;
        if (!answer.ok) throw new Error(answer.failure.message);
        return window.painted().then((end) => ({ text, paint: end - start }));
      };
      return apply(edit, args);
    };
  });
  for (let k = 0; k < 4 && !(await page.evaluate(() => 'connectWith' in window)); k++) await dropOne(page, size >> 1, k);
  return page.evaluate(async (middle) => {
    const session = window.sluice.workspace.session();
    if (!session || !window.connectWith) throw new Error('No line could be dropped.');
    const rest = () => new Promise((resolve) => setTimeout(resolve, 400));
    const times: Times[] = [];
    for (let k = 0; k < 9; k++) {
      await rest();
      times.push(await window.connectWith(`parent.jobs.job_${middle - 4 - (k % 3)}.outputs.out`, `parent.jobs.job_${middle}.inputs.data`));
      await rest();
      session.undo();
    }
    const middleOf = (what: keyof Times) =>
      times
        .slice(2)
        .map((each) => each[what])
        .sort((a, b) => a - b)[3] ?? Number.NaN;
    return { text: middleOf('text'), paint: middleOf('paint') };
  }, size >> 1);
}

/** Drags from an output to a later job's input in view and lets go. */
async function dropOne(page: Page, middle: number, nth: number): Promise<void> {
  // The view may still be on its way to the job of the caret; the map at the corner lies over ports.
  await pause(800);
  if (nth === 0) {
    const pane = await middleOf(page, '[data-pane="canvas"]');
    await page.mouse.move(pane.x, pane.y);
    await page.mouse.wheel(120, 160);
    await pause(300);
  }
  const pair = await page.evaluate(
    ([near, skip]) => {
      // In view and under nothing else.
      const inView = (element: HTMLElement) => {
        const box = element.getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest('[data-port]') === element;
      };
      const ports = [...document.querySelectorAll<HTMLElement>('[data-pane="canvas"] [data-port]')].filter(inView);
      const of = (side: 'inputs' | 'outputs') =>
        ports.flatMap((port) => {
          const found = /^parent\.jobs\.job_(\d+)\.(inputs\.data|inputs\.other|outputs\.out)$/.exec(port.dataset.port ?? '');
          const box = port.getBoundingClientRect();
          return found?.[2]?.startsWith(side) ? [{ job: Number(found[1]), x: box.x + box.width / 2, y: box.y + box.height / 2 }] : [];
        });
      const inputs = of('inputs').sort((a, b) => Math.abs(a.job - near) - Math.abs(b.job - near));
      for (const to of inputs) {
        const from = of('outputs').filter(({ job }) => job < to.job);
        const chosen = from[skip % Math.max(1, from.length)];
        if (chosen) return { to, from: chosen };
      }
      return undefined;
    },
    [middle, nth] as const,
  );
  if (!pair) throw new Error('No two ports to connect are in view.');
  await page.mouse.move(pair.from.x, pair.from.y);
  await page.mouse.down();
  await page.mouse.move(pair.from.x + 12, pair.from.y + 12);
  await page.mouse.move(pair.to.x, pair.to.y, { steps: 3 });
  await page.mouse.up();
  await pause(800);
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
