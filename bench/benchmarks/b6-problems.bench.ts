import type { Page } from 'playwright-core';
import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { exposeState } from '../harness/app-state.ts';
import { servePage } from '../harness/browser.ts';
import { installMarkRecorder, type MarkTimes, measureMarks } from '../harness/mark-latency.ts';
import { withPage, withSluiceAtMiddle } from '../harness/two-views.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 10, target: 30 } };
/** Errors made and repaired in a page; the first are not counted. */
const TIMES = 10;
const WARM_UP = 2;

/** A key is misspelt and put right: until the squiggle is painted, until it is painted away. */
export const b6Problems: Benchmark = {
  id: 'b6',
  title: 'A misspelt key until it is marked, and until the mark is gone: monaco-yaml / ours',
  peers: ['monaco-yaml'],
  async run({ repeats, sizes, say }) {
    const page = await servePage('monaco-yaml.ts', '', 'monaco-yaml.worker.ts');
    const results: Comparison[] = [];
    try {
      for (const size of sizes.filter((each) => each >= 50 && each <= 1000)) {
        const pairs: { readonly peer: MarkTimes; readonly ours: MarkTimes }[] = [];
        for (let k = 0; k < repeats; k++) {
          const peer = await measurePeer(page.url, size);
          const ours = await measureOurs(size);
          pairs.push({ peer, ours });
          say(`${size} jobs: monaco-yaml ${told(peer)}, ours ${told(ours)}`);
        }
        for (const what of ['shown', 'gone'] as const) {
          const ratios = pairs.map(({ peer, ours }) => peer[what] / ours[what]);
          const note = `${median(pairs.map(({ peer }) => peer[what])).toFixed(0)} ms, ${median(pairs.map(({ ours }) => ours[what])).toFixed(0)} ms`;
          results.push({ what: `${size} jobs, mark ${what}`, a: 'monaco-yaml', b: 'Sluice', ratios, ...AIMS[size], note });
        }
      }
    } finally {
      page.close();
    }
    return results;
  },
};

function measureOurs(size: number): Promise<MarkTimes> {
  return withSluiceAtMiddle(size, async (page) => {
    await exposeState(page);
    await page.waitForFunction(() => window.sluice.problems.isSettled, undefined, { timeout: 120_000 });
    return marksBehindCompute(page, '.squiggly-error');
  });
}

/** A key that its schema does not know is a warning to it. */
function measurePeer(url: string, size: number): Promise<MarkTimes> {
  return withPage(async (page) => {
    await page.goto(`${url}?jobs=${size}`);
    await page.waitForFunction(() => window.hasChecked, undefined, { timeout: 120_000 });
    await page.evaluate(
      (needle) => {
        const found = window.editor.getModel()?.findMatches(needle, false, false, true, null, false)[0];
        if (!found) throw new Error(`${needle} is not in the text.`);
        window.editor.setPosition(found.range.getEndPosition());
        window.editor.revealPositionInCenter(found.range.getEndPosition());
        window.editor.focus();
      },
      `azureml:cpu_${size >> 1}`,
    );
    return marksBehindCompute(page, '.squiggly-warning');
  });
}

/** From the compute's value the caret goes behind the word `compute`, which an x makes a key that nobody knows. */
async function marksBehindCompute(page: Page, squiggle: string): Promise<MarkTimes> {
  // A key that stays, so that no later one brings the saved text back: that redraws tab and title, which typing on does not.
  await page.keyboard.press('7');
  await page.keyboard.press('Home');
  for (let k = 0; k < 'compute'.length; k++) await page.keyboard.press('ArrowRight');
  await installMarkRecorder(page, squiggle);
  const times = (await measureMarks(page, 'x', TIMES)).slice(WARM_UP);
  return { shown: median(times.map(({ shown }) => shown)), gone: median(times.map(({ gone }) => gone)) };
}

function told({ shown, gone }: MarkTimes): string {
  return `${shown.toFixed(0)} ms and ${gone.toFixed(0)} ms`;
}
