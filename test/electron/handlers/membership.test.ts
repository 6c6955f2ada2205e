import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { admittingHandlers } from '../../../electron/handlers/admitting.ts';
import { openChoices } from '../../../electron/handlers/choices.ts';
import { foundingHandlers } from '../../../electron/handlers/founding.ts';
import { joiningHandlers } from '../../../electron/handlers/joining.ts';
import { askingForPin } from '../../../electron/handlers/member-key.ts';
import { notesHandlers } from '../../../electron/handlers/notes.ts';
import { openTurn } from '../../../electron/handlers/turn.ts';
import { openWorkspace, type Workspace } from '../../../electron/handlers/workspace.ts';
import type { AskToken } from '../../../electron/keys/token.ts';
import { makeSample } from '../../../electron/sample/make.ts';
import { layoutOf } from '../../../electron/vault/layout.ts';
import { openNotes } from '../../../electron/vault/notes.ts';
import { defaultCharter } from '../../../shared/board/charter.ts';
import { Invite } from '../../../shared/board/joining.ts';
import type { SignView } from '../../../shared/ipc/contract.ts';
import { ChoiceId, type FoundBoard } from '../../../shared/ipc/membership.ts';
import type { Result } from '../../../shared/result.ts';
import { Discipline } from '../../../shared/vocabulary.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { quickSigner, temporaryFolder } from '../../fakes/key-folder.ts';
import { noTokens, softToken } from '../../builders/soft-token.ts';

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.trouble.code);
const never = ChoiceId.parse('0'.repeat(32));

let root: string;
const at = (...names: string[]): string => join(root, ...names);

/** What one machine has: its handlers, what its dialogs answer, and the passphrase that is typed into its sign window. */
function machine(name: string, tokens?: AskToken) {
  const folder = at(name);
  const ports = boardPorts(tokens === undefined ? {} : { openKeys: (keys) => quickSigner(keys, { tokens }) });
  const told: string[] = [];
  const workspace: Workspace = openWorkspace({ folder, ports, samplePassphrase: 'x', onSyncTrouble: () => undefined, onDefect: () => 'reference', broadcast: (topic) => { told.push(topic); } });
  const typed = { passphrases: [] as string[], opens: '', path: null as string | null };
  const views: SignView[] = [];
  const refused: string[] = [];
  const pick = async (): Promise<string | null> => typed.path;
  const membership = {
    folder, ports, workspace, settings: { read: () => ({ theme: 'light' as const, singleKeys: true }) }, choices: openChoices(ports.ids), turn: openTurn(), samplePassphrase: 'x',
    broadcast: (topic: string) => { told.push(topic); },
    dialogs: { openCharter: pick, openStore: pick, openInvite: pick, openRequest: pick, openKeyFile: pick, openModule: pick, saveAs: pick },
    signing: {
      ask: async <T>(view: SignView, sign: (passphrase: string, opens: string) => Promise<Result<T>>): Promise<Result<T>> => {
        views.push(view);
        for (const passphrase of typed.passphrases) {
          const signed = await sign(passphrase, typed.opens);
          if (signed.ok || (signed.trouble.code !== 'key/wrong-passphrase' && signed.trouble.code !== 'key/short-passphrase')) return signed;
          refused.push(signed.trouble.code);
        }
        return { ok: false, trouble: { family: 'refusal', code: 'key/cancelled', params: { act: view.title } } };
      },
    },
  };
  return {
    folder, ports, workspace, typed, views, refused, told,
    ...foundingHandlers(membership), ...joiningHandlers(membership), ...admittingHandlers(membership as Parameters<typeof admittingHandlers>[0]),
    ...notesHandlers(workspace, ports.clock, openNotes(layoutOf(folder), ports.files)),
  };
}

