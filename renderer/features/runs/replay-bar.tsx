import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { glyphOf } from '#renderer/state/gates/gate-look.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { REPLAY_SPEEDS } from '#renderer/state/runs/replays.store.ts';
import { useReplay, useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import type { ReplayTick } from '#renderer/state/runs/run-replay.ts';
import { durationText } from '#renderer/state/runs/run-words.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Switch } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import styles from './replay-bar.module.css';

/** A recorded run on one bar: where jobs ended, gates by their glyph, any speed. Nothing is run, nothing is written. */
export function ReplayBar() {
  const { replays } = useAppState();
  const graph = useWorkspaceValue((state) => state.graph);
  const state = useReplay(graph);
  const number = useRunsValue((each) => (graph === undefined ? undefined : each.shown[graph]?.number));
  if (graph === undefined || !state) return null;
  const { replay, atMs, speed, isPlaying, heldBack } = state;
  const step = Math.max(1, Math.round(replay.totalMs / 500));
  const gate = gateToFail(replay.ticks, atMs, heldBack?.gate);
  const share = (ms: number) => `${(ms / replay.totalMs) * 100}%`;
  return (
    <section className={styles.bar} aria-label="Replay">
      <IconButton
        icon={isPlaying ? 'pause' : 'play'}
        label={isPlaying ? 'Pause' : 'Play'}
        isSmall
        onPress={() => replays.change(graph, { isPlaying: !isPlaying })}
      />
      <span className={styles.name}>
        Run {number}, {heldBack === undefined ? 'recorded' : 'simulated'}
      </span>
      <Slider
        aria-label="Moment of the run"
        className={styles.slider ?? ''}
        minValue={0}
        maxValue={Math.ceil(replay.totalMs / step) * step}
        step={step}
        value={Math.round(atMs)}
        onChange={(value) => replays.change(graph, { atMs: Math.min(Number(value), replay.totalMs), isPlaying: false })}
      >
        <SliderTrack className={styles.track ?? ''}>
          <i className={styles.fill} style={{ width: share(atMs) }} />
          {replay.ticks.map((tick) =>
            tick.verdict === undefined ? (
              <i key={`${tick.job} ${tick.atMs}`} className={styles.tick} style={{ left: share(tick.atMs) }} title={tick.job} />
            ) : (
              <i key={`${tick.job} verdict`} className={styles.gate} data-verdict={tick.verdict} style={{ left: share(tick.atMs) }} title={tick.job}>
                <Icon name={glyphOf(tick.verdict)} size={13} />
              </i>
            ),
          )}
          <SliderThumb className={styles.thumb ?? ''} />
        </SliderTrack>
      </Slider>
      <span className={styles.time}>
        {durationText(atMs)} of {durationText(replay.totalMs)}
      </span>
      <Menu
        label="Speed"
        placement="top start"
        groups={[{ entries: REPLAY_SPEEDS.map((each) => ({ id: String(each), label: `${each} x`, isChecked: each === speed })) }]}
        onAction={(id) => replays.change(graph, { speed: Number(id) })}
      >
        <Button isSmall aria-label={`Speed: ${speed} x`}>
          {speed} x
        </Button>
      </Menu>
      {gate === undefined ? null : (
        <div className={styles.fail} title={gate}>
          <Icon name={glyphOf('failed')} size={14} />
          <Switch label={`Fail this gate: ${gate}`} isOn={heldBack !== undefined} onChange={(isOn) => void replays.holdBack(graph, isOn ? gate : undefined)}>
            Fail this gate
          </Switch>
        </div>
      )}
      <IconButton icon="x" label="End the replay" isSmall onPress={() => void replays.end(graph)} />
    </section>
  );
}

/** The gate that is meant: the one that is failed, else the next that let through, else the last. */
function gateToFail(ticks: readonly ReplayTick[], atMs: number, heldBack: string | undefined): string | undefined {
  if (heldBack !== undefined) return heldBack;
  const gates = ticks.filter((tick) => tick.canHoldBack);
  return (gates.find((tick) => tick.atMs >= atMs) ?? gates.at(-1))?.job;
}
