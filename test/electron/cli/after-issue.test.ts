import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VerifyReport } from '../../../shared/packet/verdict.ts';
import type { Condition } from '../../../shared/board/condition.ts';
import { hasTool, runTool } from '../../builders/tool.ts';
import { dossier, freshBoard, saysPlainly } from '../../hostile/decided-board.ts';

const conditions = ['Mail tool off', 'Limits in the manual'].map((text, index) => ({ id: `C-${index + 1}`, text, dueOn: '2026-12-11', obliged: 'Halden Compute AS', clause: null })) as Condition[];
const fixture = freshBoard(async ({ does }) => { await does('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf'); await does('sync', '--profile', 'ingrid'); }, conditions);
const tools = { pdfsig: hasTool('pdfsig') && hasTool('certutil'), qpdf: hasTool('qpdf') };
for (const [tool, there] of Object.entries(tools)) if (!there) console.info(`skipped: ${tool} is not installed here`);

const first = '2026-aurora-2.3-01', second = '2026-aurora-2.3-02', added = '2026-aurora-2.3-01-A1';
const trust = ['--trust', 'board-root.pem', '--at', '2026-11-19T09:00:00.000Z'] as const;

/** Ingrid discharges the conditions, and the secretary has it. */
async function discharge(...ids: readonly string[]): Promise<void> {
  const { board } = fixture;
  const { dossiers } = JSON.parse(await board.does('status', '--profile', 'ingrid', '--json')) as { dossiers: { decision: { decision: string } }[] };
  for (const id of ids) await board.acts('ingrid', { name: 'discharge-condition', dossier, decision: dossiers[0]!.decision.decision as never, condition: id as never, basis: 'Statement of 30 November.' });
  for (const member of ['ingrid', 'helena']) await board.does('sync', '--profile', member);
}

test('P-9 an addendum closes conditions of the packet that it names, for a reader who has both; alone it opens nothing', async () => {
  const { board: { at, countersign, does } } = fixture;
  const nothing = await countersign('packet', 'addendum', '--profile', 'helena', '--number', first, '-o', 'a.pdf');
  expect(nothing.exitCode).toBe(2);
  saysPlainly(nothing, 'nothing to add', first, 'P-9');
  await discharge('C-1', 'C-2');
  expect((await countersign('packet', 'addendum', '--profile', 'ingrid', '--number', first, '-o', 'a.pdf')).exitCode).toBe(2);
  expect(await does('packet', 'addendum', '--profile', 'helena', '--number', first, '-o', 'a.pdf')).toMatch(new RegExp(`Addendum +${added}[^]*2 of 2 conditions closed`));
  expect(readFileSync(at('helena', 'packets', `${added}.pdf`))).toEqual(readFileSync(at('a.pdf')));

  const judged = async (...words: string[]) => VerifyReport.parse(JSON.parse((await countersign('verify', ...words, ...trust, '--json')).stdout));
  expect([(await judged('packet.pdf')).exitCode, (await judged('packet.pdf', '--addendum', 'a.pdf')).exitCode, (await judged('a.pdf')).exitCode, (await judged('a.pdf', '--addendum', 'a.pdf')).exitCode]).toEqual([1, 0, 4, 4]);
  expect((await judged('packet.pdf', '--addendum', 'a.pdf', '--require-conditions-closed')).verdict).toBe('approved');
  // Its own packet given as its addendum is a failed fact, and changes nothing.
  const wrong = await judged('packet.pdf', '--addendum', 'packet.pdf');
  expect([wrong.verdict, wrong.facts.find(({ step }) => step === 'addenda')?.result]).toEqual(['approved-with-conditions', 'failed']);
  expect((await countersign('verify', 'packet.pdf', ...trust, '--addendum', 'nowhere.pdf')).exitCode).toBe(66);

  // The other machine has it too, and its own status says so.
  await does('sync', '--profile', 'ingrid');
  expect(JSON.parse(await does('status', '--profile', 'ingrid', '--json'))).toMatchObject({ dossiers: [{ packets: [{ number: first, state: 'issued' }], addenda: [{ number: added, state: 'issued' }] }] });
  expect((await countersign('packet', 'addendum', '--profile', 'helena', '--number', first, '-o', 'b.pdf')).exitCode).toBe(2);
  if (tools.qpdf) expect(runTool('qpdf', ['--check', at('a.pdf')])).toMatchObject({ code: 0, err: '' });
  if (tools.pdfsig) {
    execFileSync('certutil', ['-N', '-d', `sql:${at('.')}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${at('.')}`, '-n', 'board', '-t', 'CT,C,C', '-i', at('board-root.pem')]);
    expect(runTool('pdfsig', ['-nssdir', `sql:${at('.')}`, at('a.pdf')]).out).toMatch(/Total document signed[^]*Signature is Valid[^]*Certificate is Trusted/);
  }
});

test('P-9 the gate takes an addendum beside its packet, and never instead of it', async () => {
  const { board: { countersign, does } } = fixture;
  await discharge('C-1', 'C-2');
  await does('packet', 'addendum', '--profile', 'helena', '--number', first, '-o', 'a.pdf', '--paper', 'letter');
  // A gate judges by the clock of the machine: these boards have one that stands.
  const gate = async (...words: string[]) => (await countersign('gate', ...words, '--trust', 'board-root.pem', '--no-artifact')).exitCode;
  expect([await gate('packet.pdf'), await gate('packet.pdf', '--addendum', 'a.pdf'), await gate('a.pdf'), await gate('a.pdf', '--allow-open-conditions')]).toEqual([1, 0, 4, 4]);
});

test('P-7 P-8 superseding is offered with the next packet, and is an act of its own; revoking gives its reason', async () => {
  const { board: { countersign, does } } = fixture;
  const again = await countersign('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'second.pdf');
  expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`supersede --number ${first} --by ${second}`) as string });
  const status = async () => (JSON.parse(await does('status', '--profile', 'helena', '--json')) as { dossiers: { packets: { state: string }[] }[] }).dossiers[0]!.packets.map(({ state }) => state);
  expect(await status()).toEqual(['issued', 'issued']);
  saysPlainly(await countersign('packet', 'supersede', '--profile', 'helena', '--number', second, '--by', first), 'P-8');
  saysPlainly(await countersign('packet', 'supersede', '--profile', 'helena', '--number', 'N-1', '--by', first), 'N-1');
  expect(await does('packet', 'supersede', '--profile', 'helena', '--number', first, '--by', second, '--reason', 'Corrected.')).toMatch(/Is now +Superseded[^]*status-list/);
  expect(await status()).toEqual(['superseded', 'issued']);
  expect((await countersign('packet', 'revoke', '--profile', 'helena', '--number', second)).exitCode).toBe(64);
  saysPlainly(await countersign('packet', 'revoke', '--profile', 'helena', '--number', second, '--reason', ' '), 'P-7');
  await does('packet', 'revoke', '--profile', 'helena', '--number', second, '--reason', 'Wrong weights.');
  expect(await status()).toEqual(['superseded', 'revoked']);
  saysPlainly(await countersign('packet', 'revoke', '--profile', 'helena', '--number', second, '--reason', 'Again.'), 'P-7');
  expect(await does('status', '--profile', 'helena')).toMatch(/01 \(superseded\), .*02 \(revoked\)/);
});
