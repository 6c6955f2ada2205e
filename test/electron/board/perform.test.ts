import { beforeEach, describe, expect, test } from 'vitest';
import { commit, contentOf, needsPassphrase, perform, prepare, viewOf, type Prepared } from '../../../electron/board/perform.ts';
import { openProfile, type Profile } from '../../../electron/board/profile.ts';
import { boardInvite, boardJoin } from '../../../electron/board/command-line.ts';
import { ActStatement } from '../../../shared/events/catalogue.ts';
import { canonicalState } from '../../../shared/events/state.ts';
import { foldFacts } from '../../../shared/events/fold.ts';
import { dossierSummary } from '../../../shared/events/summary.ts';
import { fromBase64 } from '../../../shared/bytes/base64.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { Command } from '../../../shared/commands/catalogue.ts';
import { boardPorts, type TestBoardPorts } from '../../fakes/board-ports.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';
import { aurora } from '../../builders/revision.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { foundWorkingBoard, joinWorkingBoard, passphrase, storedRevision } from '../../builders/working-board.ts';

let root: string;
let ports: TestBoardPorts;
let secretary: Profile;
const made = storedRevision();
const publishing: Command = { name: 'publish-revision', dossier: aurora, revision: made.digest, note: null };
const finding = (severity: 'blocker' | 'minor'): Command => ({ name: 'record-finding', dossier: aurora, shown: made.digest, item: null, severity, text: 'The limit lacks a source.' });
const given = () => Promise.resolve(ok(passphrase));

async function publish(profile = secretary): Promise<void> {
  valueOf(await profile.vault.objects.putAll([...made.objects.values()]));
  valueOf(await perform(profile, publishing, given));
}

beforeEach(async () => {
  root = await temporaryFolder();
  ports = boardPorts();
  secretary = await foundWorkingBoard(root, ports);
});

describe('a command of an act', () => {
  test('is shown as the exact bytes that are then signed', async () => {
    await publish();
    const prepared = valueOf(await prepare(secretary, finding('blocker')));
    const [event] = prepared.events;
    if (event?.kind !== 'act') throw new Error('expected an act');
    expect(needsPassphrase(prepared)).toBe(true);
    expect(ActStatement.parse(JSON.parse(event.shown))).toMatchObject({ type: 'blocker.recorded/1', member: 'helena-brandt', claimedAt: '2026-11-19T09:00:00.000Z', body: { text: 'The limit lacks a source.' } });
    ports.setClock('2026-11-19T09:05:00.000Z');
    const [fact] = valueOf(await commit(secretary, prepared, passphrase));
    const envelope = valueOf(await secretary.vault.actEnvelope(fact!.digest));
    expect(Buffer.from(valueOf(fromBase64(envelope.payload, 'payload'))).equals(Buffer.from(event.statement))).toBe(true);
    expect(fact).toMatchObject({ type: 'blocker.recorded/1', claimedAt: '2026-11-19T09:00:00.000Z' });
  });

  test('shows no character that hides or turns another', async () => {
    await publish();
    const prepared = valueOf(await prepare(secretary, { ...finding('blocker'), text: 'safe\u202egnp.exe\u00a0\u200b' } as Command));
    const [event] = prepared.events;
    expect(event).toMatchObject({ kind: 'act', shown: expect.stringContaining('safe\\u202egnp.exe\\u00a0\\u200b') as string });
  });

  test('with a wrong passphrase, none or a refusal to give one records nothing', async () => {
    await publish();
    const before = secretary.vault.facts().length;
    expect(codeOf(await perform(secretary, finding('blocker'), () => Promise.resolve(ok('wrong'))))).toBe('key/wrong-passphrase');
    expect(codeOf(await perform(secretary, finding('blocker'), () => Promise.resolve(refuse('key/cancelled', { act: 'blocker.recorded/1' }))))).toBe('key/cancelled');
    expect(codeOf(await commit(secretary, valueOf(await prepare(secretary, finding('blocker'))), null))).toBe('key/wrong-passphrase');
    expect(secretary.vault.facts()).toHaveLength(before);
  });
});

test('a command of a mark asks for no passphrase', async () => {
  await publish();
  let asked = 0;
  const facts = valueOf(await perform(secretary, finding('minor'), () => { asked++; return given(); }));
  expect([asked, facts.map((fact) => fact.type)]).toEqual([0, ['finding.noted/1']]);
});