const founding = (overrides: Partial<FoundBoard> = {}): FoundBoard => ({
  founder: { name: 'Helena Brandt', discipline: Discipline.parse('secretariat'), roles: ['secretary', 'voter'] },
  charter: { from: 'form', charter: { ...defaultCharter, name: 'Nordlys' } }, store: null, memberKey: { from: 'new' }, ...overrides,
});
const seat = { name: 'Ingrid Solberg', discipline: Discipline.parse('safety'), roles: ['voter' as const] };

/** Helena's machine with a founded board and its store. */
async function founded() {
  const helena = machine('helena');
  helena.typed.path = at('store');
  const store = valueOf(await helena['store.choose']({}));
  helena.typed.passphrases = ['the secretary’s words'];
  valueOf(await helena['board.found'](founding({ store: store?.choice ?? null })));
  return helena;
}

beforeEach(async () => {
  root = await temporaryFolder();
  for (const name of ['helena', 'ingrid', 'store']) await mkdir(at(name));
});

describe('setting up a board', () => {
  test('main shows what will be founded, asks again for a passphrase that is too short, and opens the board', async () => {
    const helena = machine('helena');
    helena.typed.passphrases = ['short', 'long enough a passphrase'];
    const state = valueOf(await helena['board.found'](founding()));
    expect(state).toMatchObject({ kind: 'open', board: { name: 'Nordlys', sample: false }, member: 'helena-brandt', store: null });
    expect(helena.refused).toEqual(['key/short-passphrase']);
    expect(helena.views[0]).toMatchObject({ purpose: 'found', newPassphrase: { minimum: 10 }, samplePassphrase: null, board: 'Nordlys', member: 'Helena Brandt' });
    expect(helena.views[0]?.lines.map(({ text }) => text)).toContain('Nordlys');
    expect(helena.views[0]?.statements[0]?.text).toContain('"minimumVotes": 2');
    await helena.workspace.close();
  });

  test('a window that is closed leaves no board and no key', async () => {
    const helena = machine('helena');
    expect(codeOf(await helena['board.found'](founding()))).toBe('key/cancelled');
    expect(await readdir(helena.folder)).toEqual([]);
    helena.typed.passphrases = ['long enough a passphrase'];
    expect(codeOf(await helena['board.found'](founding()))).toBe('ok');
    expect(codeOf(await helena['board.found'](founding()))).toBe('board/exists');
    await helena.workspace.close();
  });

  test('hidden characters in what was typed are made visible before the passphrase is given', async () => {
    const helena = machine('helena');
    await helena['board.found'](founding({ founder: { ...founding().founder, name: 'Helena\u202eBrandt' } }));
    expect(helena.views[0]?.lines.map(({ text }) => text)).toContain('Helena\\u202eBrandt');
  });

  test('only what was chosen in main’s dialogs counts: an id that main didn’t give names nothing', async () => {
    const helena = machine('helena');
    helena.typed.passphrases = ['long enough a passphrase'];
    expect(codeOf(await helena['board.found'](founding({ store: never })))).toBe('board/choice-gone');
    expect(codeOf(await helena['board.found'](founding({ charter: { from: 'file', choice: never } })))).toBe('board/choice-gone');
    helena.typed.path = at('nowhere');
    expect(codeOf(await helena['store.choose']({}))).toBe('input/not-found');
    expect(helena.views).toHaveLength(0);
  });

  test('a charter file is read by the charter’s schema, and the board takes its name', async () => {
    const helena = machine('helena');
    helena.typed.path = at('charter.yaml');
    await writeFile(at('charter.yaml'), 'name: From a file\nminimumVotes: 0\n');
    expect(codeOf(await helena['charter.choose']({}))).toBe('input/schema');
    await writeFile(at('charter.yaml'), 'name: From a file\nminimumVotes: 3\nrequiredDisciplines: [legal]\nmajority: two-thirds\nresidualBar: null\nvalidityDays: 30\nthresholds: []\n');
    const charter = valueOf(await helena['charter.choose']({}));
    expect(valueOf(await helena['chosen.read']({})).charter).toEqual(charter);
    helena.typed.passphrases = ['long enough a passphrase'];
    expect(valueOf(await helena['board.found'](founding({ charter: { from: 'file', choice: charter?.choice ?? never } })))).toMatchObject({ kind: 'open', board: { name: 'From a file' } });
    expect(valueOf(await helena['chosen.read']({}))).toEqual({ charter: null, store: null, invite: null, keyFile: null, module: null });
    await helena.workspace.close();
  });

  test('what is typed before there is a board is kept, and stands in the way of nothing', async () => {
    const helena = machine('helena');
    valueOf(await helena['draft.save']({ id: 'first-run', value: { name: 'Nord' } }));
    expect(valueOf(await helena['draft.read']({ id: 'first-run' }))?.value).toEqual({ name: 'Nord' });
    // A place without sources: what refuses is the packing and not the draft.
    expect(codeOf(await makeSample(helena.folder, { sources: at('none'), ports: helena.ports }))).not.toBe('board/exists');
    helena.typed.passphrases = ['long enough a passphrase'];
    valueOf(await helena['draft.save']({ id: 'first-run', value: {} }));
    expect(codeOf(await helena['board.found'](founding()))).toBe('ok');
    expect(valueOf(await helena['draft.remove']({ id: 'first-run' }))).toBeNull();
    await helena.workspace.close();
  });

  test('a board that began without a store takes one, once', async () => {
    const helena = machine('helena');
    helena.typed.passphrases = ['long enough a passphrase'];
    valueOf(await helena['board.found'](founding()));
    helena.typed.path = at('store');
    const store = valueOf(await helena['store.choose']({}));
    expect(valueOf(await helena['store.use']({ store: store?.choice ?? never }))).toMatchObject({ kind: 'open', store: at('store') });
    expect(codeOf(await helena['store.use']({ store: store?.choice ?? never }))).toBe('board/has-store');
    await helena.workspace.close();
  });
});

