/** What `verify` and `gate` do alike: read trust files, policy, artifacts and packet, and judge. */
import { z } from 'zod';
import { demandOf, durationMs, noPolicy, PacketPolicy, type Artifact, type Duration } from '../../shared/packet/demand.ts';
import { statusListLimitBytes } from '../../shared/packet/status-list.ts';
import type { VerifyReport } from '../../shared/packet/verdict.ts';
import type { GivenAddendum } from '../../shared/packet/verify/addenda.ts';
import { verifyUnderAny } from '../../shared/packet/verify/any-root.ts';
import { fileLimitBytes } from '../../shared/packet/verify/pdf-file.ts';
import type { GivenList } from '../../shared/packet/verify/status-list.ts';
import { readTrustRoot, type TrustRoot, type VerifyPorts } from '../../shared/packet/verify/verify.ts';
import { checkFormatNumber } from '../../shared/bytes/format.ts';
import { checkSchema } from '../../shared/bytes/schema.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import type { digestFile } from '../platform/file-digest.ts';
import type { Files } from '../platform/files.ts';

/** What is judged, and against what. Paths are absolute, links followed. */
export interface PacketQuestion {
  /** Path of the PDF. */
  readonly file: string;
  /** Paths of trust files, any of which may be the board's; none: nobody is trusted, and no packet is approved. */
  readonly trust: readonly string[];
  /** Paths of certificates of authorities that are believed about times. */
  readonly stampTrust: readonly string[];
  /** Status lists that the user gave, with the names that they gave them. Whether one must prove something is `needsStatusList`. */
  readonly statusLists: readonly { readonly name: string; readonly path: string }[];
  /** Addenda to the packet, with the names that the user gave them. */
  readonly addenda: readonly { readonly name: string; readonly path: string }[];
  /** A list must be there, be current and say that the packet stands, whatever the policy says. */
  readonly needsStatusList: boolean;
  readonly at: Instant;
  readonly allowSample: boolean;
  /** Path of a policy; null: none. */
  readonly policy: string | null;
  /** Demanded on the command line beyond the policy; the stricter one counts. */
  readonly maxAge: Duration | null;
  readonly conditionsClosed: boolean;
  /** Files that go out, with the name that the user gave them. */
  readonly artifacts: readonly { readonly name: string; readonly path: string }[];
  /** Digests that the user computed. */
  readonly digests: readonly Artifact[];
}

export interface JudgePorts extends VerifyPorts { readonly files: Pick<Files, 'read'>; readonly digestFile: typeof digestFile }

export interface JudgedPacket { readonly report: VerifyReport; readonly artifacts: readonly Artifact[]; readonly root: TrustRoot | null }

export const limit = { packetBytes: fileLimitBytes, trustBytes: 64 * 1024, policyBytes: 256 * 1024, statusListBytes: statusListLimitBytes } as const;

/** Reads all that the question names, then judges. Any file that can't be read ends it without a verdict. */
export async function judgePacketFile(question: PacketQuestion, ports: JudgePorts): Promise<Result<JudgedPacket>> {
  const policy = question.policy === null ? ok(noPolicy) : await policyAt(question.policy, ports);
  if (!policy.ok) return policy;
  const trust = await rootsAt(question.trust, ports);
  const stampTrust = await rootsAt(question.stampTrust, ports);
  if (!trust.ok) return trust;
  if (!stampTrust.ok) return stampTrust;
  const roots = trust.value;
  const statusLists: GivenList[] = [];
  for (const { name, path } of question.statusLists) {
    const bytes = await fileAt(path, limit.statusListBytes, ports);
    if (!bytes.ok) return bytes;
    statusLists.push({ name, bytes: bytes.value, isChosen: true });
  }
  const addenda: GivenAddendum[] = [];
  for (const { name, path } of question.addenda) {
    const bytes = await fileAt(path, limit.packetBytes, ports);
    if (!bytes.ok) return bytes;
    addenda.push({ name, bytes: bytes.value });
  }
  const artifacts: Artifact[] = [];
  for (const { name, path } of question.artifacts) {
    const sha256 = await ports.digestFile(path);
    if (!sha256.ok) return sha256;
    artifacts.push({ name, sha256: sha256.value });
  }
  artifacts.push(...question.digests);
  const packet = await fileAt(question.file, limit.packetBytes, ports);
  if (!packet.ok) return packet;
  const { subtle, sha256, digestParts } = ports;
  const { report, root } = await verifyUnderAny(packet.value, roots, { stampTrust: stampTrust.value, at: question.at, allowSample: question.allowSample, statusLists, addenda, ports: { subtle, sha256, ...(digestParts === undefined ? {} : { digestParts }) } });
  const demands = { policy: stricter(policy.value, question), artifacts, roots: { given: roots.length, used: root?.name ?? null } };
  return ok({ report: demandOf(report, demands, question.at), artifacts, root });
}

