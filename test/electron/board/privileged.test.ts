import { readFileSync, rmSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { meetStore } from '../../../electron/board/meet.ts';
import { commit, prepare } from '../../../electron/board/perform.ts';
import { openPrivilegedNotes, recordPrivilegedNote } from '../../../electron/board/privileged.ts';
import { openProfile, type Profile } from '../../../electron/board/profile.ts';
import { notesHandlers } from '../../../electron/handlers/notes.ts';
import { openPrivileged } from '../../../electron/handlers/privileged.ts';
import type { Workspace } from '../../../electron/handlers/workspace.ts';
import { contentKeyRequest, sealBox } from '../../../electron/keys/sealed-box.ts';
import type { Command } from '../../../shared/commands/catalogue.ts';
import { privilegedWords } from '../../../shared/copy/screens/privileged.ts';
import type { MarkBody } from '../../../shared/events/catalogue.ts';
import { factsOn } from '../../../shared/events/dossier-facts.ts';
import { privilegedNotes, standingPrivileged } from '../../../shared/events/privileged.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { passphrase } from '../../builders/working-board.ts';
import { dossier, freshBoard, type DecidedBoard } from '../../hostile/decided-board.ts';

/** In the text, in a tag and in the passage: nothing of it may ever be found anywhere but in memory. */
const canary = 'Hemlock-7741';
const counsel = ['amara', 'bela'] as const;

const fixture = freshBoard(async (board) => {
  await admit('amara', 'Amara Okafor', board);
  await admit('bela', 'Bela Kovacs', board);
  for (const folder of folders) await board.does('sync', '--profile', folder);
});
const folders = ['helena', 'ingrid', ...counsel] as const;
const open = async (folder: string): Promise<Profile> => valueOf(await openProfile(fixture.board.at(folder), fixture.board.ports));

async function admit(folder: string, name: string, { does }: Pick<DecidedBoard, 'does'>): Promise<void> {
  await does('board', 'invite', '--profile', 'helena', '--name', name, '--discipline', 'legal', '--roles', 'voter,counsel', '-o', `${folder}.json`);
  await does('board', 'join', `${folder}.json`, '--profile', folder, '-o', `${folder}-request.json`);
  await does('board', 'admit', `${folder}-request.json`, '--profile', 'helena');
  for (const one of ['helena', folder]) await does('sync', '--profile', one);
  await does('board', 'enter', '--profile', folder);
  await does('sync', '--profile', folder);
}

/** Everybody meets the store, twice, so that what one gives the others have. */
async function sync(profiles: readonly Profile[]): Promise<void> {
  for (const profile of [...profiles, ...profiles]) valueOf(await meetStore(profile));
}

const command = (parts: Partial<Command<'make-privileged-note'>> = {}): Command<'make-privileged-note'> => {
  const exact = `about ${canary}`;
  return { name: 'make-privileged-note', dossier, shown: fixture.board.shown, item: 'D-1' as never, anchor: { quote: { exact, prefix: '', suffix: '' }, position: { start: 0, end: exact.length } }, text: `Our exposure: ${canary}.`, tags: [canary.toLowerCase()], ...parts };
};

const standing = (profile: Profile): number => standingPrivileged(factsOn(profile.record.view(), dossier));

/** How a text may stand in a file: as it is, in UTF-16, in base64 at any of three places, in hexadecimal. */
function forms(text: string): readonly Buffer[] {
  const plain = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), plain]).toString('base64').slice(shift === 0 ? 0 : shift + 1, -4));
  return [plain, Buffer.from(text.toLowerCase()), Buffer.from(text, 'utf16le'), Buffer.from(plain.toString('hex')), ...base64.map((one) => Buffer.from(one))];
}

/** Every compressed stream of the bytes, opened. */
function inflated(bytes: Buffer): Buffer[] {
  const opened: Buffer[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    try {
      opened.push(inflateSync(bytes.subarray(at + 7), { finishFlush: 2 }));
    } catch {
      // Not a compressed one.
    }
  }
  return opened;
}

