import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { issuePacket } from '../../../electron/packet/issue.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import type { PacketBasis } from '../../../shared/packet/basis.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { conditions, hazards, issuerSign, packetWorld, type PacketParts } from '../../builders/packet-basis.ts';
import { packetFonts } from '../../builders/packet-fonts.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { hasTool, runTool } from '../../builders/tool.ts';

const tools = { poppler: hasTool('pdftotext') && hasTool('pdffonts') && hasTool('pdfinfo'), qpdf: hasTool('qpdf') };
for (const [tool, there] of Object.entries(tools)) if (!there) console.info(`skipped: ${tool} is not installed here`);
const folder = mkdtempSync(join(tmpdir(), 'countersign-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Issues a packet and answers its path. */
async function packet(name: string, parts: Partial<PacketParts>, change: (basis: PacketBasis) => PacketBasis = (basis) => basis): Promise<string> {
  const world = await packetWorld(parts);
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, valueOf(await issuePacket(change(world.basis), { fonts: packetFonts, sha256: nodeSha256, sign: issuerSign(world) })).bytes);
  return path;
}

const textOf = (path: string, ...args: string[]): string => runTool('pdftotext', ['-layout', ...args, path, '-']).out;
const long = (length: number): string => 'An obligation that is much longer than anybody would write of their own accord. '.repeat(Math.ceil(length / 80)).slice(0, length);
const many = (count: number, text: string) => Array.from({ length: count }, (_, i) => ({ ...conditions[0]!, id: `C-${i + 1}` as ItemId, text: `${i + 1}: ${text}` }));

describe.skipIf(!tools.poppler)('the pages of a packet', () => {
  it('page 1 says decision, validity, digests, conditions and how to verify', async () => {
    const path = await packet('conditional', {});
    const first = textOf(path, '-l', '1');
    for (const words of ['Approved with 2 conditions', 'Aurora-7B 2.3', '19 November 2026 to 18 May 2027, 23:59 UTC', 'C-1', '11 Dec 2026', 'MSA § 9.3 (c)', 'countersign verify NSRB-2026-017.pdf --trust northlight-root.pem', 'One dissent, section 7.2', 'Helena Brandt', 'Page 1 of']) expect(first).toContain(words);
    expect(first).toMatch(/\b[0-9a-f]{64}\b/);
    expect(first).not.toContain('SAMPLE');
    const whole = textOf(path);
    for (const words of ['Scope', 'Reasons of the board', 'Changes since the last approval', 'Hazards and residual risk', 'Evidence', 'Votes, dissent and recusal', 'Seal', 'Appendix A. Rules applied', 'Appendix B. Embedded files', 'I vote to reject.']) expect(whole).toContain(words);
  });

  it('a rejection says so on every page, with its reason on the first', async () => {
    const path = await packet('rejected', { outcome: 'rejected' });
    expect(textOf(path, '-l', '1')).toMatch(/Not approved[\s\S]*a safety property is violated/);
    const pages = textOf(path).split('\f').slice(0, -1);
    expect(pages.every((page) => page.includes('Not approved, 19 November 2026') && !/Valid until/.test(page))).toBe(true);
  });

  it('P-5: every page of a sample says SAMPLE', async () => {
    const pages = textOf(await packet('sample', { sample: true })).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.every((page) => page.includes('SAMPLE'))).toBe(true);
  });

  it('is tagged in reading order, with headings, tables, figures with words, and the form field', async () => {
    const tags = runTool('pdfinfo', ['-struct', await packet('tagged', {})]).out;
    for (const tag of ['Document', 'H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Figure', 'Form']) expect(tags).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'));
    const order = [...tags.matchAll(/^ *(H1|H2|Form|Figure)\b/gm)].map((match) => match[1]);
    expect(order.slice(0, 5)).toEqual(['H1', 'H2', 'H2', 'Figure', 'Form']);
    expect(order.filter((tag) => tag === 'H2')).toHaveLength(10);
  });

  it('a pointer to a section leads there', async () => {
    const path = await packet('links', {});
    expect(runTool('pdfinfo', ['-struct', path]).out).toMatch(/^ *P \(block\)\n *Link \(inline\)\n *Object \d+ 0$/m);
    const places = runTool('pdfinfo', ['-dests', path]).out;
    for (const section of ['2', '7.2', '7.3', '8']) expect(places).toContain(`"section-${section}"`);
  });

  it('embeds a subset of each face and no other font', async () => {
    const rows = runTool('pdffonts', [await packet('fonts', {})]).out.trim().split('\n').slice(2);
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+IBMPlex(?:Sans|Mono)\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/);
  });

  it('what cannot be printed or seen stands as its code point, and a note says so', async () => {
    const text = textOf(await packet('scripts', {}, (basis) => ({
      ...basis, votes: basis.votes.map((vote, i) => ({ ...vote, name: ['李伟', 'Нина Иванова', 'Ωμέγα\u202Etxt', 'Zoë\u0007 Łuk\u00e1\u010d'][i]!, reason: 'Zero\u200Bwidth and 👍.' })),
    })));
    for (const shown of ['[U+674E][U+4F1F]', 'Нина Иванова', 'Ωμέγα[U+202E]txt', 'Zoë[U+0007]', 'Zero[U+200B]width', '[U+1F44D]', 'as its code point in brackets']) expect(text.replaceAll(/\s+/g, ' ')).toContain(shown);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });

  it('prints every condition in full, whether there are none, one or fifty', async () => {
    expect(textOf(await packet('none', { outcome: 'approved', conditions: [], choices: ['approve', 'approve', 'approve', 'reject'] }), '-l', '1')).toContain('None.');
    const path = await packet('fifty', { conditions: many(50, long(400)), sample: true });
    expect(textOf(path, '-l', '1')).toContain('in full in section 8');
    const words = textOf(path, '-f', '2').replaceAll(/\s+/g, ' ');
    for (const id of ['C-1 ', 'C-23 ', 'C-50 ']) expect(words).toContain(id);
  });

  it('page 1 fits one page whatever is long', async () => {
    for (const outcome of ['approved-with-conditions', 'rejected'] as const) {
      const path = await packet(`long-${outcome}`, { outcome, ...(outcome === 'rejected' ? {} : { conditions: many(6, long(490)) }), sample: true }, (basis) => {
        const { revision } = basis.revision;
        const longRevision = { ...revision, product: { ...revision.product, name: long(500), release: long(500), vendor: long(500) }, artifacts: revision.artifacts.map((artifact) => ({ ...artifact, name: long(500) })), intendedUse: long(20_000) };
        return {
          ...basis, number: `2026-${'x'.repeat(59)}`, trustFile: `${'t'.repeat(200)}.pem`, board: { ...basis.board, name: long(500) }, issuer: { ...basis.issuer, name: long(500) },
          revision: { ...basis.revision, revision: longRevision }, decision: { ...basis.decision, reason: long(9000) },
          votes: basis.votes.map((vote, i) => ({ ...vote, name: long(500), reason: long(5000), discipline: `${'d'.repeat(39)}${i}` as typeof vote.discipline })),
        };
      });
      const pages = textOf(path).split('\f');
      expect(pages[0]).toContain('Verify before you rely on this document');
      expect(pages[0]).toContain('Sealed for the board');
      expect(pages[1]).toContain('Scope');
    }
  });

  it('takes no hazard and three hundred', async () => {
    expect(textOf(await packet('empty', { hazards: [] }))).toContain('names no hazard');
    const all = textOf(await packet('full', { hazards: hazards(300) }));
    for (const id of ['H-001', 'H-150', 'H-300']) expect(all).toContain(id);
  });

  it('takes ten thousand: lists the gravest, counts the others and says where they are', async () => {
    const all = textOf(await packet('ten-thousand', { hazards: hazards(10_000) }));
    expect(new Set(all.match(/\bH-\d{3,5}\b/g)).size).toBeGreaterThan(1900);
    expect(all).toMatch(/[78],\d{3} more hazards, all of them lower, are in hazards\.json, embedded\./);
  });
});

describe.skipIf(!tools.qpdf)('the file of a packet', () => {
  it('qpdf finds nothing to complain of, whatever it holds', async () => {
    for (const [name, parts] of [['q-empty', { hazards: [], conditions: [], outcome: 'rejected' as const }], ['q-long', { conditions: many(30, long(450)), hazards: hazards(120) }]] as const) {
      const { code, out } = runTool('qpdf', ['--check', await packet(name, parts)]);
      expect(out).toContain('No syntax or stream encoding errors');
      expect(code).toBe(0);
    }
  });
});
