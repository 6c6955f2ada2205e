import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { issuePacket, type IssuedCopy } from '../../../electron/packet/issue.ts';
import { sealPaper } from '../../../electron/packet/paper.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { canonicalBytes } from '../../../shared/bytes/canonical.ts';
import { companionFiles, type PacketBasis } from '../../../shared/packet/basis.ts';
import { deliberationCounts } from '../../../shared/packet/deliberation.ts';
import { copyFiles, packetFiles, type PacketFile } from '../../../shared/packet/files.ts';
import { outlineOf } from '../../../shared/packet/outline.ts';
import { copyCompanions, copyStatement, extraCopyKinds, type CopyStatement } from '../../../shared/packet/packet-copy.ts';
import { readTrustRoot, verifyPacket } from '../../../shared/packet/verify/verify.ts';
import type { EmbeddedFile } from '../../../shared/packet/basis.ts';
import { ok } from '../../../shared/result.ts';
import type { Digest, Instant, MemberId } from '../../../shared/vocabulary.ts';
import { copyRequest, deliberation, sealedCopy } from '../../builders/packet-copy.ts';
import { issuerSign, packetWorld, type PacketWorld } from '../../builders/packet-basis.ts';
import { packetFonts } from '../../builders/packet-fonts.ts';
import { verifyOptions } from '../../builders/sealed-packet.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { hasTool } from '../../builders/tool.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

let world: PacketWorld;
let copies: Readonly<Record<'board' | 'summary', IssuedCopy>>;
const judge = (bytes: Uint8Array, over: Parameters<typeof verifyOptions>[1] = {}) => verifyPacket(bytes, verifyOptions(readTrustRoot(world.basis.ca), over));
const factsOf = async (bytes: Uint8Array, over: Parameters<typeof verifyOptions>[1] = {}) => Object.fromEntries((await judge(bytes, over)).facts.map(({ step, result }) => [step, result]));

beforeAll(async () => {
  world = await packetWorld();
  copies = { board: await sealedCopy(world, 'board'), summary: await sealedCopy(world, 'summary') };
});

describe('what checking a copy says', () => {
  it.each(extraCopyKinds)('P-12 %s: everything but the votes is proven, and it approves nothing', async (kind) => {
    const report = await judge(copies[kind].bytes);
    expect(report.exitCode).toBe(4);
    expect(report.summary).toMatch(kind === 'board' ? /^AUTHENTIC BOARD COPY of packet NSRB-2026-017/ : /^AUTHENTIC SUMMARY of packet NSRB-2026-017/);
    expect(report.summary).toContain('8686 8686 8686 8686');
    const open = report.facts.filter(({ result }) => result !== 'passed').map(({ step }) => step);
    expect(open).toEqual(['sign-offs', 'conditions', 'freshness', 'timestamp', 'revocation']);
    expect(report.statement).toBeNull();
    expect(report.related).toMatchObject({ kind, parent: { packet: 'NSRB-2026-017', sha256: 'a1'.repeat(32) }, outcome: 'approved-with-conditions' });
  });

  it('without the board’s root, or of a sample, it is as open or as refused as a packet', async () => {
    const { summary, exitCode } = await judge(copies.summary.bytes, { trust: null });
    expect([exitCode, summary.startsWith('INDETERMINATE')]).toEqual([4, true]);
    const sample = await packetWorld({ sample: true });
    const { bytes } = await sealedCopy(sample, 'summary');
    const trust = readTrustRoot(sample.basis.ca);
    expect((await judge(bytes, { trust })).exitCode).toBe(3);
    expect((await judge(bytes, { trust, allowSample: true })).summary).toMatch(/^SAMPLE AUTHENTIC SUMMARY/);
  });

  it('its line says what has run out', async () => {
    const after = await judge(copies.summary.bytes, { at: '2027-06-01T00:00:00.000Z' as Instant });
    expect([after.exitCode, after.summary.includes('expired')]).toEqual([4, true]);
    expect((await judge(copies.summary.bytes, { at: '2027-01-01T00:00:00.000Z' as Instant })).summary).toContain('lapsed');
    expect(await factsOf(copies.summary.bytes, { at: '2026-01-01T00:00:00.000Z' as Instant })).toMatchObject({ validity: 'failed' });
  });

  it.runIf(hasTool('pdfsig'))('pdfsig and qpdf accept both', async () => {
    const folder = await temporaryFolder();
    for (const kind of extraCopyKinds) {
      const path = join(folder, `${kind}.pdf`);
      await writeFile(path, copies[kind].bytes);
      expect(execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })).toMatch(/Total document signed[\s\S]*Signature is Valid/);
      if (hasTool('qpdf')) expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors');
    }
  });
});

