import type { VerbContext } from '../verb.ts';

/** What was found of one thing. */
export interface Finding {
  readonly found: boolean;
  /** Version, place or amount; what is wrong when it was not found. */
  readonly detail: string;
  /** In place of the checkup's own remedy, where that would not help. */
  readonly remedy?: string;
}

/** What a computer may have. One record each, listed in `checkups`. */
export interface Checkup {
  readonly id: string;
  readonly title: string;
  /** What it allows. */
  readonly allows: string;
  /** How to get it. */
  readonly remedy: string;
  look(world: World): Promise<Finding>;
}

export interface World {
  readonly env: VerbContext['env'];
  readonly cwd: string;
  readonly platform: string;
  readonly isRoot: boolean;
  readonly appRoot: string;
}
