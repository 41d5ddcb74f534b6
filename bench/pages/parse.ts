// B1 in the page: the whole text read by npm `yaml` against one keystroke in our document.
import { parseDocument } from 'yaml';
import { readYaml } from '#shared/yaml/read.ts';
import { makePipeline } from '../harness/make-pipeline.ts';

declare global {
  interface Window {
    measure(count: number, keys: number): { whole: number; full: number; key: number };
  }
}

/** Milliseconds: npm yaml over the whole text, ours over the whole text, ours for one typed digit (median of `keys`, tree and text asked for after each). */
window.measure = (count, keys) => {
  const text = makePipeline(count);
  const doc = readYaml(text);
  const timed = (run: () => void): number => {
    const start = performance.now();
    run();
    return performance.now() - start;
  };
  const at = text.indexOf(`azureml:cpu_${count >> 1}`) + 'azureml:cpu_'.length;
  const times: number[] = [];
  let seen = 0;
  // A clock of 0.1 ms is too coarse for one key: five at a time.
  for (let k = 0; k < keys; k += 5) {
    times.push(
      timed(() => {
        for (let j = k; j < k + 5; j++) {
          doc.update([{ start: at + j, end: at + j, newText: String(j % 10) }]);
          seen += (doc.map?.entries.length ?? 0) + doc.text.charCodeAt(at + j);
        }
      }) / 5,
    );
  }
  if (!doc.readable || seen === 0 || doc.text.length !== text.length + keys) throw new Error('The document did not take the keys.');
  times.sort((a, b) => a - b);
  return { whole: timed(() => parseDocument(text)), full: timed(() => readYaml(text)), key: times[times.length >> 1] ?? Number.NaN };
};
