/** Several roots that a reader trusts, any of which may be the packet's. Each answer is one under exactly one root: they never mix. */
import type { VerifyReport } from '../verdict.ts';
import { authenticity } from './record.ts';
import type { TrustRoot } from './trust-root.ts';
import { verifyPacket, type VerifyOptions } from './verify.ts';

export interface RootedReport {
  readonly report: VerifyReport;
  /** The root under which the packet is authentic; null: under none. */
  readonly root: TrustRoot | null;
}

/**
 * Judges the file under each root, in their order, until it is authentic under one. Where it is under none, the answer is the one that came
 * furthest. Without roots nobody is trusted.
 */
export async function verifyUnderAny(bytes: Uint8Array, roots: readonly TrustRoot[], options: Omit<VerifyOptions, 'trust'>): Promise<RootedReport> {
  let furthest: VerifyReport | null = null;
  for (const root of roots) {
    const report = await verifyPacket(bytes, { ...options, trust: root });
    if (isAuthentic(report)) return { report, root };
    if (furthest === null || passedSteps(report) > passedSteps(furthest)) furthest = report;
  }
  return { report: furthest ?? await verifyPacket(bytes, { ...options, trust: null }), root: null };
}

/** Proven to be a board's packet, or an addendum to one, whatever it is worth today. */
function isAuthentic({ verdict, facts, addendum }: VerifyReport): boolean {
  if (addendum?.holds === true) return true;
  if (verdict === 'approved' || verdict === 'approved-with-conditions' || verdict === 'not-approved') return true;
  // Open by nothing but a status list's word.
  return verdict === 'indeterminate' && facts.some(({ step, result }) => step === 'standing' && result === 'indeterminate') && facts.every(({ step, result }) => result === 'passed' || !(authenticity as readonly string[]).includes(step));
}

function passedSteps({ facts }: VerifyReport): number {
  return facts.filter(({ result }) => result === 'passed').length;
}
