import { describe, expect, test } from 'vitest';
import { nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { checkRosterChain, memberAt } from '../../../shared/board/roster-chain.ts';
import type { Roster } from '../../../shared/board/roster.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { payloadTypes, type Envelope } from '../../../shared/bytes/envelope.ts';
import { MemberId } from '../../../shared/vocabulary.ts';
import { rosterAfter, rosterDigest, rosterMember, rosterZero, signedRoster } from '../../builders/roster.ts';
import { signedBy, signingKey } from '../../builders/signing-key.ts';

const ports = { verify: nodeVerifySignature };
const root = signingKey(), second = signingKey(), third = signingKey(), stranger = signingKey();
const zero = rosterZero(root);
const board = rosterDigest(zero);
const first = signedRoster(zero, [root]);
const check = (envelopes: readonly Envelope[]) => checkRosterChain(envelopes, board, ports);
const codeOf = (result: { ok: true } | { ok: false; trouble: { code: string } }) => (result.ok ? 'ok' : result.trouble.code);
const after = async (overrides: Partial<Roster>, keys = [root]) => codeOf(await check([first, signedRoster(rosterAfter(zero, overrides), keys)]));

describe('a roster chain', () => {
  test('holds when each roster follows and is signed', async () => {
    const one = rosterAfter(zero, { members: [...zero.members, rosterMember('tomas-ek', { status: 'revoked' })] });
    const chain = await check([first, signedRoster(one, [root]), signedRoster(rosterAfter(one), [root])]);
    expect(chain.ok && chain.value.map(({ roster }) => roster.seq)).toEqual([0, 1, 2]);
    expect(memberAt(one, MemberId.parse('tomas-ek'))?.status).toBe('revoked');
    expect(memberAt(one, MemberId.parse('nobody'))).toBe(null);
    expect(one.members.filter((member) => member.status === 'active').map(({ id }) => id)).toEqual(['ingrid-solberg']);
  });

  test('needs a first roster, and the board\'s own', async () => {
    expect(codeOf(await check([]))).toBe('roster/broken-chain');
    const other = rosterZero(root, { charter: { ...zero.charter, minimumVotes: 1 } });
    expect(codeOf(await check([signedRoster(other, [root])]))).toBe('roster/broken-chain');
    expect(codeOf(await check([signedRoster(rosterAfter(zero), [root])]))).toBe('roster/broken-chain');
  });

  test('breaks where a roster is skipped, repeated or swapped', async () => {
    const one = rosterAfter(zero), two = rosterAfter(one);
    const [signedOne, signedTwo] = [signedRoster(one, [root]), signedRoster(two, [root])];
    for (const chain of [[first, signedTwo], [first, first], [first, signedOne, signedOne], [signedOne, first], [first, signedTwo, signedOne]]) expect(codeOf(await check(chain))).toBe('roster/broken-chain');
    expect(await after({ seq: 5 })).toBe('roster/broken-chain');
    expect(await after({ previous: rosterDigest(one) })).toBe('roster/broken-chain');
    expect(await after({ previous: null })).toBe('roster/broken-chain');
  });

  test('does not turn a sample board into a real one (rule P-5), nor change the authority', async () => {
    expect(await after({ sample: true })).toBe('roster/broken-chain');
    expect(await after({ ca: stranger.publicKey })).toBe('roster/broken-chain');
  });

  test('refuses one person twice', async () => {
    const ingrid = zero.members[0]!;
    expect(await after({ members: [ingrid, { ...ingrid, name: 'Again' }] })).toBe('roster/broken-chain');
    expect(await after({ members: [ingrid, rosterMember('ingrid-again', { key: ingrid.key })] })).toBe('roster/broken-chain');
    expect(await after({ members: [ingrid, rosterMember('ingrid-again', { key: { ...ingrid.key, keyId: stranger.publicKey.keyId } })] })).toBe('roster/broken-chain');
    expect(await after({ members: [rosterMember('alias', { key: { ...ingrid.key, keyId: stranger.publicKey.keyId } })] })).toBe('roster/broken-chain');
  });

  test('needs the thresholds of both sides where the root keys rotate', async () => {
    const rotated = { rootKeys: [second.publicKey, third.publicKey], threshold: 2 };
    expect(await after(rotated, [root, second, third])).toBe('ok');
    expect(await after(rotated, [second, third])).toBe('signature/unknown-key');
    expect(await after(rotated, [root])).toBe('signature/unknown-key');
    expect(await after(rotated, [root, second])).toBe('signature/too-few');
    expect(await after({ rootKeys: [second.publicKey, second.publicKey], threshold: 2 }, [root, second])).toBe('roster/broken-chain');
    expect(await after({ rootKeys: [second.publicKey], threshold: 2 }, [root, second])).toBe('roster/broken-chain');
  });

  test('after a rotation the old root signs nothing more', async () => {
    const one = rosterAfter(zero, { rootKeys: [second.publicKey] });
    const chain = (keys: typeof root[]) => check([first, signedRoster(one, [root, second]), signedRoster(rosterAfter(one), keys)]);
    expect(codeOf(await chain([second]))).toBe('ok');
    expect(codeOf(await chain([root]))).toBe('signature/unknown-key');
  });

  test('refuses a stranger\'s, a forged, a doubled and a transplanted signature', async () => {
    expect(await after({}, [stranger])).toBe('signature/unknown-key');
    const one = signedRoster(rosterAfter(zero), [root]), [signature] = one.signatures;
    const forged = { ...one, signatures: [{ keyid: root.publicKey.keyId, sig: signedRoster(rosterAfter(zero), [stranger]).signatures[0]!.sig }] };
    const doubled = { ...one, signatures: [signature!, signature!] };
    const transplanted = { ...signedRoster(rosterAfter(zero, { threshold: 1, members: [] }), [root]), signatures: one.signatures };
    for (const envelope of [forged, doubled, transplanted]) expect(codeOf(await check([first, envelope]))).toBe('signature/invalid');
    const act = signedBy([root], payloadTypes.act, Uint8Array.from(Buffer.from(first.payload, 'base64')));
    expect(codeOf(await check([act]))).toBe('input/schema');
  });

  test('refuses payloads that are no canonical roster', async () => {
    const sign = (text: string) => signedBy([root], payloadTypes.roster, encodeUtf8(text));
    const text = Buffer.from(first.payload, 'base64').toString();
    expect(codeOf(await check([sign(`${text}\n`)]))).toBe('json/not-canonical');
    expect(codeOf(await check([sign(text.replace('"format":1', '"format":2'))]))).toBe('input/format-number');
    expect(codeOf(await check([sign(text.replace('"format":1', '"format":1,"format":1'))]))).toBe('json/duplicate-key');
    expect(codeOf(await check([sign('{}')]))).toBe('input/schema');
    expect(codeOf(await check([{ ...first, payload: `${first.payload.slice(0, -4)}fR==` }]))).not.toBe('ok');
    expect(codeOf(await check([{ ...first, payload: 'AB==' }]))).toBe('input/schema');
  });
});
