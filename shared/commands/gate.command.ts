import { defineCommand } from './command.ts';

const GRAPH = 'graphFocus && !inField';

/** Gates: putting one in, and working on its rules. */
export const gateCommands = [
  defineCommand({
    id: 'pipeline.insertGate',
    title: 'Insert a gate',
    keys: 'G',
    when: `${GRAPH} && hasSelection`,
    menu: { bar: 'job', group: '2_add', order: 5 },
    sheet: { group: 'Graph: edit', row: 'Gate on the edge' },
  }),
  defineCommand({ id: 'gate.editRules', title: 'Edit rules of the gate', menu: { bar: 'job', group: '8_gate', order: 1 } }),
  defineCommand({
    id: 'gate.tryRules',
    title: 'Try the rules of the gate',
    keys: 'Mod+Enter',
    isLocal: true,
    menu: { bar: 'job', group: '8_gate', order: 2 },
    sheet: { group: 'Graph: edit', row: 'Try the rules' },
  }),
  defineCommand({ id: 'gate.saveRules', title: 'Save the rules of the gate', menu: { bar: 'job', group: '8_gate', order: 3 } }),
  defineCommand({
    id: 'gate.approve',
    title: 'Approve',
    keys: 'Alt+A',
    menu: { bar: 'job', group: '8_gate', order: 4 },
    sheet: { group: 'Run', row: 'Approve, hold back' },
  }),
  defineCommand({
    id: 'gate.holdBack',
    title: 'Hold back',
    keys: 'Alt+H',
    menu: { bar: 'job', group: '8_gate', order: 5 },
    sheet: { group: 'Run', row: 'Approve, hold back' },
  }),
];
