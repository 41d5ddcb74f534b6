import type { ProfileStore } from '#host/files/profile-store.ts';

const NAME = 'window.json';
export const MIN_WIDTH = 720;
export const MIN_HEIGHT = 480;
const DEFAULT = { width: 1440, height: 900, isMaximized: false };

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was; without a place it is centred. */
export interface WindowState {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

export async function readWindowState(store: ProfileStore): Promise<unknown> {
  try {
    return JSON.parse((await store.read(NAME)) ?? '');
  } catch {
    return undefined;
  }
}

export async function writeWindowState(store: ProfileStore, state: WindowState): Promise<void> {
  await store.write(NAME, `${JSON.stringify(state)}\n`);
}

/** Makes a state that can be used here: no larger than the screen, and on a screen that is still there. */
export function fitWindowState(stored: unknown, screens: readonly Rectangle[]): WindowState {
  const screen = screens[0] ?? { x: 0, y: 0, width: DEFAULT.width, height: DEFAULT.height };
  const state = decode(stored);
  const width = clamp(state.width, MIN_WIDTH, Math.max(MIN_WIDTH, ...screens.map((one) => one.width)));
  const height = clamp(state.height, MIN_HEIGHT, Math.max(MIN_HEIGHT, ...screens.map((one) => one.height)));
  const { x, y, isMaximized } = state;
  if (x === undefined || y === undefined || !screens.some((one) => isTitleOn(one, { x, y, width, height }))) {
    return { width: Math.min(width, Math.max(MIN_WIDTH, screen.width)), height: Math.min(height, Math.max(MIN_HEIGHT, screen.height)), isMaximized };
  }
  return { x, y, width, height, isMaximized };
}

/** A window can be moved as long as enough of its title bar is on the screen. */
function isTitleOn(screen: Rectangle, window: Rectangle): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return across >= 120 && window.y >= screen.y && window.y <= screen.y + screen.height - 40;
}

function decode(stored: unknown): WindowState {
  if (typeof stored !== 'object' || stored === null) return DEFAULT;
  const { x, y, width, height, isMaximized } = stored as Record<string, unknown>;
  const whole = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : undefined);
  return { x: whole(x), y: whole(y), width: whole(width) ?? DEFAULT.width, height: whole(height) ?? DEFAULT.height, isMaximized: isMaximized === true };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