/** Files below a folder that hold the text in any form. */
function leaks(text: string, folder = '.'): readonly string[] {
  return fixture.board.filesOf(folder).filter((name) => {
    const bytes = readFileSync(join(fixture.board.root, name));
    return [bytes, ...inflated(bytes)].some((one) => forms(text).some((form) => one.includes(form)));
  });
}

describe('privileged notes on a board', () => {
  let profiles: Record<(typeof folders)[number], Profile>;
  beforeEach(async () => {
    profiles = Object.fromEntries(await Promise.all(folders.map(async (folder) => [folder, await open(folder)] as const))) as typeof profiles;
    for (const name of counsel) valueOf(await profiles[name].signer.unlock(passphrase));
  });
  const all = (): readonly Profile[] => Object.values(profiles);

  test('A-3 what counsel writes is read by counsel alone; the packet states how many, and nothing of it is on any disk', async () => {
    const { amara, bela, helena, ingrid } = profiles;
    const drafts = notesHandlers({ profile: () => ok(amara) } as Workspace, amara.ports.clock, amara.vault.notes);
    valueOf(await drafts['draft.save']({ id: `privileged.${dossier}.d-1`, value: { text: `Draft of ${canary}` } }));
    const written = valueOf(await recordPrivilegedNote(amara, command()));
    await sync(all());
    expect(valueOf(await openPrivilegedNotes(bela, dossier))).toMatchObject({ closed: 0, notes: [{ note: written[0]!.digest, member: 'amara-okafor', withdrawnAt: null, content: { item: 'D-1', text: `Our exposure: ${canary}.`, tags: [canary.toLowerCase()] } }] });
    expect(valueOf(await openPrivilegedNotes(amara, dossier)).notes).toHaveLength(1);
    expect(valueOf(await drafts['draft.read']({ id: `privileged.${dossier}.d-1` }))).toMatchObject({ value: { text: `Draft of ${canary}` } });
    expect(all().map(standing)).toEqual([1, 1, 1, 1]);

    for (const other of [helena, ingrid]) {
      valueOf(await other.signer.unlock(passphrase));
      expect(await openPrivilegedNotes(other, dossier)).toMatchObject({ ok: false, trouble: { code: 'board/not-the-role', rule: 'A-3' } });
      expect(await recordPrivilegedNote(other, command())).toMatchObject({ ok: false, trouble: { code: 'board/not-the-role', rule: 'A-3' } });
      // Without the app's own check: their key opens nothing, under their name or under a reader's.
      const [{ sealed, member }] = privilegedNotes(factsOn(other.record.view(), dossier)) as [ReturnType<typeof privilegedNotes>[number]];
      const place = { purpose: 'privileged-note', board: other.trust.board, about: dossier, author: member } as const;
      const [own, theirs] = [valueOf(await other.signer.publicKey('ecdh')), valueOf(await bela.signer.publicKey('ecdh'))];
      expect(contentKeyRequest(sealed, place, other.file.member!, own)).toBeNull();
      expect(codeOf(await other.signer.contentKey(contentKeyRequest(sealed, place, bela.file.member!, theirs)!))).toBe('seal/broken');
    }

    await fixture.board.does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf', '--trust-out', 'root.pem', '--no-sync');
    const packet = readFileSync(fixture.board.at('packet.pdf'));
    expect(inflated(packet).some((stream) => forms('"withheld":1,').some((form) => stream.includes(form)))).toBe(true);
    expect(leaks(canary)).toEqual([]);
    // The search does find what is in the clear, wherever it is kept.
    expect(leaks('The evidence carries it.').length).toBeGreaterThan(3);
  });

  test('A-3 counsel who comes later reads what is sealed from then on; who recused reads nothing new', async () => {
    const { amara, bela, helena } = profiles;
    valueOf(await recordPrivilegedNote(amara, command()));
    await sync(all());
    await admit('dana', 'Dana Weiss', fixture.board);
    profiles.helena = await open('helena');
    await sync([amara, profiles.helena, bela]);
    valueOf(await recordPrivilegedNote(bela, command({ text: 'Second.' })));
    await sync([amara, bela]);
    const dana = await open('dana');
    valueOf(await dana.signer.unlock(passphrase));
    valueOf(await meetStore(dana));
    expect(valueOf(await openPrivilegedNotes(dana, dossier))).toMatchObject({ closed: 1, notes: [{ content: { text: 'Second.' } }] });

    const recusal = valueOf(await prepare(bela, { name: 'declare-recusal', dossier, reason: 'Advised the vendor.' }));
    valueOf(await commit(bela, recusal, passphrase));
    await sync([bela, amara]);
    expect(await recordPrivilegedNote(bela, command())).toMatchObject({ ok: false, trouble: { code: 'board/recused', rule: 'R-1' } });
    valueOf(await recordPrivilegedNote(amara, command({ text: 'Third.' })));
    const last = privilegedNotes(factsOn(amara.record.view(), dossier)).at(-1)!;
    expect(last.sealed.readers.map(({ member }) => member)).toEqual(['amara-okafor', 'dana-weiss']);
    expect(helena.folder).not.toBe('');
  });

  test('A-3 a note carried to another feed or dossier opens for nobody, and a note by who was never counsel isn’t counted', async () => {
    const { amara, bela, ingrid } = profiles;
    const [fact] = valueOf(await recordPrivilegedNote(amara, command()));
    const { sealed } = (fact as unknown as { body: MarkBody<'privileged.noted/1'> }).body;
    const replay = (by: Profile, about: string): Promise<Result<unknown>> => by.vault.appendOwn([{ type: 'privileged.noted/1', claimedAt: by.ports.clock.now(), mark: { dossier: about as DossierId, sealed } }]);
    valueOf(await replay(bela, dossier));
    valueOf(await replay(ingrid, dossier));
    valueOf(await replay(amara, 'aurora-2.4'));
    await sync(all());
    expect(all().map(standing)).toEqual([2, 2, 2, 2]);
    expect(valueOf(await openPrivilegedNotes(amara, dossier))).toMatchObject({ closed: 1, notes: [{ member: 'amara-okafor' }] });
    expect(valueOf(await openPrivilegedNotes(bela, 'aurora-2.4' as DossierId))).toEqual({ closed: 1, notes: [] });
  });

  test('a reader may be lied to about what a note holds, and sees a closed note', async () => {
    const { amara, bela } = profiles;
    const readers = [{ member: bela.file.member!, spki: Buffer.from(valueOf(await bela.signer.publicKey('ecdh'))).toString('base64') }];
    for (const words of ['no JSON', '{"format":1,"kind":"privileged-note"}', '{"format":9,"kind":"privileged-note"}']) {
      const sealed = valueOf(sealBox(new TextEncoder().encode(words), { purpose: 'privileged-note', board: amara.trust.board, about: dossier, author: amara.file.member! }, readers, amara.ports.ids));
      valueOf(await amara.vault.appendOwn([{ type: 'privileged.noted/1', claimedAt: amara.ports.clock.now(), mark: { dossier, sealed } }]));
    }
    await sync([amara, bela]);
    expect(valueOf(await openPrivilegedNotes(bela, dossier))).toEqual({ closed: 3, notes: [] });
    expect(await amara.vault.appendOwn([{ type: 'privileged.noted/1', claimedAt: amara.ports.clock.now(), mark: { dossier, sealed: { text: canary } } }])).toMatchObject({ ok: false });
  });

  test('A-1 only its author withdraws a note; then the packet doesn’t count it', async () => {
    const { amara, bela } = profiles;
    const [fact] = valueOf(await recordPrivilegedNote(amara, command()));
    await sync([amara, bela]);
    const withdraw: Command = { name: 'withdraw-privileged-note', dossier, note: fact!.digest };
    expect(await prepare(bela, withdraw)).toMatchObject({ ok: false, trouble: { code: 'board/not-its-author' } });
    valueOf(await commit(amara, valueOf(await prepare(amara, withdraw)), null));
    expect(codeOf(await prepare(amara, withdraw))).toBe('board/annotation-withdrawn');
    expect(codeOf(await prepare(amara, { ...withdraw, note: 'ab'.repeat(32) as Digest }))).toBe('board/unknown-annotation');
    await sync([amara, bela]);
    expect([standing(amara), standing(bela)]).toEqual([0, 0]);
    expect(valueOf(await openPrivilegedNotes(bela, dossier)).notes).toMatchObject([{ withdrawnAt: amara.ports.clock.now() }]);
  });

  test('locked, nothing opens and nothing is written; without the key a plain refusal', async () => {
    const { amara } = profiles;
    valueOf(await recordPrivilegedNote(amara, command()));
    await amara.signer.lock();
    expect([codeOf(await openPrivilegedNotes(amara, dossier)), codeOf(await recordPrivilegedNote(amara, command()))]).toEqual(['key/locked', 'key/locked']);
    expect(codeOf(await amara.signer.unlock('something else'))).toBe('key/wrong-passphrase');
    expect(await amara.signer.unlocked()).toBe(false);
    expect(standing(amara)).toBe(1);
    rmSync(fixture.board.at('amara', 'keys', 'ecdh.key'));
    expect([codeOf(await amara.signer.unlock(passphrase)), codeOf(await openPrivilegedNotes(amara, dossier))]).toEqual(['key/missing', 'key/missing']);
  });

  describe('in the window', () => {
    beforeAll(() => { vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }); });
    afterEach(() => { vi.clearAllTimers(); });

    test('is unlocked by the passphrase, and locks when nobody touches the machine, when the signer ends, and after an hour', async () => {
      const { amara, ingrid } = profiles;
      const said: boolean[] = [];
      let [idle, profile, asked] = [0, amara, 0];
      const { handlers, lock } = openPrivileged({
        workspace: { profile: () => ok(profile) } as Workspace, settings: { read: () => ({ theme: 'system' }) } as never, samplePassphrase: '', idleSeconds: () => idle, broadcast: (_topic, message) => { said.push((message as { unlocked: boolean }).unlocked); },
        signing: { ask: (view: { title: string }, sign: (words: string) => Promise<Result<null>>) => { asked += 1; expect(view.title).toBe(privilegedWords.unlock.title); return sign(passphrase); } } as never,
      });
      const pass = async (times: number): Promise<void> => { for (let i = 0; i < times; i++) { vi.advanceTimersByTime(15_000); for (let turn = 0; turn < 20; turn++) await Promise.resolve(); } };
      await amara.signer.lock();
      expect(valueOf(await handlers['privileged.read']({ dossier }))).toBeNull();
      const { name: _, ...fields } = command();
      expect(codeOf(await handlers['privileged.note'](fields))).toBe('key/locked');
      valueOf(await handlers['privileged.unlock']({}));
      // Asked again while it is open: nobody is asked for a passphrase.
      valueOf(await handlers['privileged.unlock']({}));
      expect(asked).toBe(1);
      valueOf(await handlers['privileged.note'](fields));
      expect(valueOf(await handlers['privileged.read']({ dossier }))).toMatchObject({ closed: 0, notes: [{ content: { item: 'D-1' } }] });
      await pass(20);
      expect(said).toEqual([true]);
      idle = 300;
      await pass(1);
      expect([said, await amara.signer.unlocked(), valueOf(await handlers['privileged.read']({ dossier }))]).toEqual([[true, false], false, null]);
      idle = 0;
      valueOf(await handlers['privileged.unlock']({}));
      await amara.signer.lock();
      expect(valueOf(await handlers['privileged.read']({ dossier }))).toBeNull();
      valueOf(await handlers['privileged.unlock']({}));
      await pass(241);
      expect(said).toEqual([true, false, true, false, true, false]);
      valueOf(await handlers['privileged.unlock']({}));
      await lock();
      expect([said.at(-1), await amara.signer.unlocked(), asked]).toEqual([false, false, 4]);
      profile = ingrid;
      expect([codeOf(await handlers['privileged.unlock']({})), asked]).toEqual(['board/not-the-role', 4]);
    });
  });
});