test('what the rules refuse asks for nothing and records nothing (rule L-5)', async () => {
  await publish();
  const voter = await joinWorkingBoard(root, 'ingrid', 'Ingrid Solberg', ports);
  let asked: Prepared | null = null;
  const refused = await perform(voter, publishing, (prepared) => { asked = prepared; return given(); });
  expect(codeOf(refused)).toBe('object/missing');
  valueOf(await voter.vault.objects.putAll([...made.objects.values()]));
  expect(await perform(voter, publishing, given)).toMatchObject({ ok: false, trouble: { code: 'board/not-the-role', rule: 'L-5' } });
  expect([asked, voter.vault.facts().length]).toEqual([null, 1]);
});

describe('publishing', () => {
  test('takes every object of the revision, raw files and documents too', async () => {
    for (const left of made.objects.keys()) {
      const fresh = await foundWorkingBoard(await temporaryFolder(), ports);
      valueOf(await fresh.vault.objects.putAll([...made.objects].filter(([digest]) => digest !== left).map(([, bytes]) => bytes)));
      expect(codeOf(await perform(fresh, publishing, given))).toBe('object/missing');
    }
  });

  test('makes a dossier, and the same revision again is refused', async () => {
    await publish();
    const contents = await contentOf(secretary);
    const summary = dossierSummary(valueOf(viewOf(secretary)), aurora, secretary.file.member!, ports.clock.now(), contents);
    expect(summary).toMatchObject({ dossier: aurora, latest: { digest: made.digest, ordinal: 1, content: { highestResidual: 'medium' } } });
    expect(codeOf(await perform(secretary, publishing, given))).toBe('board/already-published');
  });
});

test('what was shown is not signed once the record would make it something else', async () => {
  await publish();
  const recorded = valueOf(await perform(secretary, finding('blocker'), given));
  const resolve: Command = { name: 'resolve-finding', dossier: aurora, finding: recorded[0]!.digest, resolution: 'Source added.' };
  const [first, second] = [valueOf(await prepare(secretary, resolve)), valueOf(await prepare(secretary, resolve))];
  valueOf(await commit(secretary, first, passphrase));
  expect(codeOf(await commit(secretary, second, passphrase))).toBe('board/finding-closed');
  const forged: Prepared = { ...valueOf(await prepare(secretary, finding('minor'))), events: [{ kind: 'mark', type: 'finding.noted/1', mark: { text: 'other' } }] };
  expect(codeOf(await commit(secretary, forged, null))).toBe('board/record-changed');
});

test('a profile that waits for admission performs nothing and has no view', async () => {
  valueOf(await boardInvite({ profile: secretary.folder, seat: { name: 'Tomas Ek', discipline: 'safety' as never, roles: ['voter'] }, store: null, days: 14, out: `${root}/tomas.json` }, ports));
  valueOf(await boardJoin({ profile: `${root}/tomas`, invitePath: `${root}/tomas.json`, name: null, store: null, passphrase, out: `${root}/request.json` }, ports));
  const waiting = valueOf(await openProfile(`${root}/tomas`, ports));
  expect([codeOf(await perform(waiting, finding('minor'), given)), codeOf(viewOf(waiting))]).toEqual(['board/not-a-member', 'board/not-a-member']);
});

test('the record\'s view grows with the vault and equals a fold of all its facts', async () => {
  expect(valueOf(viewOf(secretary)).state.revisions.size).toBe(0);
  await publish();
  valueOf(await perform(secretary, finding('minor'), given));
  expect(canonicalState(valueOf(viewOf(secretary)).state)).toEqual(canonicalState(foldFacts(secretary.vault.facts())));
  expect(canonicalState(valueOf(viewOf(secretary)).state)).toEqual(canonicalState(valueOf(viewOf(valueOf(await openProfile(secretary.folder, ports)))).state));
});

test('content that is missing is looked for again, and stays undefined for the rules until it is there', async () => {
  await publish();
  const voter = await joinWorkingBoard(root, 'ingrid', 'Ingrid Solberg', ports);
  const others = [made.digest];
  expect((await voter.record.contents(aurora, others))(made.digest)).toBeUndefined();
  valueOf(await voter.vault.objects.put(made.bytes));
  expect((await voter.record.contents(aurora, others))(made.digest)).toMatchObject({ register: null, highestResidual: 'unknown' });
  valueOf(await voter.vault.objects.putAll([...made.objects.values()]));
  expect((await voter.record.contents(aurora, others))(made.digest)).toMatchObject({ highestResidual: 'medium' });
});
