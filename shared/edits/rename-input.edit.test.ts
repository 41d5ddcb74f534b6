import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { renameInput } from './rename-input.edit.ts';
import { renameOutput } from './rename-output.edit.ts';

describe('rename-input and rename-output', () => {
  test('reach everything that names them', () => {
    expectEdit(renameInput, { name: 'rate', to: 'speed' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('  rate: 0.1', '  speed: 0.1').replace('parent.inputs.rate', 'parent.inputs.speed'))
      .undoes();
    expectEdit(renameOutput, { name: 'model', to: 'net' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('outputs:\n  model:', 'outputs:\n  net:').replace('parent.outputs.model', 'parent.outputs.net'));
    expectEdit(renameInput, { name: 'rate', to: 'raw' }).on(PIPELINE, FILES).refuses('name-taken');
    expectEdit(renameInput, { name: 'nope', to: 'x' }).on(PIPELINE, FILES).refuses('no-such-input');
  });

  test('reach the pipelines that use this one', () => {
    const inner =
      'type: pipeline\nversion: 1\ninputs:\n  x: { type: number }\njobs:\n  a:\n    component: azureml:c:1\n    inputs:\n      y: ${{parent.inputs.x}}\n';
    const outer = 'type: pipeline\njobs:\n  sub:\n    type: pipeline\n    component: ./inner.yml\n    inputs:\n      x: 3 # three\n';
    expectEdit(renameInput, { name: 'x', to: 'z' })
      .on(inner, { 'outer.yml': outer }, 'inner.yml')
      .gives(inner.replace('  x: {', '  z: {').replace('parent.inputs.x', 'parent.inputs.z'))
      .givesFile('outer.yml', outer.replace('x: 3', 'z: 3'));
  });
});
