// `npm test [-- check|e2e|floors]`: does all the set-up and runs every test. Ends with the line `N passed, N failed`.
import fs from 'node:fs';
import { at } from './paths.mjs';
import { ensurePythonEnv } from './python-env.mjs';
import { bin, run } from './run.mjs';
import { say } from './say.mjs';
import { ensureBuild, ensureNode, ensurePackages } from './setup.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };
const reports = at('.cache', 'reports');
/** Certificates of a network are for set-up: every Node that a test starts would read them first, which takes longer than most of these do. */
const ALONE = { NODE_EXTRA_CA_CERTS: '' };
const ROOMS = ['shared', 'host', 'electron', 'cli', 'renderer', 'e2e'];

ensureNode();
await ensurePackages();
fs.mkdirSync(reports, { recursive: true });

const wanted = process.argv[2];
const suites = { check, e2e, floors };
if (wanted && !suites[wanted]) {
  say(`There is no part '${wanted}' of the tests; there are ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
for (const [name, suite] of Object.entries(suites)) if (!wanted || wanted === name) await suite();

process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}\n`);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

/** Everything that needs no browser: types, lint, boundaries, dead code, unit and property tests, the Python of the components. */
async function check() {
  heading('types, lint, boundaries, dead code');
  // Types take as long as the rest together.
  await Promise.all([
    tool('types', 'typescript/bin/tsc', ['-b']),
    (async () => {
      await tool('lint', '@biomejs/biome/bin/biome', ['check', '.', '--diagnostic-level=warn', '--error-on-warnings']);
      await tool('boundaries', 'dependency-cruiser/bin/dependency-cruise.mjs', ['--config', 'build/dependency-cruiser.cjs', ...ROOMS]);
      await tool('unused', 'knip/bin/knip.js', ['--config', 'build/knip.json']);
    })(),
  ]);
  await ensureBuild();
  heading('unit and property tests');
  const file = at('.cache', 'reports', 'unit.json');
  fs.rmSync(file, { force: true });
  await bin('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { env: ALONE });
  count('unit tests', file, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numFailedTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
  await pythonTests();
}

/** The built app in a real browser and in a real Electron. */
async function e2e() {
  await ensureBuild();
  const { findBrowser, findDisplay, findElectron } = await import('./find-browser.mjs');
  const found = {};
  for (const [name, find] of Object.entries({ browser: findBrowser, electron: findElectron, display: findDisplay })) {
    try {
      found[name] = await find();
    } catch (error) {
      say(error.message);
      totals.failed++;
    }
  }
  if (!found.browser) return;
  const env = { ...ALONE, SLUICE_BROWSER: found.browser };
  if (found.electron) env.SLUICE_TEST_ELECTRON = found.electron;
  const hasDesktop = found.electron !== undefined && found.display !== undefined;
  heading('end-to-end tests');
  const file = at('.cache', 'reports', 'e2e.json');
  fs.rmSync(file, { force: true });
  const args = ['test', '--config', 'e2e/playwright.config.ts'];
  if (!hasDesktop) args.push('--project', 'browser');
  const [program, ...before] = [...(found.display ?? []), process.execPath];
  await run(program, [...before, at('node_modules', '@playwright', 'test', 'cli.js'), ...args], { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } });
  count('end-to-end tests', file, ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }));
}

/** What must not become slow: the cheap benchmarks against their floors (docs/benchmarks.md). */
async function floors() {
  heading('floors of the benchmarks');
  const { output } = await run(process.execPath, [at('bench', 'bench.mjs'), '--floors'], { quiet: true });
  process.stdout.write(output);
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  if (passed === undefined) {
    say('The benchmarks did not run to their end.');
    totals.failed++;
  } else add({ passed: Number(passed), failed: Number(failed), skipped: 0 });
}

/** Unit tests of the Python that components and examples carry. Without the packages that they pin, those that need them fail. */
async function pythonTests() {
  const folders = ['components', 'examples', 'shared/gates', 'host/runner/python'].filter((folder) => fs.existsSync(at(folder)));
  if (folders.length === 0) return;
  heading('Python of the components');
  const { python, problem } = await ensurePythonEnv();
  if (problem) say(problem);
  if (python === undefined) {
    totals.failed++;
    return;
  }
  // Byte code is kept, away from the components: importing scikit-learn and MLflow without it takes three times as long.
  const env = { PYTHONDONTWRITEBYTECODE: '', PYTHONPYCACHEPREFIX: at('.cache', 'pycache'), PYTHONWARNINGS: 'ignore' };
  const { output } = await run(python, [at('build', 'python_tests.py'), ...folders], { quiet: true, env });
  process.stdout.write(output);
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped/.exec(output) ?? [];
  if (passed === undefined) totals.failed++;
  else add({ passed: Number(passed), failed: Number(failed), skipped: Number(skipped) });
}

async function tool(title, script, args) {
  const { code, output } = await bin(script, args, { quiet: true });
  process.stdout.write(`${title}: ${code === 0 ? 'nothing found' : 'failed'}\n${output}`);
  add(code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });
}

/** Adds what a runner's report counts; a runner that left no report has failed. */
function count(title, file, read) {
  try {
    add(read(JSON.parse(fs.readFileSync(file, 'utf8'))));
  } catch {
    say(`The ${title} left no report, so they did not run to their end.`);
    totals.failed++;
  }
}

function add({ passed, failed, skipped }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

function heading(title) {
  process.stdout.write(`\n== ${title}\n`);
}
