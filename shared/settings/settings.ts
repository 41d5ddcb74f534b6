import { defineSetting, type SettingDefinition } from './setting.ts';

export const themeSetting = defineSetting({
  key: 'appearance.theme',
  schema: {
    kind: 'choice',
    choices: [
      { value: 'system', title: 'As the system' },
      { value: 'light', title: 'Light' },
      { value: 'dark', title: 'Dark' },
      { value: 'contrast-light', title: 'High contrast, light' },
      { value: 'contrast-dark', title: 'High contrast, dark' },
    ],
  },
  default: 'system',
  title: 'Theme',
  description: 'Colours of the whole window.',
});

export const motionSetting = defineSetting({
  key: 'appearance.motion',
  schema: {
    kind: 'choice',
    choices: [
      { value: 'system', title: 'As the system' },
      { value: 'full', title: 'Full' },
      { value: 'reduced', title: 'Reduced' },
    ],
  },
  default: 'system',
  title: 'Motion',
  description: 'Whether panels, nodes and plates move or change at once.',
});

export const zoomSetting = defineSetting({
  key: 'appearance.zoom',
  schema: { kind: 'number', min: 80, max: 200, step: 10, unit: '%' },
  default: 100,
  title: 'Zoom',
  description: 'Size of everything in the window, for projectors and eyes.',
});

export const fontSizeSetting = defineSetting({
  key: 'editor.fontSize',
  schema: { kind: 'number', min: 9, max: 32, step: 1, unit: 'px' },
  default: 13,
  title: 'Text size',
  description: 'Size of the letters in the text pane.',
});

export const wordWrapSetting = defineSetting({
  key: 'editor.wordWrap',
  schema: { kind: 'flag' },
  default: false,
  title: 'Wrap long lines',
  description: 'Shows a long line on several rows instead of scrolling sideways.',
});

export const directionSetting = defineSetting({
  key: 'graph.direction',
  schema: {
    kind: 'choice',
    choices: [
      { value: 'by-view', title: 'By view' },
      { value: 'tb', title: 'Top to bottom' },
      { value: 'lr', title: 'Left to right' },
    ],
  },
  default: 'by-view',
  title: 'Direction of the graph',
  description: 'Beside the text it follows the text; alone it flows left to right. Your own choice is kept with the file.',
});

export const minimapSetting = defineSetting({
  key: 'graph.minimap',
  schema: { kind: 'flag' },
  default: true,
  title: 'Minimap',
  description: 'Shows the whole graph in a corner when not all of it is in view.',
});

export const snapSetting = defineSetting({
  key: 'graph.snap',
  schema: { kind: 'flag' },
  default: true,
  title: 'Snap to neighbours',
  description: 'Lines a dragged job up with the edges and centres of jobs near it.',
});

export const autosaveSetting = defineSetting({
  key: 'files.autosave',
  schema: {
    kind: 'choice',
    choices: [
      { value: 'off', title: 'Off' },
      { value: 'after-delay', title: 'After a pause' },
      { value: 'on-leave', title: 'On leaving the file or window' },
    ],
  },
  default: 'off',
  title: 'Autosave',
  description: 'When changes are saved without being asked.',
});

export const autosaveDelaySetting = defineSetting({
  key: 'files.autosaveDelay',
  schema: { kind: 'number', min: 0.2, max: 60, step: 0.1, unit: 's' },
  default: 1,
  title: 'Autosave pause',
  description: 'How long typing must rest before it is saved, when autosave waits for a pause.',
});

export const libraryUseSetting = defineSetting({
  key: 'library.use',
  schema: {
    kind: 'choice',
    choices: [
      { value: 'ask', title: 'Ask once' },
      { value: 'copy', title: 'Copy it' },
      { value: 'reference', title: 'Refer to it' },
    ],
  },
  default: 'ask',
  title: 'Components of the library',
  description: 'What the first use of one does: copy it into the project, or point at it where it lies.',
});

export const maxParallelSetting = defineSetting({
  key: 'run.maxParallel',
  schema: { kind: 'number', min: 1, max: 16, step: 1, unit: 'jobs' },
  default: 4,
  title: 'Jobs at the same time',
  description: 'How many jobs of a run work at once on this computer. Jobs with little memory want less.',
});

export const sdkPythonSetting = defineSetting({
  key: 'checks.sdkPython',
  schema: { kind: 'text', placeholder: '/path/to/python' },
  default: '',
  title: 'Python with azure-ai-ml',
  description: 'Explain an error can then ask the real SDK about a file. Empty: nothing is asked.',
});

/** Every setting, in the order of the settings page. */
export const settings = [
  themeSetting,
  motionSetting,
  zoomSetting,
  fontSizeSetting,
  wordWrapSetting,
  directionSetting,
  minimapSetting,
  snapSetting,
  autosaveSetting,
  autosaveDelaySetting,
  libraryUseSetting,
  maxParallelSetting,
  sdkPythonSetting,
] as const;

type Definitions = (typeof settings)[number];
export type SettingKey = Definitions['key'];

/** All settings with their values: `{ 'editor.fontSize': 13, … }`. */
export type Settings = { readonly [D in Definitions as D['key']]: D['default'] };

/** The setting of that key. */
export function settingByKey(key: string): SettingDefinition | undefined {
  return settings.find((setting) => setting.key === key);
}
