/** The options that `verify` and `gate` share, as one question about a packet. */
import { gateUsage } from '../../shared/copy/demand.ts';
import { usageWords } from '../../shared/copy/command-line.ts';
import { Duration, type Artifact } from '../../shared/packet/demand.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Digest, Instant } from '../../shared/vocabulary.ts';
import type { PacketQuestion } from './judge-packet.ts';
import { usage, type Given } from './options.ts';
import { reportOptions } from './packet-reports.ts';

export const packetOptions = { texts: ['policy', 'max-age', ...reportOptions], lists: ['trust', 'tsa-trust', 'status-list', 'addendum', 'artifact', 'artifact-digest'] } as const;

/**
 * Refuses `input/usage` for an instant, a duration or a digest that is none. `listsBind`: a status list that is given has to show that the packet
 * stands; otherwise it only has to be the board's.
 */
export function questionOf(given: Given, at: string, { allowSample, listsBind }: { readonly allowSample: boolean; readonly listsBind: boolean }): Result<PacketQuestion> {
  const instant = Instant.safeParse(at);
  if (!instant.success) return usage(gateUsage.instant(at));
  const maxAge = Duration.nullable().safeParse(given.text('max-age'));
  if (!maxAge.success) return usage(usageWords.value('max-age', gateUsage.duration));
  const digests: Artifact[] = [];
  for (const text of given.list('artifact-digest')) {
    const digest = digestNamed(text);
    if (digest === null) return usage(usageWords.value('artifact-digest', gateUsage.digest));
    digests.push(digest);
  }
  const paths = given.paths('artifact'), lists = given.paths('status-list'), addenda = given.paths('addendum');
  return ok({
    file: given.files[0] ?? '', trust: given.paths('trust'), stampTrust: given.paths('tsa-trust'), statusLists: given.list('status-list').map((name, index) => ({ name, path: lists[index] ?? '' })), addenda: given.list('addendum').map((name, index) => ({ name, path: addenda[index] ?? '' })), needsStatusList: listsBind && lists.length > 0, at: instant.data, allowSample, policy: given.path('policy'), maxAge: maxAge.data, conditionsClosed: given.flag('require-conditions-closed'),
    artifacts: given.list('artifact').map((name, index) => ({ name, path: paths[index] ?? '' })), digests,
  });
}

/** `sha256:HEX`, or an image as registries name it, `registry.example/aurora@sha256:HEX`. */
function digestNamed(text: string): Artifact | null {
  const [, name, hex = ''] = /^(?:(.{1,500})@)?sha256:([0-9a-fA-F]{64})$/.exec(text) ?? [];
  const digest = Digest.safeParse(hex.toLowerCase());
  return digest.success ? { name: name ?? text, sha256: digest.data } : null;
}

/** Every file that answering the question reads. */
export function filesRead({ file, trust, stampTrust, statusLists, addenda, policy, artifacts }: PacketQuestion): readonly string[] {
  return [file, ...trust, ...stampTrust, ...statusLists.map(({ path }) => path), ...addenda.map(({ path }) => path), ...(policy === null ? [] : [policy]), ...artifacts.map(({ path }) => path)];
}
