import { execFile } from 'node:child_process';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { boardAdmit, boardEnter, boardInit, boardInvite, boardJoin, type BoardInitOptions } from '../../../electron/board/command-line.ts';
import { openProfile, type Profile } from '../../../electron/board/profile.ts';
import { standing } from '../../../electron/board/join.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { readTrust } from '../../../shared/board/trust.ts';
import { readCertificate, checkIssued } from '../../../shared/board/certificate.ts';
import { base64Bytes } from '../../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../../shared/bytes/canonical.ts';
import { sha256Text } from '../../../shared/bytes/digest.ts';
import { payloadTypes } from '../../../shared/bytes/envelope.ts';
import type { Seat } from '../../../shared/board/joining.ts';
import { Discipline, Instant } from '../../../shared/vocabulary.ts';
import { boardPorts, type TestBoardPorts } from '../../fakes/board-ports.ts';
import { faultyDisk } from '../../fakes/faulty-disk.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';
import { signedBy, signingKey } from '../../builders/signing-key.ts';

const run = promisify(execFile);
const secretary = 'the secretary\'s passphrase', newcomer = 'the newcomer\'s passphrase';
const codeOf = (result: { ok: true } | { ok: false; trouble: { code: string } }) => (result.ok ? 'ok' : result.trouble.code);
const value = <T>(result: { ok: true; value: T } | { ok: false; trouble: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
};
const seat = (name: string, ...roles: Seat['roles']): Seat => ({ name, discipline: Discipline.parse('ml-robustness'), roles });

let ports: TestBoardPorts;
let root: string;
const at = (...names: string[]) => join(root, ...names);
const initOptions = (overrides: Partial<BoardInitOptions> = {}): BoardInitOptions => ({
  profile: at('ingrid'), name: 'Nordlys Safety Review Board', founder: seat('Ingrid Sölberg', 'voter', 'secretary'), deviceName: 'ingrid-laptop',
  charterPath: null, sample: false, store: { kind: 'folder', path: '/srv/store' }, trustOut: at('board-root.pem'), passphrase: secretary, ...overrides,
});
const invite = (overrides: Partial<Parameters<typeof boardInvite>[0]> = {}) => boardInvite({ profile: at('ingrid'), seat: seat('Tomas Ek', 'voter'), store: null, days: 14, out: at('tomas.invite.json'), ...overrides }, ports);
const ask = (overrides: Partial<Parameters<typeof boardJoin>[0]> = {}) => boardJoin({ profile: at('tomas'), invitePath: at('tomas.invite.json'), name: null, store: null, passphrase: newcomer, out: at('tomas.request.json'), ...overrides }, ports);
const admit = (overrides: Partial<Parameters<typeof boardAdmit>[0]> = {}) => boardAdmit({ profile: at('ingrid'), requestPath: at('tomas.request.json'), seat: {}, passphrase: secretary, ...overrides }, ports);
const enter = () => boardEnter({ profile: at('tomas'), deviceName: 'tomas-desk', passphrase: newcomer }, ports);

async function open(name: string): Promise<Profile> { return value(await openProfile(at(name), ports)); }
/** What a sync does with rosters. */
async function carryRosters(from: string, to: string): Promise<void> {
  const [giver, taker] = [await open(from), await open(to)];
  for (const { envelope } of giver.vault.rosters()) value(await taker.vault.appendRoster(envelope));
}
const json = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;

beforeEach(async () => {
  root = await temporaryFolder();
  ports = boardPorts();
});

describe('founding a board', () => {
  test('roster 0 names the authority, whose certificate names roster 0', async () => {
    const founded = value(await boardInit(initOptions(), ports));
    const trust = value(readTrust(await readFile(at('board-root.pem'), 'utf8')));
    const profile = await open('ingrid');
    const roster = profile.roster()!;
    expect([trust.board, trust.keyId, trust.sample]).toEqual([founded.board, roster.ca.keyId, false]);
    expect(profile.vault.rosters()[0]!.digest).toBe(founded.board);
    expect(roster.charter).toMatchObject({ name: 'Nordlys Safety Review Board', minimumVotes: 2 });
    expect(roster.members).toMatchObject([{ id: 'ingrid-solberg', name: 'Ingrid Sölberg', roles: ['voter', 'secretary'], status: 'active' }]);
    const certificate = value(readCertificate(base64Bytes(roster.members[0]!.certificate), 'x'));
    expect(codeOf(await checkIssued(certificate, trust.ca, ports.verify))).toBe('ok');
    await writeFile(at('member.der'), certificate.der);
    expect((await run('openssl', ['verify', '-attime', String(Date.parse('2026-11-20') / 1000), '-CAfile', at('board-root.pem'), at('member.der')])).stdout).toContain('OK');
  });

  test('its first event adds the device (rule L-2)', async () => {
    const founded = value(await boardInit(initOptions(), ports));
    const profile = await open('ingrid');
    expect(profile.vault.facts()).toMatchObject([{ kind: 'known', type: 'device.added/1', member: 'ingrid-solberg', device: founded.device, seq: 0, body: { device: founded.device, name: 'ingrid-laptop' } }]);
    expect(await json(at('ingrid', 'board.json'))).toEqual({ format: 1, kind: 'board', member: 'ingrid-solberg', device: founded.device, store: { kind: 'folder', path: '/srv/store' }, sample: false });
    expect((await readdir(at('ingrid', 'keys'))).sort()).toEqual(['device.key', 'ecdh.key', 'member.key', 'root.key']);
  });

  test('no file of the profile holds the passphrase or a key in the clear, but for the device\'s data key', async () => {
    value(await boardInit(initOptions(), ports));
    const names = (await readdir(at('ingrid'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(names.length).toBeGreaterThan(8);
    // How the PKCS#8 of every P-256 key starts (RFC 5208, RFC 5915).
    const start = Buffer.from('308187020100301306072a8648ce3d020106082a8648ce3d030107', 'hex');
    for (const entry of names) {
      const bytes = await readFile(join(entry.parentPath, entry.name));
      for (const canary of [Buffer.from(secretary), Buffer.from(Buffer.from(secretary).toString('base64').slice(0, 20)), start, Buffer.from(start.toString('base64').slice(0, 30)), Buffer.from(start.toString('hex'))]) expect(bytes.includes(canary)).toBe(false);
    }
  });

  test('a sample board says so in trust file and roster (rule P-5)', async () => {
    value(await boardInit(initOptions({ sample: true, passphrase: 'demo' }), ports));
    const profile = await open('ingrid');
    expect([profile.trust.sample, profile.roster()!.sample, profile.file.sample]).toEqual([true, true, true]);
    expect(codeOf(await boardInit(initOptions({ profile: at('real'), passphrase: 'demo' }), ports))).toBe('key/short-passphrase');
  });

  test('takes a charter from JSON or YAML and refuses what is none', async () => {
    await writeFile(at('charter.yaml'), 'name: Nordlys Safety Review Board\nminimumVotes: 3\nrequiredDisciplines: [legal]\nmajority: two-thirds\nresidualBar: null\nvalidityDays: 180\nthresholds: []\n');
    value(await boardInit(initOptions({ charterPath: at('charter.yaml') }), ports));
    expect((await open('ingrid')).roster()!.charter).toMatchObject({ minimumVotes: 3, majority: 'two-thirds', requiredDisciplines: ['legal'] });
    const misnamed = await boardInit(initOptions({ profile: at('other'), name: 'Another Board', charterPath: at('charter.yaml') }), ports);
    expect(misnamed).toMatchObject({ ok: false, trouble: { code: 'input/schema', params: { name: 'charter.yaml', place: '$.name' } } });
    await writeFile(at('charter.json'), '{"name":"x","minimumVotes":0}');
    const refused = await boardInit(initOptions({ profile: at('other'), charterPath: at('charter.json') }), ports);
    expect(refused).toMatchObject({ ok: false, trouble: { code: 'input/schema', params: { name: 'charter.json' } } });
    expect(codeOf(await boardInit(initOptions({ profile: at('other'), charterPath: at('none.json') }), ports))).toBe('input/not-found');
    expect((await readdir(root)).includes('other')).toBe(false);
  });

  test('one folder holds one board', async () => {
    value(await boardInit(initOptions(), ports));
    expect(codeOf(await boardInit(initOptions(), ports))).toBe('board/exists');
    expect(codeOf(await openProfile(at('nowhere'), ports))).toBe('board/none');
  });

  test('a disk that fails at any write leaves no half board, and the next attempt with the same passphrase finishes or says that one exists', { timeout: 120_000 }, async () => {
    let attempt = 1;
    for (; ; attempt += 3) {
      const profile = at(`try-${attempt}`);
      const files = openFiles(faultyDisk({ at: attempt, errno: 'ENOSPC', persistent: true }));
      const founded = await boardInit(initOptions({ profile, trustOut: null }), boardPorts({ files }));
      if (founded.ok) break;
      expect(codeOf(founded)).toBe('disk/full');
      // Whole or not there: the last thing to fail is the flush after the file has its name.
    expect(['board/none', 'ok']).toContain(codeOf(await openProfile(profile, ports)));
      expect(codeOf(await boardInit(initOptions({ profile, trustOut: null, passphrase: 'another passphrase' }), ports))).toMatch(/^(ok|key\/wrong-passphrase|board\/exists)$/);
      expect(codeOf(await boardInit(initOptions({ profile, trustOut: null }), ports))).toMatch(/^(ok|board\/exists|key\/wrong-passphrase)$/);
    }
    expect(attempt).toBeGreaterThan(20);
  });
});

describe('becoming a member', () => {
  beforeEach(async () => { value(await boardInit(initOptions(), ports)); });

  test('invite, join, admit, sync, enter: and then acts count on both machines', async () => {
    const invited = value(await invite());
    const asked = value(await ask());
    expect(asked).toMatchObject({ boardName: 'Nordlys Safety Review Board', fingerprint: invited.fingerprint });
    let tomas = await open('tomas');
    expect([tomas.file.member, tomas.file.store, tomas.roster()]).toEqual([null, { kind: 'folder', path: '/srv/store' }, null]);
    expect(value(await standing(tomas, ports))).toEqual({ kind: 'waiting' });
    expect(codeOf(await tomas.act('recusal.declared/1', { dossier: 'aurora' as never, reason: 'x' }, newcomer))).toBe('board/not-a-member');
    expect(codeOf(await enter())).toBe('board/not-a-member');

    expect(value(await admit())).toEqual({ member: 'tomas-ek', seat: seat('Tomas Ek', 'voter'), rosterSeq: 1 });
    expect(codeOf(await enter())).toBe('board/not-a-member');
    await carryRosters('ingrid', 'tomas');
    expect(value(await enter())).toBe('tomas-ek');
    expect(value(await enter())).toBe('tomas-ek');

    tomas = await open('tomas');
    expect(tomas.file.member).toBe('tomas-ek');
    expect(tomas.vault.facts()).toMatchObject([{ type: 'device.added/1', member: 'tomas-ek', seq: 0 }]);
    expect(codeOf(await tomas.act('recusal.declared/1', { dossier: 'aurora' as never, reason: 'I built it.' }, 'wrong'))).toBe('key/wrong-passphrase');
    expect(value(await tomas.act('recusal.declared/1', { dossier: 'aurora' as never, reason: 'I built it.' }, newcomer))).toMatchObject([{ type: 'recusal.declared/1', member: 'tomas-ek', seq: 1 }]);
    expect(codeOf(await tomas.act('recusal.declared/1', { dossier: '../x' as never, reason: '' }, newcomer))).toBe('input/schema');

    const certificate = value(readCertificate(base64Bytes(tomas.roster()!.members[1]!.certificate), 'x'));
    expect(certificate.subject).toEqual({ name: 'Tomas Ek', serial: 'tomas-ek', unit: 'ml-robustness', organisation: 'Nordlys Safety Review Board' });
  });

  test('the secretary decides discipline and roles; the newcomer writes their own name', async () => {
    await invite();
    value(await ask({ name: 'Tomas Ek-Lund' }));
    expect(value(await admit({ seat: { roles: ['counsel'] } }))).toMatchObject({ member: 'tomas-ek-lund', seat: { name: 'Tomas Ek-Lund', discipline: 'ml-robustness', roles: ['counsel'] } });
  });

  test('two people of one name get two ids', async () => {
    for (const number of [1, 2]) {
      value(await invite({ namesake: true }));
      value(await ask({ profile: at(`tomas-${number}`) }));
      expect(value(await admit({ namesake: true })).member).toBe(number === 1 ? 'tomas-ek' : 'tomas-ek-2');
    }
  });

  test.each(['Tomas Ek', 'TOMAS EK', ' tomas \u00a0 ek ', 'To\u200bmas Ek'])('nobody gets a second vote unnoticed: “%s” is neither invited nor admitted again', async (name) => {
    const taken = { ok: false, trouble: { code: 'board/name-taken', params: { name, member: 'tomas-ek' } } };
    await invite();
    value(await ask());
    // Two invitations that went out before either was used.
    value(await invite({ seat: seat(name, 'voter'), out: at('again.json') }));
    value(await ask({ profile: at('again'), invitePath: at('again.json'), out: at('again.request.json') }));
    value(await admit());
    expect(await invite({ seat: seat(name, 'voter') })).toMatchObject(taken);
    expect(await admit({ requestPath: at('again.request.json') })).toMatchObject(taken);
    expect((await open('ingrid')).roster()!.members).toHaveLength(2);
    // The refused request is not used up.
    expect(value(await admit({ requestPath: at('again.request.json'), namesake: true })).seat.name).toBe(name);
  });

  test('a name is the same in either Unicode form, and another name is another', async () => {
    expect(codeOf(await invite({ seat: seat('INGRID SO\u0308LBERG', 'voter') }))).toBe('board/name-taken');
    expect(codeOf(await invite({ seat: seat('Ingrid Solberg', 'voter') }))).toBe('ok');
  });

  test('only the secretary invites, and only the root admits', async () => {
    await invite();
    await ask();
    value(await admit());
    await carryRosters('ingrid', 'tomas');
    value(await enter());
    expect(await invite({ profile: at('tomas'), out: at('x.json') })).toMatchObject({ ok: false, trouble: { code: 'board/not-the-role', params: { member: 'tomas-ek', role: 'secretary' } } });
    expect(codeOf(await invite({ profile: at('nowhere') }))).toBe('board/none');

    await invite({ seat: seat('Ada', 'voter'), out: at('ada.json') });
    value(await ask({ profile: at('ada'), invitePath: at('ada.json'), out: at('ada.request.json') }));
    expect(codeOf(await admit({ profile: at('tomas'), requestPath: at('ada.request.json'), passphrase: newcomer }))).toBe('board/invite-invalid');
  });

  test('an invite works once, for two weeks, and only with its code', async () => {
    await invite();
    value(await ask());
    expect(codeOf(await admit({ passphrase: 'wrong passphrase' }))).toBe('key/wrong-passphrase');
    value(await admit());
    expect(codeOf(await admit())).toBe('board/invite-invalid');
    value(await ask({ profile: at('second'), out: at('second.request.json') }));
    expect(codeOf(await admit({ requestPath: at('second.request.json') }))).toBe('board/invite-invalid');

    await invite({ seat: seat('Ada', 'voter'), out: at('late.json') });
    value(await ask({ profile: at('late'), invitePath: at('late.json'), out: at('late.request.json') }));
    ports.setClock('2026-12-04T09:00:00.000Z');
    expect(codeOf(await admit({ requestPath: at('late.request.json') }))).toBe('board/invite-invalid');
    expect(codeOf(await ask({ profile: at('later'), invitePath: at('late.json') }))).toBe('board/invite-invalid');
  });

  test('the code stays between the two: the request does not hold it, and its files are their owner\'s alone', async () => {
    await invite();
    value(await ask());
    const { code } = await json(at('tomas.invite.json'));
    const request = await json(at('tomas.request.json'));
    expect(String(code)).toMatch(/^[0-9a-f]{32}$/);
    expect(Buffer.from(String(request.payload), 'base64').toString()).not.toContain(String(code));
    for (const path of [at('tomas.invite.json'), ...(await readdir(at('ingrid', 'invites'))).map((name) => at('ingrid', 'invites', name))]) expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('refuses a request that somebody else changed or wrote', async () => {
    await invite();
    value(await ask());
    const { code } = await json(at('tomas.invite.json'));
    const envelope = await json(at('tomas.request.json')) as { payload: string; signatures: unknown[] };
    const payload = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as Record<string, unknown>;
    const submit = async (bytes: Uint8Array | string) => { await writeFile(at('forged.json'), bytes); return codeOf(await admit({ requestPath: at('forged.json') })); };
    const [mallory, device] = [signingKey(), signingKey()];
    const resigned = (changes: Record<string, unknown>, keys = [mallory, device]) => submit(canonicalBytes(signedBy(keys, payloadTypes.joinRequest, canonicalBytes({ ...payload, member: mallory.publicKey, device: device.publicKey, ...changes }))));

    expect(await submit(canonicalBytes({ ...envelope, payload: Buffer.from(canonicalBytes({ ...payload, name: 'Mallory' })).toString('base64') }))).toBe('signature/invalid');
    expect(await submit(canonicalBytes({ ...envelope, signatures: envelope.signatures.slice(0, 1) }))).toBe('signature/too-few');
    expect(await resigned({})).toBe('board/invite-invalid');
    expect(await resigned({ invite: sha256Text('another') })).toBe('board/invite-invalid');
    expect(await resigned({ board: sha256Text('another') })).toBe('board/invite-invalid');
    expect(await resigned({ proof: sha256Text(String(code)) })).toBe('board/invite-invalid');
    expect(await resigned({ device: mallory.publicKey }, [mallory])).toBe('signature/invalid');
    expect(await resigned({}, [mallory])).toBe('signature/too-few');
    expect(await resigned({ ecdh: 'AAAA' })).toBe('signature/invalid');
    expect(await resigned({ extra: 1 })).toBe('input/schema');
    for (const bad of ['', '{', '[]', 'x'.repeat(70_000), JSON.stringify({ ...envelope, payloadType: payloadTypes.act })]) expect(await submit(bad)).not.toBe('ok');
    expect((await open('ingrid')).vault.rosters().length).toBe(1);
    expect(await submit(canonicalBytes(envelope))).toBe('ok');
  });

  test('refuses an invite whose trust file is another board\'s, or no invite', async () => {
    value(await boardInit(initOptions({ profile: at('other'), trustOut: at('other.pem') }), ports));
    await invite();
    const good = await json(at('tomas.invite.json'));
    const attempt = async (text: string) => { await writeFile(at('bad.json'), text); return codeOf(await ask({ invitePath: at('bad.json') })); };
    expect(await attempt(JSON.stringify({ ...good, trust: await readFile(at('other.pem'), 'utf8') }))).toBe('board/invite-invalid');
    expect(await attempt(JSON.stringify({ ...good, format: 2 }))).toBe('input/format-number');
    for (const bad of ['', '{}', JSON.stringify({ ...good, code: 'x' }), JSON.stringify({ ...good, trust: '' })]) expect(await attempt(bad)).toMatch(/^input\//);
    expect(codeOf(await ask({ invitePath: at('none.json') }))).toBe('input/not-found');
    expect((await readdir(root)).includes('tomas')).toBe(false);
  });

  test('a joiner\'s profile takes no other board\'s rosters', async () => {
    value(await boardInit(initOptions({ profile: at('other'), trustOut: null }), ports));
    await invite();
    value(await ask());
    const [other, tomas] = [await open('other'), await open('tomas')];
    expect(codeOf(await tomas.vault.appendRoster(other.vault.rosters()[0]!.envelope))).toBe('roster/broken-chain');
  });

  test('a profile whose trust file was exchanged does not open', async () => {
    value(await boardInit(initOptions({ profile: at('other'), trustOut: at('other.pem') }), ports));
    await writeFile(at('ingrid', 'trust.pem'), await readFile(at('other.pem')));
    const opened = await openProfile(at('ingrid'), ports);
    expect(!opened.ok || opened.value.vault.found.some((trouble) => trouble.code === 'roster/broken-chain')).toBe(true);
    await writeFile(at('ingrid', 'board.json'), '{"format":2}');
    expect(codeOf(await openProfile(at('ingrid'), ports))).toBe('input/format-number');
  });

  test('certificates and rosters carry their dates', async () => {
    await invite();
    value(await ask());
    ports.setClock('2026-11-25T12:00:00.000Z');
    value(await admit());
    const [, next] = (await open('ingrid')).vault.rosters();
    expect([next!.roster.issuedAt, next!.roster.expiresAt]).toEqual([Instant.parse('2026-11-25T12:00:00.000Z'), Instant.parse('2028-11-24T12:00:00.000Z')]);
    const certificate = value(readCertificate(base64Bytes(next!.roster.members[1]!.certificate), 'x'));
    expect([certificate.notBefore, certificate.notAfter]).toEqual(['2026-11-24T12:00:00.000Z', '2028-11-24T12:00:00.000Z']);
  });
});
