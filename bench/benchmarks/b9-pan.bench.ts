import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { servePage } from '../harness/browser.ts';
import { turnWheel } from '../harness/frames.ts';
import { type Look, withBpmn, withNodeRed, withOurGraph } from '../harness/pictures.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 2, target: 3 } };

export const b9Pan: Benchmark = {
  id: 'b9',
  title: 'Main thread for one frame of panning: the better of Node-RED and bpmn-js / ours',
  peers: ['bpmn-js', 'node-red'],
  async run({ repeats, sizes, say }) {
    const bpmn = await servePage('bpmn.ts', '<div id="root" style="height:100vh"></div>');
    const results: Comparison[] = [];
    try {
      for (const size of sizes.filter((each) => each >= 200)) {
        for (const look of ['fit', 'actual'] as const satisfies readonly Look[]) {
          const ratios: number[] = [];
          const rows: { readonly ours: number; readonly bpmn: number; readonly red: number; readonly fps: number }[] = [];
          for (let k = 0; k < repeats; k++) {
            const isPeer = size <= 1000;
            const theirs = isPeer ? (await withBpmn(bpmn.url, size, look, ({ page, middle }) => turnWheel(page, middle))).msPerFrame : Number.NaN;
            const red = isPeer ? (await withNodeRed(size, look, ({ page, middle }) => turnWheel(page, middle))).msPerFrame : Number.NaN;
            const ours = await withOurGraph(size, look, ({ page, middle }) => turnWheel(page, middle));
            rows.push({ ours: ours.msPerFrame, bpmn: theirs, red, fps: ours.fps });
            if (isPeer) ratios.push(Math.min(theirs, red) / ours.msPerFrame);
            say(`${size} jobs, ${look}: ${JSON.stringify(rows.at(-1))}`);
          }
          const of = (key: 'ours' | 'bpmn' | 'red' | 'fps') => median(rows.map((row) => row[key])).toFixed(1);
          const what = `${size} jobs at ${look === 'fit' ? 'fit' : '100 %'}`;
          if (ratios.length > 0) {
            const note = `bpmn-js ${of('bpmn')} ms, Node-RED ${of('red')} ms, ours ${of('ours')} ms at ${of('fps')} frames/s`;
            results.push({ what, a: 'best peer', b: 'Sluice', ratios, ...AIMS[size], note });
          }
          results.push({ what: `${what}, frames/s`, a: 'Sluice', b: '60', ratios: rows.map(({ fps }) => fps / 60), floor: 50 / 60, target: 58 / 60 });
        }
      }
    } finally {
      bpmn.close();
    }
    return results;
  },
};
