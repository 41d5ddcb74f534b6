import type { Page } from '@playwright/test';
import { BUILT_CHURN, exampleGraph, graphOf, RULES } from '../../fixtures/built-churn.ts';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

/** What the focus is on: its pane, and the words by which it is called. */
function focused(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const labels = (element?.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
    const isNamedByText = element?.tagName === 'BUTTON' || element?.getAttribute('role') === 'menuitem';
    const own = [element?.getAttribute('aria-label'), isNamedByText ? element?.textContent : undefined, ...labels];
    return [`pane ${element?.closest('[data-pane]')?.getAttribute('data-pane')}`, ...own.filter((words) => typeof words === 'string')];
  });
}

/** Goes on with a key until the focus is where it is wanted; false when it leaves the pane that it is to stay in. */
async function pressUntil(page: Page, key: string, wanted: string | RegExp, most: number, pane?: string): Promise<boolean> {
  for (let k = 0; k <= most; k++) {
    const words = await focused(page);
    if (pane !== undefined && words[0] !== `pane ${pane}`) return false;
    if (words.some((each) => (typeof wanted === 'string' ? each === wanted : wanted.test(each)))) return true;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${wanted}`);
}

test('the churn pipeline is built from an empty folder with the keyboard alone, and reads as if written by hand', async ({ open }) => {
  // Many small steps: under a minute on a computer that does nothing else.
  test.setTimeout(420_000);
  const project = TestProject.with({});
  const { app, page } = await open(project, undefined, { width: 1800, height: 1000 });
  const { canvas } = app;
  const type = (words: string) => page.keyboard.insertText(words);
  const toPane = async (pane: string) => {
    // Its parts are loaded when they are first wanted.
    if (pane === 'inspector') await expect(page.locator('[data-pane="inspector"] :is(button, input)').first()).toBeVisible();
    return pressUntil(page, 'F6', `pane ${pane}`, 10);
  };
  /** On from where the focus is in the inspector, and once again from its top. */
  const toField = async (name: string | RegExp) => {
    await toPane('inspector');
    if (await pressUntil(page, 'Tab', name, 120, 'inspector')) return;
    await toPane('inspector');
    expect(await pressUntil(page, 'Tab', name, 120, 'inspector'), `Tab leads to ${name}`).toBe(true);
  };
  const fill = async (name: string, value: string) => {
    await toField(name);
    await app.press('Control+a');
    await type(value);
    await app.press('Control+Enter');
  };
  const choose = async (name: string, value: string) => {
    await toField(name);
    await app.press('Enter');
    await page.keyboard.type(value);
    await app.press('Enter');
  };
  const menu = async (row: string, entry: string) => {
    await toField(`More for ${row}`);
    await app.press('Enter');
    await pressUntil(page, 'ArrowDown', entry, 20);
    await app.press('Enter');
  };
  const command = async (title: string) => {
    await app.press('Control+Shift+p');
    await type(title);
    await expect(app.palette.dialog.getByRole('menuitem', { name: title }).first()).toBeVisible();
    await app.press('Enter');
    await expect(app.palette.dialog).toHaveCount(0);
  };
  const select = async (name: string) => {
    await app.palette.search(`@${name}`);
    await expect(app.palette.dialog.getByText('Commands', { exact: true })).toHaveCount(0);
    await expect(app.palette.dialog.getByRole('menuitem').first()).toContainText(name);
    await app.press('Enter');
    await expect(canvas.job(name)).toHaveAttribute('data-selected');
    await toPane('canvas');
  };
  const add = async (component: string, name = component, asked?: string) => {
    await toPane('canvas');
    await app.press('a');
    await expect(page.getByRole('searchbox', { name: 'Search components' })).toBeFocused();
    await type(component);
    await expect(app.components.list.getByRole('option')).not.toHaveCount(0);
    await app.press('Enter');
    if (asked !== undefined) {
      await expect(page.getByRole('button', { name: asked })).toBeFocused();
      await app.press('Enter');
    }
    await expect(canvas.job(component)).toHaveAttribute('data-selected');
    await toPane('canvas');
    await expect(canvas.region).toBeFocused();
    if (name !== component) await canvas.renameSelected(name);
    await expect(canvas.job(name)).toHaveAttribute('data-selected');
  };
  const connect = async (words: string) => {
    await toPane('canvas');
    await app.press('c');
    await type(words);
    await app.press('Enter');
  };

  await expect(page.getByText('This folder is empty')).toBeVisible();
  const connectFrom = async (job: string, to: string) => {
    await select(job);
    await connect(to);
  };

  await command('New pipeline');
  await app.press('Enter');
  await expect(app.tab('pipeline.yml')).toBeVisible();
  await fill('default_compute', 'azureml:cpu-cluster');
  await toField(/^Name and description/);
  await app.press('Enter');
  await fill('display_name', 'churn');
  await fill('description', 'Predicts which customers leave, and registers the model only when it is good enough and no worse than the champion.');
  await fill('experiment_name', 'churn');

  await add('prep_tabular', 'prepare', 'Copy into components/');
  await menu('raw_data', 'Promote to a pipeline input');
  await toField(/^raw_data: raw_data/);
  await app.press('Enter');
  await fill('path', 'data/customers.csv');
  await select('prepare');
  await add('split_stratified', 'split');
  await fill('test_size', '0.25');
  await fill('stratify_by', 'churned');
  await add('train_classifier', 'train');
  await choose('estimator', 'log');
  await fill('max_iter', '400');

  await add('train_classifier', 'tune');
  await connectFrom('split', 'tune.train_data');
  await select('tune');
  await choose('estimator', 'grad');
  await command('Turn into a sweep');
  await menu('learning_rate', 'Search over it');
  await menu('max_leaf_nodes', 'Search over it');
  await fill('compute', 'azureml:cpu-large');
  await choose('type', 'logu');
  await fill('min_value', '-4');
  await fill('max_value', '-1');
  await toField('max_value');
  await app.press('Tab');
  await choose('type', 'choi');
  await fill('values', '7, 15, 31');
  await toField(/^Limits/);
  await app.press('Enter');
  await fill('max_total_trials', '6');
  await fill('max_concurrent_trials', '2');

  await add('evaluate_classifier', 'evaluate');
  await connectFrom('split', 'evaluate.test_data');
  await connectFrom('train', 'evaluate.baseline_model');
  await select('evaluate');
  await add('quality_gate');
  for (const [k, rule] of RULES.split('\n').entries()) {
    await toField('Add a rule');
    await app.press('Enter');
    await toField(`Rule ${k + 1}`);
    await type(rule);
    await app.press('Escape');
  }
  await toField('Save rules');
  await app.press('Enter');
  await command('Add a pipeline input');
  await app.press('Control+a');
  await type('champion_metrics');
  await app.press('Enter');
  await fill('path', 'data/champion/metrics.json');
  await select('quality_gate');
  await app.press('Shift+C');
  await type('champion');
  await app.press('Enter');
  await add('register_model', 'register');
  await connectFrom('tune', 'register.model');
  await select('register');
  await fill('model_name', 'churn');
  await menu('registered', 'Promote to a pipeline output');
  await app.save();

  expect(project.read('pipeline.yml')).toBe(BUILT_CHURN);
  expect(graphOf(project.read('pipeline.yml'))).toEqual(exampleGraph());
});
