/** Linear scales with round ticks. */

/** Maps `domain` to `range`; `ticks` are round numbers inside the domain. */
export interface Scale { readonly at: (value: number) => number; readonly ticks: readonly number[]; readonly low: number; readonly high: number }

/** A scale from `low` to `high`, both widened to round numbers, with about `count` steps. A domain without extent is given one. */
export function roundScale(low: number, high: number, from: number, to: number, count: number): Scale {
  const step = roundStep(Math.max(high - low, Number.EPSILON * Math.max(1, Math.abs(high)) * 8) || 1, count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return scale(first * step, last * step, from, to, step);
}

/** A scale that ends exactly at `low` and `high`; its ticks are the round numbers between. */
export function exactScale(low: number, high: number, from: number, to: number, count: number): Scale {
  const top = high > low ? high : low + 1;
  return scale(low, top, from, to, roundStep(top - low, count));
}

function scale(low: number, high: number, from: number, to: number, step: number): Scale {
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)));
  return { at: (value) => from + ((value - low) / (high - low)) * (to - from), ticks, low, high };
}

/** 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(extent: number, count: number): number {
  const rough = extent / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}
