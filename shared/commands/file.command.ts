import { defineCommand } from './command.ts';

/** Files, folders, the window. */
export const fileCommands = [
  defineCommand({ id: 'file.newPipeline', title: 'New pipeline', keys: 'Mod+N', menu: { bar: 'file', group: '1_open', order: 1 } }),
  defineCommand({ id: 'file.startPipeline', title: 'Start a pipeline in this file' }),
  defineCommand({ id: 'file.newFromTemplate', title: 'New from a template', menu: { bar: 'file', group: '1_open', order: 2 } }),
  defineCommand({ id: 'file.openFolder', title: 'Open a folder', keys: 'Mod+O', menu: { bar: 'file', group: '1_open', order: 3 } }),
  defineCommand({ id: 'file.openFile', title: 'Open a file', keys: 'Mod+Shift+O', menu: { bar: 'file', group: '1_open', order: 4 } }),
  defineCommand({ id: 'file.save', title: 'Save', keys: 'Mod+S', menu: { bar: 'file', group: '2_save', order: 1 }, sheet: { group: 'Everywhere' } }),
  defineCommand({ id: 'file.saveAll', title: 'Save all', keys: 'Mod+Alt+S', menu: { bar: 'file', group: '2_save', order: 2 } }),
  defineCommand({ id: 'file.compareWithDisk', title: 'Compare with the file on disk', menu: { bar: 'file', group: '2_save', order: 3 } }),
  defineCommand({ id: 'file.closeTab', title: 'Close the file', keys: 'Mod+W', menu: { bar: 'file', group: '3_close', order: 1 } }),
  defineCommand({ id: 'file.closeProject', title: 'Close the folder', menu: { bar: 'file', group: '3_close', order: 2 } }),
  defineCommand({
    id: 'file.nextTab',
    title: 'Next file',
    keys: 'Mod+PageDown',
    menu: { bar: 'go', group: '1_tabs', order: 1 },
    sheet: { group: 'Places', row: 'Next, previous file' },
  }),
  defineCommand({
    id: 'file.previousTab',
    title: 'Previous file',
    keys: 'Mod+PageUp',
    menu: { bar: 'go', group: '1_tabs', order: 2 },
    sheet: { group: 'Places', row: 'Next, previous file' },
  }),
  defineCommand({ id: 'app.settings', title: 'Settings', keys: 'Mod+,', menu: { bar: 'file', group: '4_settings', order: 1 } }),
];