/** A copy whose statement, files or place among the lists is somebody else's. */
async function forged(change: (statement: CopyStatement) => CopyStatement, parts: { readonly list?: readonly PacketFile[]; readonly companions?: readonly EmbeddedFile[]; readonly signer?: number } = {}): Promise<Uint8Array> {
  const { basis } = world;
  const copy = copyRequest(basis, 'summary');
  const companions = parts.companions ?? copyCompanions(basis, copy, nodeSha256);
  const statement = change(copyStatement(basis, copy, companions));
  function* outlines(statementFile: EmbeddedFile) { yield outlineOf(basis, statementFile, companions, nodeSha256, { artifacts: 1, conditions: 2 }, copy); }
  const key = world.members[parts.signer ?? 0]!.key;
  const sealed = valueOf(await sealPaper(
    { title: 'Summary', issuedAt: basis.issuedAt, issuer: basis.issuer, ca: basis.ca, reason: 'Summary', countersigned: false, payload: canonicalBytes(statement), companions, list: parts.list ?? copyFiles.summary, outlines },
    { fonts: packetFonts, sha256: nodeSha256, sign: (purpose, message) => Promise.resolve(ok(purpose === 'statement' ? key.sign(message) : world.members[0]!.key.sign(message))) },
  ));
  return sealed.bytes;
}
const predicate = (change: (one: CopyStatement['predicate']) => Partial<CopyStatement['predicate']>) => (statement: CopyStatement): CopyStatement => ({ ...statement, predicate: { ...statement.predicate, ...change(statement.predicate) } });

describe('a copy that lies is no copy', () => {
  it('the forgery’s tools make a good one where nothing is changed', async () => {
    expect((await judge(await forged((statement) => statement))).summary).toMatch(/^AUTHENTIC SUMMARY/);
  });

  it.each<[string, (statement: CopyStatement) => CopyStatement, Parameters<typeof forged>[1], string]>([
    ['another board', predicate(({ board }) => ({ board: { ...board, id: 'ab'.repeat(32) as Digest } })), {}, 'roster'],
    ['another board’s name', predicate(({ board }) => ({ board: { ...board, name: 'Another Board' } })), {}, 'roster'],
    ['an issuer who is no secretary', predicate(({ issuer }) => ({ issuer: { ...issuer, member: 'ingrid-solberg' as MemberId } })), {}, 'statement'],
    ['a statement that a mere member signed', (statement) => statement, { signer: 1 }, 'statement'],
    ['a name that its packet does not give', predicate(() => ({ paper: 'NSRB-2026-017-board-copy' })), {}, 'statement'],
    ['another time than the seal’s', predicate(() => ({ issuedAt: '2026-11-19T09:12:45.000Z' as Instant })), {}, 'statement'],
    ['a board copy without the deliberation', predicate(() => ({ kind: 'board', paper: 'NSRB-2026-017-board-copy' })), {}, 'files'],
    ['a file of another digest', predicate(({ files }) => ({ files: files.map((file) => ({ ...file, digest: 'cd'.repeat(32) as Digest })) })), {}, 'files'],
    ['a real board that calls itself a sample', predicate(() => ({ sample: true })), {}, 'sample'],
  ])('%s', async (_what, change, parts, step) => {
    const report = await judge(await forged(change, parts));
    expect(report.exitCode).toBe(3);
    expect(report.facts.find((fact) => fact.step === step)?.result).toBe('failed');
  });

  it('a summary among a packet’s files, and a packet’s statement among a summary’s, are not authentic', async () => {
    const all = companionFiles(world.basis, nodeSha256);
    expect(await factsOf(await forged((statement) => statement, { list: packetFiles, companions: all }))).toMatchObject({ grammar: 'passed', files: 'failed' });
    const named = all.filter(({ name }) => name === 'rosters.jsonl');
    const packet = valueOf(await issuePacket(world.basis, { fonts: packetFonts, sha256: nodeSha256, sign: issuerSign(world) }));
    const few = await forged(() => packet.statement as never, { companions: named });
    expect((await judge(few)).exitCode).toBe(3);
  });

  it('a newer version’s copy is open, an unknown field is not', async () => {
    expect((await judge(await forged((statement) => ({ ...statement, predicateType: 'urn:countersign:copy:2' }) as never))).exitCode).toBe(4);
    expect((await judge(await forged((statement) => ({ ...statement, predicate: { ...statement.predicate, votesByName: [] } }) as never))).exitCode).toBe(3);
  });

  it('a deliberation of another revision does not stand in a board copy', async () => {
    const { basis } = world;
    const other = { ...deliberation(basis), revision: 'ef'.repeat(32) as Digest };
    const { bytes } = await sealedCopy(world, 'board', { copy: { kind: 'board', parent: copyRequest(basis, 'board').parent, deliberation: other } });
    expect(await factsOf(bytes)).toMatchObject({ files: 'failed' });
  });

  it('no changed byte leaves it authentic', async () => {
    const { bytes } = copies.summary;
    let state = 20261127;
    for (let i = 0; i < 120; i++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const changed = bytes.slice();
      const at = state % bytes.length;
      changed[at] = changed[at]! ^ (1 << (i % 8));
      expect((await judge(changed)).summary, `seed 20261127, byte ${at}`).not.toMatch(/^AUTHENTIC/);
    }
  });
});

