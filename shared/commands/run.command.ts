import { defineCommand } from './command.ts';

/** Running the pipeline on this computer, and what runs have left. */
export const runCommands = [
  defineCommand({ id: 'run.start', title: 'Run', keys: 'F5', menu: { bar: 'run', group: '1_run', order: 1 }, sheet: { group: 'Run' } }),
  defineCommand({ id: 'run.stop', title: 'Stop', keys: 'Shift+F5', menu: { bar: 'run', group: '1_run', order: 2 }, sheet: { group: 'Run' } }),
  defineCommand({ id: 'run.stopJob', title: 'Stop this job', menu: { bar: 'run', group: '1_run', order: 3 } }),
  defineCommand({
    id: 'run.toSelection',
    title: 'Run to here',
    keys: 'Mod+F5',
    menu: { bar: 'run', group: '2_part', order: 1 },
    sheet: { group: 'Run', row: 'Run to the selection' },
  }),
  defineCommand({ id: 'run.fromSelection', title: 'Run from here', menu: { bar: 'run', group: '2_part', order: 2 } }),
  defineCommand({ id: 'run.onlySelection', title: 'Run only this', menu: { bar: 'run', group: '2_part', order: 3 } }),
  defineCommand({ id: 'run.with', title: 'Run with other values', menu: { bar: 'run', group: '2_part', order: 4 } }),
  defineCommand({ id: 'run.failed', title: 'Re-run failed', menu: { bar: 'run', group: '3_again', order: 1 } }),
  defineCommand({ id: 'run.force', title: 'Run everything again', menu: { bar: 'run', group: '3_again', order: 2 } }),
  defineCommand({ id: 'run.environments', title: 'Build environments only', menu: { bar: 'run', group: '4_look', order: 1 } }),
  defineCommand({ id: 'run.look', title: 'What would run', menu: { bar: 'run', group: '4_look', order: 1 } }),
  defineCommand({ id: 'run.panel', title: 'Run panel', menu: { bar: 'run', group: '4_look', order: 2 } }),
  defineCommand({ id: 'run.compare', title: 'Compare with the run before', menu: { bar: 'run', group: '4_look', order: 4 } }),
  defineCommand({ id: 'run.replay', title: 'Replay the run', menu: { bar: 'run', group: '4_look', order: 4 } }),
  defineCommand({ id: 'run.simulate', title: 'Simulate a run', menu: { bar: 'run', group: '4_look', order: 5 } }),
  defineCommand({ id: 'run.hide', title: 'Take the run off the graph', menu: { bar: 'run', group: '4_look', order: 3 } }),
  defineCommand({ id: 'run.withdrawTrust', title: 'Trust this folder no longer', menu: { bar: 'run', group: '5_trust', order: 1 } }),
  defineCommand({ id: 'view.runs', title: 'Runs', keys: 'Mod+Shift+H', menu: { bar: 'view', group: '3_places', order: 4 }, sheet: { group: 'Places' } }),
  defineCommand({ id: 'view.problems', title: 'Problems', menu: { bar: 'view', group: '4_bottom', order: 1 } }),
  defineCommand({ id: 'view.log', title: 'Log', menu: { bar: 'view', group: '4_bottom', order: 2 } }),
  defineCommand({ id: 'view.timeline', title: 'Timeline', menu: { bar: 'view', group: '4_bottom', order: 3 } }),
  defineCommand({ id: 'view.metrics', title: 'Metrics', menu: { bar: 'view', group: '4_bottom', order: 4 } }),
];
