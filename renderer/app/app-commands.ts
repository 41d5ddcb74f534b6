import type { AppState } from '#renderer/state/app-state.ts';
import { compareCommandHandlers } from './compare-commands.ts';
import { controlCommandHandlers } from './control-commands.ts';
import { decisionCommandHandlers } from './decision-commands.ts';
import { editCommandHandlers } from './edit-commands.ts';
import { fileCommandHandlers } from './file-commands.ts';
import { runCommandHandlers } from './run-commands.ts';
import { viewCommandHandlers } from './view-commands.ts';

/** Registers what the frame itself can do. Features register theirs when they are shown. */
export function registerAppCommands(state: AppState): void {
  const handlers = {
    ...fileCommandHandlers(state),
    ...viewCommandHandlers(state),
    ...editCommandHandlers(state),
    ...controlCommandHandlers(state),
    ...runCommandHandlers(state),
    ...compareCommandHandlers(state),
    ...decisionCommandHandlers(state),
  };
  for (const [id, handler] of Object.entries(handlers)) state.commands.register(id, handler);
}
