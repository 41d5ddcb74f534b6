import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

const DEPLOYMENT = `# the blue one
$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
name: blue
endpoint_name: churn-live   # ours
instance_type: Standard_DS3_v2
house_rule: [1, 2]
`;
const FILES = {
  'deployment.yml': DEPLOYMENT,
  'endpoint.yml': '$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json\nname: churn-live\n',
  'model.yml': '$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\nname: churn\nversion: "3"\npath: ./model\n',
};

test('a deployment is completed, explained and set in its form; what is saved differs by the lines that were meant', async ({ open }) => {
  const project = TestProject.with(FILES);
  const { app, page } = await open(project, 'deployment.yml');
  const suggestions = page.locator('.suggest-widget.visible');
  const suggestion = (label: string) => suggestions.locator('.monaco-list-row').filter({ hasText: label }).first();
  await expect(app.text.editor).toBeVisible();

  await app.text.focus();
  await page.keyboard.press('Control+End');
  await app.text.type('mod');
  await expect(suggestion('model')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(suggestion('azureml:churn:3')).toContainText('model.yml');
  await page.keyboard.press('Escape');
  await app.text.type('azureml:churn:3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await app.text.type('type: ');
  await page.keyboard.press('Control+Space');
  await expect(suggestion('kubernetes')).toBeVisible();
  await app.text.type('kub');
  await page.keyboard.press('Enter');
  await expect(app.text.line('type: kubernetes')).toBeVisible();

  await app.text.line('endpoint_name').getByText('endpoint_name').hover();
  await expect(page.locator('.monaco-hover').filter({ hasText: 'The endpoint it belongs to.' })).toBeVisible();

  await app.inspector.open();
  await expect(app.inspector.pane).toContainText('Online deployment');
  await expect(app.inspector.field('house_rule')).toHaveValue('[1, 2]');
  await app.inspector.set('instance_type', 'Standard_F4s_v2');
  await expect(app.text.line('Standard_F4s_v2')).toBeVisible();
  await app.save();

  expect(project.read('deployment.yml')).toBe(`${DEPLOYMENT.replace('Standard_DS3_v2', 'Standard_F4s_v2')}model: azureml:churn:3\ntype: kubernetes`);
});

test('a key that is not written yet is found in one list and leads to its field', async ({ open }) => {
  const project = TestProject.with(FILES);
  const { app, page } = await open(project, 'deployment.yml');
  await app.inspector.open();

  await app.inspector.pane.getByRole('button', { name: 'Add a setting' }).click();
  await page.getByRole('menuitem', { name: 'model_mount_path' }).click();
  await expect(app.inspector.field('model_mount_path')).toBeFocused();
  await app.inspector.set('model_mount_path', '/models');
  await app.save();

  expect(project.read('deployment.yml')).toBe(`${DEPLOYMENT}model_mount_path: /models\n`);
});
