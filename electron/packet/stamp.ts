/** A timestamp authority by its address: asks it for one token, and takes only an answer to exactly that question. */
import { stampLimit, stampRequest, stampTypes, readStamp, type Stamp } from '../../shared/packet/timestamp.ts';
import { digestBytes } from '../../shared/bytes/digest.ts';
import type { Clock, Ids, Sha256 } from '../../shared/ports.ts';
import { integrity, ok, type Result } from '../../shared/result.ts';
import type { Web } from '../platform/web.ts';

/** Has bytes stamped. Faults with `web/failed`, fails with `timestamp/wrong` where the answer is not one to take. */
export type Stamper = (stamped: Uint8Array) => Promise<Result<Stamp>>;

export interface StampPorts { readonly web: Web; readonly ids: Pick<Ids, 'random'>; readonly clock: Clock; readonly sha256: Sha256; readonly subtle: SubtleCrypto }

const nonceBytes = 16;

/** Opens the authority at `url`; nothing is sent before the first bytes are to be stamped. The authority gets a digest, never the bytes. */
export function openStamper(url: string, { web, ids, clock, sha256, subtle }: StampPorts): Stamper {
  return async (stamped) => {
    const nonce = ids.random(nonceBytes);
    const body = { type: stampTypes.request, bytes: stampRequest(digestBytes(sha256(stamped)), nonce) };
    const answer = await web({ url, body, limitBytes: stampLimit.answerBytes, timeoutMs: stampLimit.requestMs });
    if (!answer.ok) return answer;
    const read = await readStamp(subtle, answer.value, { stamped, nonce, at: clock.now() });
    return read.ok ? ok(read.stamp) : integrity('timestamp/wrong', { authority: url, problem: read.problem });
  };
}
