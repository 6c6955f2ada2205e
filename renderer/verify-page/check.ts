/** From bytes to the verifier's report, as `countersign verify` does it: the rules are in `shared/packet/verify`, none is here. */
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { demandOf, judgeDemands, noPolicy, type Artifact, type Demands } from '../../shared/packet/demand.ts';
import type { Check, VerifyReport } from '../../shared/packet/verdict.ts';
import { verifyUnderAny } from '../../shared/packet/verify/any-root.ts';
import { readTrustRoot } from '../../shared/packet/verify/verify.ts';
import { Instant } from '../../shared/vocabulary.ts';

/** What one check is made on. */
export interface Given {
  readonly packet: Uint8Array;
  /** The trust file as it is, PEM or DER; null: nobody is trusted, and nothing is approved. */
  readonly trust: Uint8Array | null;
  /** The board's status list as the reader gave it; left out: none. */
  readonly list?: { readonly name: string; readonly bytes: Uint8Array } | null;
  /** Addenda as the reader gave them; left out: none. */
  readonly addenda?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The instant to judge at, in UTC: `2026-11-19T09:12:44.000Z`. */
  readonly at: string;
  /** Reads a sample board's packet as a sample (rule P-5). */
  readonly allowSample: boolean;
  /** Delivered files by their digests. */
  readonly artifacts?: readonly Artifact[];
}

/** Why there is no report: the trust file is not one certificate, the time is none, or the browser gives a page no Web Crypto. */
export type CheckProblem = 'trust' | 'at' | 'no-crypto';
/** A judged packet, before anything is held against it that was delivered. `root`: the name of the trusted root that it rests on. */
export interface Judged { readonly report: VerifyReport; readonly given: number; readonly root: string | null; readonly at: Instant }
export type Checked = { readonly ok: true; readonly judged: Judged } | { readonly ok: false; readonly problem: CheckProblem };

/** Whether the browser lets this page check signatures: it does for files from disk, `https:` and this machine's own servers. */
export function canCheck(): boolean {
  return (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;
}

/** Checks a file. Never throws for what it holds. */
export async function checkPacket({ packet, trust, list = null, addenda = [], at, allowSample }: Given): Promise<Checked> {
  if (!canCheck()) return { ok: false, problem: 'no-crypto' };
  const instant = Instant.safeParse(at);
  if (!instant.success) return { ok: false, problem: 'at' };
  const root = trust === null ? null : readTrustRoot(trust);
  if (trust !== null && root === null) return { ok: false, problem: 'trust' };
  const roots = root === null ? [] : [root];
  const { report, root: used } = await verifyUnderAny(packet, roots, { at: instant.data, allowSample, statusLists: list === null ? [] : [{ ...list, isChosen: true }], addenda, ports: { subtle: globalThis.crypto.subtle, sha256 } });
  return { ok: true, judged: { report, given: roots.length, root: used?.name ?? null, at: instant.data } };
}

const demands = ({ given, root }: Judged, artifacts: readonly Artifact[]): Demands => ({ policy: noPolicy, artifacts, roots: { given, used: root } });

/** The report with what was delivered held against it, as `countersign verify --artifact` does. */
export function withArtifacts(judged: Judged, artifacts: readonly Artifact[]): VerifyReport {
  return demandOf(judged.report, demands(judged, artifacts), judged.at);
}

/** One delivered file by itself. */
export function artifactCheck(judged: Judged, artifact: Artifact): Check | null {
  return judgeDemands(judged.report, demands(judged, [artifact]), judged.at).find(({ step }) => step === 'artifacts') ?? null;
}

/** The report in the very bytes of `countersign verify --json`. */
export function reportText(report: VerifyReport): string {
  return `${readableJson(report)}\n`;
}
