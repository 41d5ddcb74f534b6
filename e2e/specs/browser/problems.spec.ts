import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

test('what is wrong stands on the node and in the list, and the list leads to its line', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();

  await app.canvas.select('tune');
  await app.press('Delete');
  await expect(app.canvas.job('evaluate')).toHaveAttribute('aria-label', /1 problem$/);
  await app.problems.open();
  await app.problems.row(/Job `?register`? needs a value for `?model`?/).click();

  await expect(app.text.line('register:')).toBeVisible();
  await app.undo();
  await expect(app.problems.panel).toContainText('No problems in 1 file.');
});
