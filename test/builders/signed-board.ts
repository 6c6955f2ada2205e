import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { derFromP1363, withLowS } from '../../shared/bytes/ecdsa.ts';
import { payloadTypes, preAuthenticationEncoding, sealEnvelope } from '../../shared/bytes/envelope.ts';
import type { Envelope, PayloadType } from '../../shared/bytes/envelope.ts';
import type { PublicKey, Roster } from '../../shared/board/roster.ts';
import type { ActBody, ActType } from '../../shared/events/catalogue.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { BoardId, DeviceId, Digest, Discipline, Instant, MemberId } from '../../shared/vocabulary.ts';
import type { EventDraft } from '../../electron/vault/vault.ts';

/** A P-256 key that signs whatever it is given: the tests' signer. */
export interface TestKey {
  readonly public: PublicKey;
  readonly secret: string;
  sign(message: Uint8Array): Uint8Array<ArrayBuffer>;
  seal(type: PayloadType, payload: Uint8Array): Envelope;
}

export function testKey(secret?: string): TestKey {
  const pem = secret ?? generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey;
  const spki = new Uint8Array(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
  const keyId = sha256(spki);
  const signMessage = (message: Uint8Array) => derFromP1363(withLowS(sign('sha256', message, { key: pem, dsaEncoding: 'ieee-p1363' })));
  return {
    public: { keyId, spki: toBase64(spki) }, secret: pem, sign: signMessage,
    seal: (type, payload) => sealEnvelope(type, payload, [{ keyId, signature: signMessage(preAuthenticationEncoding(type, payload)) }]),
  };
}

export const testInstant = '2026-11-19T09:12:44.000Z' as Instant;

/** A device with its member: everything needed to write one feed. */
export interface TestDevice { readonly member: MemberId; readonly memberKey: TestKey; readonly key: TestKey; readonly device: DeviceId }

export interface TestBoard {
  readonly board: BoardId;
  readonly root: TestKey;
  readonly roster: Roster;
  readonly envelope: Envelope;
  readonly devices: readonly TestDevice[];
}

function signRoster(roster: Roster, ...keys: readonly TestKey[]): Envelope {
  const payload = canonicalBytes(roster);
  return sealEnvelope(payloadTypes.roster, payload, keys.map((key) => ({ keyId: key.public.keyId, signature: key.sign(preAuthenticationEncoding(payloadTypes.roster, payload)) })));
}

/** A board of `count` members with one device each; `change` edits roster 0 before it is signed. */
export function testBoard(count = 3, change: (roster: Roster) => Roster = (roster) => roster): TestBoard {
  const root = testKey();
  const devices = Array.from({ length: count }, (_, i) => deviceOf(`member-${i}` as MemberId, testKey()));
  const roster = change({
    format: 1, kind: 'roster', seq: 0, previous: null, sample: false, issuedAt: testInstant, expiresAt: '2028-11-19T09:12:44.000Z' as Instant,
    charter: { name: 'Test board', minimumVotes: 2, requiredDisciplines: [], majority: 'simple', residualBar: null, validityDays: 365, thresholds: [] },
    ca: root.public, rootKeys: [root.public], threshold: 1,
    members: devices.map(({ member, memberKey }) => ({
      id: member, name: member, discipline: 'ml-robustness' as Discipline, roles: ['voter', 'secretary', 'submitter'], key: memberKey.public, certificate: 'AAAA', ecdh: 'AAAA', status: 'active',
    })),
  });
  const envelope = signRoster(roster, root);
  return { board: sha256(canonicalBytes(roster)), root, roster, envelope, devices };
}

/** The roster that follows a board's first, signed by `keys`. */
export function nextRoster({ roster, root }: TestBoard, change: (roster: Roster) => Roster = (same) => same, keys: readonly TestKey[] = [root]): Envelope {
  return signRoster(change({ ...roster, seq: 1, previous: sha256(canonicalBytes(roster)) }), ...keys);
}

/** Another device of a member. */
export function deviceOf(member: MemberId, memberKey: TestKey, key = testKey()): TestDevice {
  return { member, memberKey, key, device: key.public.keyId.slice(0, 32) as DeviceId };
}

/** An act of the device's member, signed. */
export function actDraft<T extends ActType>(board: BoardId, by: TestDevice, type: T, body: ActBody<T>, { claimedAt = testInstant, sample = false, signer = by.memberKey }: { claimedAt?: Instant; sample?: boolean; signer?: TestKey } = {}): EventDraft {
  const statement = { format: 1, kind: 'act', board, sample, member: by.member, claimedAt, type, body };
  return { type, claimedAt, envelope: signer.seal(payloadTypes.act, canonicalBytes(statement)) };
}

/** The act that opens a device's feed (rule L-2). */
export function addDevice(board: BoardId, by: TestDevice): EventDraft {
  return actDraft(board, by, 'device.added/1', { device: by.device, key: by.key.public, name: 'laptop' });
}

/** A recusal: the smallest act. */
export function recusal(board: BoardId, by: TestDevice, reason = 'I wrote the model'): EventDraft {
  return actDraft(board, by, 'recusal.declared/1', { dossier: 'aurora-7b-2.3', reason } as ActBody<'recusal.declared/1'>);
}

/** A finding that does not block: a mark. */
export function finding(text = 'The interval is wide', revision = sha256(new Uint8Array(1)) as Digest): EventDraft {
  return { type: 'finding.noted/1', claimedAt: testInstant, mark: { dossier: 'aurora-7b-2.3', revision, item: null, itemDigest: null, severity: 'minor', text } };
}

/** Signs heads with the device's key, as the signer does. */
export function headSigner(by: TestDevice): (message: Uint8Array) => Promise<Result<Uint8Array>> {
  return (message) => Promise.resolve(ok(by.key.sign(message)));
}