/** The policy with what the command line demands beyond it. */
function stricter(policy: PacketPolicy, { maxAge, conditionsClosed, needsStatusList }: PacketQuestion): PacketPolicy {
  const [shortest = null] = [maxAge, policy.maxAge].filter((age) => age !== null).sort((a, b) => durationMs(a) - durationMs(b));
  return { ...policy, maxAge: shortest, require: { ...policy.require, conditionsClosed: policy.require.conditionsClosed || conditionsClosed, statusList: policy.require.statusList || needsStatusList } };
}

/** A file that must be there. */
export async function fileAt(path: string, limitBytes: number, { files }: Pick<JudgePorts, 'files'>): Promise<Result<Uint8Array>> {
  const bytes = await files.read(path, limitBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : ok(bytes.value);
}

/** The root in a trust file; refuses `input/schema` for anything but one certificate. */
async function trustAt(path: string, ports: Pick<JudgePorts, 'files'>): Promise<Result<TrustRoot>> {
  const bytes = await fileAt(path, limit.trustBytes, ports);
  if (!bytes.ok) return bytes;
  const root = readTrustRoot(bytes.value);
  return root === null ? refuse('input/schema', { name: path, place: 'trust file', expected: 'one certificate in PEM or DER', found: 'something else' }) : ok(root);
}

/** The roots in several trust files. */
export async function rootsAt(paths: readonly string[], ports: Pick<JudgePorts, 'files'>): Promise<Result<readonly TrustRoot[]>> {
  const roots: TrustRoot[] = [];
  for (const path of paths) {
    const root = await trustAt(path, ports);
    if (!root.ok) return root;
    roots.push(root.value);
  }
  return ok(roots);
}

async function policyAt(path: string, ports: JudgePorts): Promise<Result<PacketPolicy>> {
  const bytes = await fileAt(path, limit.policyBytes, ports);
  return bytes.ok ? readPacketPolicy(bytes.value, path) : bytes;
}

/** A policy in JSON or YAML; the file's name tells which. Refuses a newer format plainly, and any name that isn't one of a policy's. */
export async function readPacketPolicy(bytes: Uint8Array, name: string): Promise<Result<PacketPolicy>> {
  const value = name.toLowerCase().endsWith('.json') ? readStrict(z.unknown(), bytes, { name, maxBytes: limit.policyBytes }) : await yamlValue(name, bytes);
  if (!value.ok) return value;
  const supported = checkFormatNumber(value.value, 1, name);
  return supported.ok ? checkSchema(PacketPolicy, value.value, name) : supported;
}

/** The reader of YAML is loaded for a policy in YAML only: a gate's time is mostly loading. */
async function yamlValue(name: string, bytes: Uint8Array): Promise<Result<unknown>> {
  const { readYaml } = await import('../../shared/dossier/yaml-text.ts');
  const yaml = readYaml(name, bytes, limit.policyBytes);
  return yaml.ok ? ok(yaml.value.value) : yaml;
}