describe('joining one', () => {
  /** Ingrid's machine, waiting; Helena's with the invitation given. */
  async function asked() {
    const helena = await founded();
    helena.typed.path = at('invitation.json');
    expect(valueOf(await helena['member.invite']({ seat, namesake: false }))).toBe('invitation.json');
    const ingrid = machine('ingrid');
    ingrid.typed.path = at('invitation.json');
    const invite = valueOf(await ingrid['invite.choose']({}));
    ingrid.typed.passphrases = ['the newcomer’s words'];
    const state = valueOf(await ingrid['board.join']({ invite: invite?.choice ?? never, name: 'Ingrid Solberg', store: null, memberKey: { from: 'new' } }));
    return { helena, ingrid, invite, state };
  }

  test('an invitation is a secret file; the newcomer sees board, seat and fingerprint, and never its code', async () => {
    const { helena, ingrid, invite, state } = await asked();
    expect((await stat(at('invitation.json'))).mode & 0o777).toBe(0o600);
    const { code } = Invite.parse(JSON.parse(await readFile(at('invitation.json'), 'utf8')));
    expect(invite).toMatchObject({ boardName: 'Nordlys', invitedBy: 'helena-brandt', seat, store: at('store'), sample: false });
    expect(JSON.stringify([invite, ingrid.views, valueOf(await helena['newcomers.read']({}))])).not.toContain(code);
    expect(ingrid.views[0]).toMatchObject({ purpose: 'join', newPassphrase: { minimum: 10 } });
    expect(state).toMatchObject({ kind: 'waiting', board: { name: 'Nordlys' }, admitted: false, store: at('store') });
    await Promise.all([helena.workspace.close(), ingrid.workspace.close()]);
  });

  test('the request goes through the store; who is admitted enters, and both see each other', async () => {
    const { helena, ingrid } = await asked();
    await helena.workspace.sync();
    await ingrid.workspace.sync();
    expect(valueOf(await ingrid.workspace.state())).toMatchObject({ kind: 'waiting', delivered: true, admitted: false });
    const { admits, requests, invites } = valueOf(await helena['newcomers.read']({}));
    expect({ admits, invites }).toMatchObject({ admits: true, invites: [{ seat, state: 'asked' }] });
    expect(requests).toMatchObject([{ name: 'Ingrid Solberg', file: null, seat, trouble: null }]);
    const waiting = valueOf(await ingrid.workspace.state());
    expect(requests[0]?.keyId).toBe(waiting.kind === 'waiting' ? waiting.keyId : null);

    expect(codeOf(await helena['member.admit']({ request: never, namesake: false }))).toBe('board/choice-gone');
    helena.typed.passphrases = ['not these words', 'the secretary’s words'];
    expect(valueOf(await helena['member.admit']({ request: requests[0]!.choice, namesake: false }))).toMatchObject({ kind: 'open', rosters: [{}, {}] });
    expect(helena.refused).toEqual(['key/wrong-passphrase']);
    expect(helena.views.at(-1)).toMatchObject({ purpose: 'admit', member: 'Helena Brandt' });
    expect(valueOf(await helena['newcomers.read']({}))).toMatchObject({ requests: [], invites: [{ state: 'used' }] });

    await helena.workspace.sync();
    expect(codeOf(await ingrid['board.enter']({}))).toBe('board/not-a-member');
    ingrid.told.length = 0;
    // The roster comes without any new head: a waiting machine looks all the same.
    await ingrid.workspace.sync();
    expect(ingrid.told).toContain('profile');
    expect(valueOf(await ingrid.workspace.state())).toMatchObject({ kind: 'waiting', admitted: true });
    expect(valueOf(await ingrid['board.enter']({}))).toMatchObject({ kind: 'open', member: 'ingrid-solberg' });
    expect(ingrid.views.at(-1)?.statements[0]?.text).toContain('device.added/1');
    await ingrid.workspace.sync();
    await helena.workspace.sync();
    const feeds = (workspace: Workspace): number => valueOf(workspace.profile()).vault.feeds().length;
    expect([feeds(helena.workspace), feeds(ingrid.workspace)]).toEqual([2, 2]);
    await Promise.all([helena.workspace.close(), ingrid.workspace.close()]);
  });

  test('a request also travels as a file, and what is no request is refused', async () => {
    const { helena, ingrid } = await asked();
    ingrid.typed.path = at('request.json');
    expect(valueOf(await ingrid['request.save']({}))).toBe('request.json');
    helena.typed.path = at('invitation.json');
    expect(codeOf(await helena['request.choose']({}))).not.toBe('ok');
    helena.typed.path = at('request.json');
    expect(valueOf(await helena['request.choose']({}))?.requests).toMatchObject([{ file: 'request.json', name: 'Ingrid Solberg', trouble: null }]);
    await Promise.all([helena.workspace.close(), ingrid.workspace.close()]);
  });

  test('junk in the store is listed with its trouble and admits nobody', async () => {
    const { helena, ingrid } = await asked();
    await helena.workspace.sync();
    await ingrid.workspace.sync();
    const [name = ''] = await readdir(at('store', 'j'));
    await writeFile(at('store', 'j', name), '{"payload":');
    await writeFile(at('store', 'j', `${'f'.repeat(64)}.dsse`), 'junk that nobody invited');
    const { requests } = valueOf(await helena['newcomers.read']({}));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.trouble?.code).toMatch(/^(?:input|json)\//);
    expect(codeOf(await helena['member.admit']({ request: requests[0]!.choice, namesake: false }))).toMatch(/^(?:input|json)\//);
    await Promise.all([helena.workspace.close(), ingrid.workspace.close()]);
  });

  test('a dropped file is read as a chosen one is, and junk is refused', async () => {
    const { helena, ingrid } = await asked();
    const other = machine('other');
    expect(codeOf(await other['invite.drop']({ name: 'x.json', text: 'nothing' }))).not.toBe('ok');
    expect(valueOf(await other['invite.drop']({ name: 'x.json', text: await readFile(at('invitation.json'), 'utf8') }))).toMatchObject({ name: 'x.json', boardName: 'Nordlys' });
    await Promise.all([helena.workspace.close(), ingrid.workspace.close()]);
  });

  test('an invitation that could not be saved is not given', async () => {
    const helena = await founded();
    helena.typed.path = at('store');
    expect(codeOf(await helena['member.invite']({ seat, namesake: false }))).not.toBe('ok');
    expect(valueOf(await helena['newcomers.read']({})).invites).toEqual([]);
    helena.typed.path = null;
    expect(valueOf(await helena['member.invite']({ seat, namesake: false }))).toBeNull();
    expect(valueOf(await helena['newcomers.read']({})).invites).toEqual([]);
    await helena.workspace.close();
  });
});

describe('a key from elsewhere', () => {
  test('a PKCS#12 file: the window says so and asks for its passphrase; a wrong one founds nothing', async () => {
    const helena = machine('helena');
    helena.typed.path = at('helena.p12');
    expect(codeOf(await helena['key-file.choose']({}))).toBe('input/not-found');
    await writeFile(at('helena.p12'), new Uint8Array(300_000));
    expect(codeOf(await helena['key-file.choose']({}))).toBe('input/too-large');
    await writeFile(at('helena.p12'), 'no key at all');
    const file = valueOf(await helena['key-file.choose']({}));
    helena.typed.passphrases = ['the secretary’s words'];
    expect(codeOf(await helena['board.found'](founding({ memberKey: { from: 'pkcs12', choice: never } })))).toBe('board/choice-gone');
    expect(codeOf(await helena['board.found'](founding({ memberKey: { from: 'pkcs12', choice: file!.choice } })))).toBe('key/import-refused');
    expect(helena.views.at(-1)).toMatchObject({ purpose: 'found', keyFrom: { kind: 'pkcs12', name: 'helena.p12' } });
    expect(helena.views.at(-1)!.lines.find(({ label }) => label === 'Keys')?.text).toContain('taken from helena.p12');
    expect(await readdir(at('helena')).catch(() => [])).toEqual([]);
  });

  test.skipIf(noTokens !== null)('a token: its keys are listed without the PIN, which the sign window asks for from then on', async () => {
    const token = await softToken(await temporaryFolder());
    const helena = machine('helena', token.tokens);
    helena.typed.path = token.module;
    const module = valueOf(await helena['module.choose']({}));
    expect(module?.tokens.find(({ label }) => label === token.label)).toMatchObject({ keys: [{ id: '01' }] });
    const again = valueOf(await helena['module.look']({ module: module!.choice }));
    expect(codeOf(await helena['module.look']({ module: module!.choice }))).toBe('board/choice-gone');
    const { label, serial } = again.tokens.find((one) => one.label === token.label)!;
    const key = { from: 'token' as const, choice: again.choice, label, serial, keyId: '01' };
    helena.typed.passphrases = ['the secretary’s words'];
    for (const wrong of [{ ...key, label: 'Another' }, { ...key, keyId: '02' }, { ...key, choice: module!.choice }]) expect(codeOf(await helena['board.found'](founding({ memberKey: wrong })))).toBe('board/choice-gone');
    helena.typed.opens = '000000';
    expect(codeOf(await helena['board.found'](founding({ memberKey: key })))).toBe('key/wrong-pin');
    helena.typed.opens = token.pin;
    expect(valueOf(await helena['board.found'](founding({ memberKey: key })))).toMatchObject({ kind: 'open', token: token.label });
    const shown: SignView[] = [];
    const window = { ask: async (view: SignView) => { shown.push(view); return { ok: true as const, value: null as never }; } };
    const asking = askingForPin(window as never, helena.folder, helena.ports.files);
    const view = { title: 'Vote', samplePassphrase: null } as unknown as SignView;
    for (const one of [view, { ...view, purpose: 'admit' as const }, { ...view, newPassphrase: { minimum: 10 } }]) await asking.ask(one, async () => ({ ok: true, value: null }));
    expect(shown.map(({ keyFrom }) => keyFrom)).toEqual([{ kind: 'token', name: token.label }, undefined, undefined]);
  });
});
