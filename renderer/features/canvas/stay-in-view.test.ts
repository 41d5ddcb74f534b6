import { expect, it } from 'vitest';
import { stayInView } from './stay-in-view.ts';

const pane = { width: 600, height: 400 };
const view = { x: 0, y: 0, zoom: 1 };
const whole = { x: 50, y: 20, width: 500, height: 1000 };

it('moves a graph back that an edit pushed out at a side', () => {
  expect(stayInView(view, pane, whole, { ...whole, x: -140 })).toEqual({ x: 156, y: 0, zoom: 1 });
  expect(stayInView(view, pane, whole, { ...whole, x: 150 })).toEqual({ x: -66, y: 0, zoom: 1 });
});

it('leaves the view alone while all of it is still seen', () => {
  expect(stayInView(view, pane, whole, { ...whole, x: 80 })).toBeUndefined();
});

it('takes no pan back: what was cut off before may stay so', () => {
  expect(stayInView({ ...view, x: -200 }, pane, whole, { ...whole, x: -140 })).toBeUndefined();
});

it('leaves a graph alone that does not fit any more', () => {
  expect(stayInView(view, pane, whole, { ...whole, x: -300, width: 900 })).toBeUndefined();
});
