import { fail, ok } from '#shared/base/result.ts';
import type { Handlers, ShellRequest } from './handlers.ts';

const nothing = async () => ok({});
const noClipboard = async () => fail({ code: 'no-clipboard', message: 'Use the clipboard of the browser.' } as const);

/** How a shell without windows, menus and dialogs of its own (the browser shell) answers. */
export const bareShell: Pick<Handlers, ShellRequest> = {
  'places.pick': async () => fail({ code: 'no-dialog', message: 'Choose the folder in the list.' }),
  'menu.update': nothing,
  'menu.popup': async () => fail({ code: 'no-menu', message: 'There is no native menu here. Use the command palette.' }),
  'window.minimize': nothing,
  'window.toggleMaximize': async () => ok({ isMaximized: false }),
  'window.close': nothing,
  'window.setTitle': nothing,
  'window.notify': async () => fail({ code: 'no-notifications', message: 'Notifications come from the browser here.' }),
  'window.openLocal': async () => fail({ code: 'no-browser', message: 'The page opens it itself.' }),
  'clipboard.read': noClipboard,
  'clipboard.write': noClipboard,
};
