// B1 in the page: the whole text read by npm `yaml` against one keystroke in our document.
import { parseDocument } from 'yaml';
import { readYaml } from '#shared/yaml/read.ts';
import { makePipeline } from '../harness/make-pipeline.ts';

declare global {
  interface Window {
    measure(count: number, keys: number): { whole: number; full: number; key: number; keyAndText: number };
  }
}

/** Milliseconds: npm yaml over the whole text, ours over the whole text, ours for one typed digit with the tree, and with the whole text besides (medians of `keys`). */
window.measure = (count, keys) => {
  const text = makePipeline(count);
  const doc = readYaml(text);
  const timed = (run: () => void): number => {
    const start = performance.now();
    run();
    return performance.now() - start;
  };
  let at = text.indexOf(`azureml:cpu_${count >> 1}`) + 'azureml:cpu_'.length;
  let seen = 0;
  const key = (asksForText: boolean): number => {
    const times: number[] = [];
    // A clock of 0.1 ms is too coarse for one key: five at a time.
    for (let k = 0; k < keys; k += 5) {
      times.push(
        timed(() => {
          for (let j = 0; j < 5; j++) {
            doc.update([{ start: at, end: at, newText: String(j) }]);
            at++;
            seen += doc.map?.entries.length ?? 0;
            if (asksForText) seen += doc.text.charCodeAt(at);
          }
        }) / 5,
      );
    }
    return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
  };
  const result = { key: key(false), keyAndText: key(true) };
  if (!doc.readable || seen === 0 || doc.text.length <= text.length) throw new Error('The document did not take the keys.');
  return { ...result, whole: timed(() => parseDocument(text)), full: timed(() => readYaml(text)) };
};
