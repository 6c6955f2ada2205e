/**
 * The order in which this machine first had each fact: `<position> <device> <seq> <digest> <firstSeenAt> LF`. It vouches for
 * order and first sight alone; whether a fact is valid, the feeds say.
 */
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { Instant } from '../../shared/vocabulary.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';

export interface Arrival { readonly position: number; readonly device: DeviceId; readonly seq: number; readonly digest: Digest; readonly firstSeenAt: Instant }

const line = /^([1-9][0-9]{0,14}) ([0-9a-f]{32}) (0|[1-9][0-9]{0,14}) ([0-9a-f]{64}) (\S{24})$/;

export function arrivalLines(arrivals: readonly Arrival[]): Uint8Array {
  return encodeUtf8(arrivals.map(({ position, device, seq, digest, firstSeenAt }) => `${position} ${device} ${seq} ${digest} ${firstSeenAt}\n`).join(''));
}

/** The good lines in order. `clean` is false when a line is torn, malformed or out of sequence: the lines after it are taken too, renumbered. */
export function readArrivals(bytes: Uint8Array): { readonly arrivals: readonly Arrival[]; readonly clean: boolean } {
  const lines = new TextDecoder().decode(bytes as Uint8Array<ArrayBuffer>).split('\n');
  let clean = lines.pop() === '';
  const arrivals: Arrival[] = [];
  for (const text of lines) {
    const match = line.exec(text);
    if (!match || !Instant.safeParse(match[5]).success) {
      clean = false;
      continue;
    }
    if (Number(match[1]) !== arrivals.length + 1) clean = false;
    arrivals.push({ position: arrivals.length + 1, device: match[2] as DeviceId, seq: Number(match[3]), digest: match[4] as Digest, firstSeenAt: match[5] as Instant });
  }
  return { arrivals, clean };
}
