/**
 * Asking a timestamp authority (RFC 3161): the request's bytes, and whether an answer is one to that request. An authority
 * is somebody else's server: whatever it sends is taken only when every part of it is the one that was asked for.
 */
import { judgeToken } from './verify/integrity.ts';
import { judgeSigner } from './verify/chain.ts';
import { concat, encode, readWhole, sameBytes, tag, timeText, type Asn1 } from './verify/der.ts';
import { readSignedData, type SignedData } from './verify/signed-data.ts';
import { heldToken, tokenProblem } from './verify/token-form.ts';
import { stampWords } from '../copy/archival.ts';

/** Limits of one exchange; a token with its certificates has some 3 to 8 kB. */
export const stampLimit = { requestMs: 10_000, answerBytes: 64 * 1024, tokenBytes: 12 * 1024, clockMs: 10 * 60_000 } as const;
/** Media types of request and answer (RFC 3161, 3.4). */
export const stampTypes = { request: 'application/timestamp-query', answer: 'application/timestamp-reply' } as const;

const sha256Oid = Uint8Array.of(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01);

/** A number that isn't negative as the shortest DER INTEGER. */
function integer(magnitude: Uint8Array): Uint8Array {
  let from = 0;
  while (from < magnitude.length - 1 && magnitude[from] === 0) from++;
  const digits = magnitude.subarray(from);
  return encode(tag.integer, (digits[0] ?? 0) >= 0x80 || digits.length === 0 ? concat([Uint8Array.of(0), digits]) : digits);
}

/** The TimeStampReq (RFC 3161, 2.4.1): SHA-256 imprint (32 bytes), the nonce, and the wish for the authority's certificates. */
export function stampRequest(imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  const algorithm = encode(tag.sequence, encode(tag.oid, sha256Oid));
  return encode(tag.sequence, concat([
    encode(tag.integer, Uint8Array.of(1)), encode(tag.sequence, concat([algorithm, encode(tag.octetString, imprint)])),
    integer(nonce), encode(tag.boolean, Uint8Array.of(0xff)),
  ]));
}

/** What was asked. `stamped` are the bytes whose SHA-256 is the imprint, `at` the present instant. */
export interface StampQuestion { readonly stamped: Uint8Array; readonly nonce: Uint8Array; readonly at: string }

/** A token that answers the question: its bytes (without certificates that nothing in it vouches for), when it says that the bytes existed, and who says so. */
export interface Stamp { readonly token: Uint8Array; readonly at: string; readonly authority: string; readonly data: SignedData }

type StampAnswer = { readonly ok: true; readonly stamp: Stamp } | { readonly ok: false; readonly problem: string };

/** Judges a TimeStampResp (RFC 3161, 2.4.2) against its question; `problem` says what is wrong with it. Whom to believe is the reader's choice later. */
export async function readStamp(subtle: SubtleCrypto, answer: Uint8Array, { stamped, nonce, at }: StampQuestion): Promise<StampAnswer> {
  const no = (problem: string): StampAnswer => ({ ok: false, problem });
  const whole = readWhole(answer);
  const [status, tokenInfo, ...more] = whole?.children ?? [];
  if (whole?.tag !== tag.sequence || status?.tag !== tag.sequence || more.length > 0) return no(stampWords.noAnswer);
  const code = status.children[0];
  // 0 granted, 1 granted with changes; anything else carries no token (2.4.2).
  if (code?.tag !== tag.integer || code.content.length !== 1) return no(stampWords.noAnswer);
  if (code.content[0]! > 1) return no(stampWords.notGranted(code.content[0]!));
  if (tokenInfo === undefined) return no(stampWords.noAnswer);
  const token = await heldToken(subtle, tokenInfo.bytes);
  const read = readSignedData(token ?? tokenInfo.bytes);
  if (!read.ok) return no(stampWords.unreadable(read.problem));
  if (token === null) return no(stampWords.noAnswer);
  if (token.length > stampLimit.tokenBytes) return no(stampWords.tooLong(token.length));
  const { data } = read;
  const judged = await judgeToken(subtle, data, stamped);
  if (judged.check.result !== 'passed' || judged.at === null) return no(judged.check.reason);
  const form = await tokenProblem(subtle, token, data);
  if (form !== null) return no(stampWords.form(form));
  const info = readWhole(data.content!)!;
  if (!hasNonce(info, nonce)) return no(stampWords.otherNonce);
  if (data.signer === null) return no(stampWords.noSigner);
  const may = judgeSigner(data.signer, 'timestamp');
  if (may.result !== 'passed') return no(may.reason);
  // The one purpose, and critical (RFC 3161, 2.3).
  if (data.signer.purposes?.critical !== true || data.signer.purposes.oids.length !== 1) return no(stampWords.purpose);
  if (data.signer.notBeforeAt > judged.at || data.signer.notAfterAt < judged.at) return no(stampWords.expired(judged.at));
  const apartMs = Math.abs(Date.parse(judged.at) - Date.parse(at));
  if (!(apartMs <= stampLimit.clockMs)) return no(stampWords.otherTime(judged.at));
  return { ok: true, stamp: { token: Uint8Array.from(token), at: judged.at, authority: data.signer.commonName ?? stampWords.unnamed, data } };
}

/** The nonce is the only INTEGER after genTime in a TSTInfo; accuracy is a SEQUENCE, ordering a BOOLEAN (2.4.2). */
function hasNonce(info: Asn1, nonce: Uint8Array): boolean {
  const after = info.children.slice(info.children.findIndex((child) => child.tag === tag.generalizedTime) + 1);
  const found = after.filter((child) => child.tag === tag.integer);
  return timeText(info.children[4]) !== null && found.length === 1 && sameBytes(found[0]!.bytes, integer(nonce));
}