/** Everything that a file holds, streams inflated, and what its pages say where there is a tool to read them. */
async function contentsOf(bytes: Uint8Array): Promise<string> {
  const file = Buffer.from(bytes);
  const parts = [file.toString('latin1')];
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 7)) {
    const end = file.indexOf('\nendstream', at);
    if (end < 0) break;
    try {
      parts.push(inflateSync(file.subarray(at + 7, end)).toString('utf8'));
    } catch {
      parts.push(file.toString('utf8', at + 7, end));
    }
  }
  // What an envelope says stands in it as base64.
  for (const part of [...parts]) for (const [, payload] of part.matchAll(/"payload":"([A-Za-z0-9+/=]+)"/g)) parts.push(Buffer.from(payload!, 'base64').toString('utf8'));
  if (hasTool('pdftotext')) {
    const path = join(await temporaryFolder(), 'copy.pdf');
    await writeFile(path, bytes);
    parts.push(execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' '));
  }
  return parts.join('\n');
}

const mark = 'Zyzzyva';
/** The mark in every text that a customer may not read: reasons, names, hazards, evidence, findings, the safety case. */
function marked(basis: PacketBasis): PacketBasis {
  return {
    ...basis, deliberation: deliberationCounts(deliberation(basis, mark)),
    votes: basis.votes.map((vote) => ({ ...vote, name: `${mark} ${vote.name}`, reason: `${mark} ${vote.reason}` })), dissents: basis.dissents.map((dissent) => ({ ...dissent, name: mark, text: `${mark} ${dissent.text}` })),
    recusals: basis.recusals.map((recusal) => ({ ...recusal, name: mark, reason: mark })), findings: basis.findings.map((finding) => ({ ...finding, name: mark, text: mark, resolution: mark })),
    decision: { ...basis.decision, reason: `${mark} reason` },
    register: { ...basis.register, register: { ...basis.register.register, hazards: basis.register.register.hazards.map((hazard) => ({ ...hazard, title: `${mark} ${hazard.title}`, note: mark, effects: [mark], causes: [mark] })) } },
    evidence: basis.evidence.map((one) => ({ ...one, entry: { ...one.entry, title: `${mark} ${one.entry.title}` } })),
    baseline: basis.baseline === null ? null : { ...basis.baseline, changes: basis.baseline.changes.map((change) => ({ ...change, what: `${mark} ${change.what}` })) },
    rules: basis.rules.map((fact) => ({ ...fact, text: `${mark} ${fact.text}` })),
  };
}

