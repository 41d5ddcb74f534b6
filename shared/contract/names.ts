import type { EventName, RequestName } from './types.ts';

// Names without schemas: the preload script and the renderer need no validation library. `satisfies` makes a forgotten or unknown name a compile error.

/** Every request of the contract. */
export const REQUEST_NAMES = Object.keys({
  'app.info': true,
  'places.list': true,
  'places.pick': true,
  'places.find': true,
  'project.open': true,
  'project.close': true,
  'project.files': true,
  'project.createFromTemplate': true,
  'files.read': true,
  'files.look': true,
  'files.save': true,
  'files.create': true,
  'files.remove': true,
  'journal.write': true,
  'journal.clear': true,
  'journal.list': true,
  'recent.list': true,
  'recent.forget': true,
  'settings.read': true,
  'settings.write': true,
  'viewState.read': true,
  'viewState.write': true,
  'templates.list': true,
  'library.list': true,
  'library.look': true,
  'library.addToProject': true,
  'git.status': true,
  'menu.update': true,
  'menu.popup': true,
  'window.minimize': true,
  'window.toggleMaximize': true,
  'window.close': true,
  'window.setTitle': true,
  'clipboard.read': true,
  'clipboard.write': true,
  'log.write': true,
} satisfies Record<RequestName, true>) as readonly RequestName[];

/** Every event of the contract. */
export const EVENT_NAMES = Object.keys({
  'files.changed': true,
  'files.listChanged': true,
  'settings.changed': true,
  'menu.chosen': true,
  'app.openRequested': true,
  'window.state': true,
  'window.closeRequested': true,
} satisfies Record<EventName, true>) as readonly EventName[];
