import { BUILT_CHURN, exampleGraph, graphOf, RULES } from '../../fixtures/built-churn.ts';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

test('the churn pipeline is built from an empty folder with the mouse alone, and reads as if written by hand', async ({ open }) => {
  const project = TestProject.with({});
  const { app, page } = await open(project, undefined, { width: 1800, height: 1000 });
  const { inspector, canvas, components } = app;
  // Many small steps: under a minute on a computer that does nothing else.
  test.setTimeout(420_000);
  const { pane } = inspector;
  /** Keys are for letters and figures alone: a field is left by a click beside it. */
  const fill = async (name: string, value: string) => {
    await inspector.field(name).click();
    await inspector.field(name).fill(value);
    await pane.locator('header').click({ position: { x: 3, y: 3 } });
  };
  const choose = async (name: string, value: string, nth = 0) => {
    await pane
      .getByRole('button', { name: new RegExp(`${name}$`) })
      .nth(nth)
      .click();
    await page.getByRole('option', { name: new RegExp(`^${value}\\b`) }).click();
  };
  const menu = async (row: string, entry: string) => {
    await pane
      .locator('label')
      .filter({ hasText: new RegExp(`^${row}$`) })
      .hover();
    await pane.getByRole('button', { name: `More for ${row}`, exact: true }).click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  const head = async (entry: string) => {
    await pane.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  const unfold = async (section: string) => pane.getByRole('button', { name: new RegExp(`^${section}`) }).click();
  const rename = async (from: string, to: string) => {
    await pane.getByRole('button', { name: `${from}. Rename` }).click();
    await pane.getByRole('textbox', { name: /^New name/ }).fill(to);
    await pane.locator('header').click({ position: { x: 3, y: 3 } });
    await expect(pane.getByRole('button', { name: `${to}. Rename` })).toBeVisible();
  };
  const add = async (component: string, name = component, asked?: string) => {
    await page.getByRole('searchbox', { name: 'Search components' }).fill(component);
    await components.option(component).dblclick();
    if (asked !== undefined) await page.getByRole('button', { name: asked }).click();
    await expect(pane.getByRole('button', { name: `${component}. Rename` })).toBeVisible();
    if (name !== component) await rename(component, name);
  };

  await page.getByRole('button', { name: 'New pipeline' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await unfold('Name and description');
  await fill('display_name', 'churn');
  await fill('experiment_name', 'churn');
  await fill('description', 'Predicts which customers leave, and registers the model only when it is good enough and no worse than the champion.');
  await fill('default_compute', 'azureml:cpu-cluster');
  await components.open();

  await add('prep_tabular', 'prepare', 'Copy into components/');
  await menu('raw_data', 'Promote to a pipeline input');
  await pane.getByRole('button', { name: /^raw_data: raw_data/ }).click();
  await fill('path', 'data/customers.csv');
  await canvas.select('prepare');
  await add('split_stratified', 'split');
  await fill('test_size', '0.25');
  await fill('stratify_by', 'churned');
  await add('train_classifier', 'train');
  await choose('estimator', 'logistic_regression');
  await fill('max_iter', '400');

  await add('train_classifier', 'tune');
  await canvas.drag('parent.jobs.split.outputs.train_data', 'parent.jobs.tune.inputs.train_data');
  await canvas.select('tune');
  await choose('estimator', 'gradient_boosting');
  await head('Turn into a sweep');
  await fill('compute', 'azureml:cpu-large');
  await menu('learning_rate', 'Search over it');
  await choose('type', 'loguniform');
  await fill('min_value', '-4');
  await fill('max_value', '-1');
  await menu('max_leaf_nodes', 'Search over it');
  await choose('type', 'choice', 1);
  await fill('values', '7, 15, 31');
  await unfold('Limits');
  await fill('max_total_trials', '6');
  await fill('max_concurrent_trials', '2');

  await add('evaluate_classifier', 'evaluate');
  await canvas.drag('parent.jobs.split.outputs.test_data', 'parent.jobs.evaluate.inputs.test_data');
  await canvas.select('evaluate');
  await menu('baseline_model', 'train.model');
  await page.getByRole('searchbox', { name: 'Search components' }).fill('quality_gate');
  await components.option('quality_gate').dblclick();
  for (const [k, rule] of RULES.split('\n').entries()) {
    await pane.getByRole('button', { name: 'Add a rule' }).click();
    await pane.getByLabel(`Rule ${k + 1}`, { exact: true }).fill(rule);
  }
  await pane.getByRole('button', { name: 'Save rules' }).click();
  await pane.getByRole('radio', { name: 'Settings' }).click();
  await menu('baseline', 'Promote to a pipeline input');
  await pane.getByRole('button', { name: /^baseline: baseline/ }).click();
  await rename('baseline', 'champion_metrics');
  await fill('path', 'data/champion/metrics.json');
  await canvas.select('quality_gate');
  await add('register_model', 'register');
  await menu('model', 'tune.model');
  await fill('model_name', 'churn');
  await menu('registered', 'Promote to a pipeline output');
  // The file is saved by the menu of the window.
  await app.save();

  expect(project.read('pipeline.yml')).toBe(BUILT_CHURN);
  expect(graphOf(project.read('pipeline.yml'))).toEqual(exampleGraph());
  expect(project.exists('components/quality_gate/src/quality_gate.py')).toBe(true);
});