describe('what a copy leaves out', () => {
  it.skipIf(!hasTool('pdftotext'))('the test finds the mark where it may be', async () => {
    const { bytes } = await sealedCopy(world, 'board', { basis: marked(world.basis), copy: copyRequest(world.basis, 'board', mark) });
    const all = await contentsOf(bytes);
    for (const text of ['question', 'reply', 'closing', 'finding', 'answer', 'score', 'agreement', 'passage', 'note', 'tag']) expect(all).toContain(`${mark} ${text}`);
    expect(all.slice(all.lastIndexOf('Appendix C'))).toContain(mark);
  });

  it('nothing that the board said reaches the vendor’s copy, in pages, files or statement, and its amount is said', async () => {
    const basis = { ...world.basis, deliberation: deliberationCounts(deliberation(world.basis, mark)) };
    const all = await contentsOf(valueOf(await issuePacket(basis, { fonts: packetFonts, sha256: nodeSha256, sign: issuerSign(world) })).bytes);
    expect(all).not.toContain(mark);
    if (hasTool('pdftotext')) {
      expect(all).toContain('3 privileged items are withheld');
      expect(all).toContain('7 items of the board’s deliberation are withheld: 1 question, 3 replies, 2 scores of hazards and 1 note on a document.');
    }
  });

  it('a summary holds no name, no reason, no hazard’s text and no evidence', async () => {
    const { bytes } = await sealedCopy(world, 'summary', { basis: marked(world.basis) });
    const all = await contentsOf(bytes);
    expect(all).not.toContain(mark);
    for (const digest of [world.basis.votes[0]!.act, world.basis.dissents[0]!.act, world.basis.evidence[0]!.entry.object]) expect(all).not.toContain(digest);
    if (!hasTool('pdftotext')) return;
    for (const words of ['Approved with 2 conditions', 'One dissent', '3 privileged items are withheld', 'Image input', '31 hazards were reviewed']) expect(all).toContain(words);
  });

  it('a summary has one or two pages, whatever the dossier holds', async () => {
    const pages = ({ bytes }: IssuedCopy): number => Buffer.from(bytes).toString('latin1').match(/\/Type \/Page\n/g)!.length;
    expect(pages(copies.summary)).toBeLessThanOrEqual(2);
  });
});

describe('paper and repetition', () => {
  it('the same basis and signatures give the same bytes, for each copy and on each paper', async () => {
    const signatures = new Map<string, Uint8Array>();
    const sign = (_purpose: string, message: Uint8Array) => {
      const key = Buffer.from(message).toString('base64');
      if (!signatures.has(key)) signatures.set(key, world.members[0]!.key.sign(message));
      return Promise.resolve(ok(signatures.get(key)!));
    };
    for (const kind of extraCopyKinds) {
      const [first, second] = [await sealedCopy(world, kind, { sign, paper: 'letter' }), await sealedCopy(world, kind, { sign, paper: 'letter' })];
      expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    }
    const letter = () => issuePacket(world.basis, { fonts: packetFonts, sha256: nodeSha256, sign, paper: 'letter' });
    expect(valueOf(await letter()).digest).toBe(valueOf(await letter()).digest);
  });

  it('Letter is asked for by name or by the charter, and the name comes first', async () => {
    const box = (bytes: Uint8Array): string => /\/MediaBox \[([^\]]+)\]/.exec(Buffer.from(bytes).toString('latin1'))![1]!;
    const issue = async (basis: PacketBasis, paper?: 'a4' | 'letter') => box(valueOf(await issuePacket(basis, { fonts: packetFonts, sha256: nodeSha256, sign: issuerSign(world), ...(paper === undefined ? {} : { paper }) })).bytes);
    const american = { ...world.basis, charter: { ...world.basis.charter, charter: { ...world.basis.charter.charter, paper: 'letter' as const } } };
    expect(await issue(world.basis)).toMatch(/^0 0 595\.27\d* 841\.88\d*$/);
    expect(await issue(american)).toBe('0 0 612 792');
    expect(await issue(world.basis, 'letter')).toBe('0 0 612 792');
    expect(await issue(american, 'a4')).toMatch(/^0 0 595/);
  });
});
