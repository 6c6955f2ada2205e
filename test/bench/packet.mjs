// Packets of 60 and 600 pages against the same text through bare pdfkit and through Electron's own printToPDF, and the memory that each takes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { issuePacket } from '../../electron/packet/issue.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { ok } from '../../shared/result.ts';
import { hazards, packetWorld } from '../builders/packet-basis.ts';
import { packetFonts } from '../builders/packet-fonts.ts';
import { electronProcess } from './electron-process.mjs';
import { against, medianMs } from './measure.mjs';

/** A sealed packet of about `pages` pages, and how long it is. */
export async function packetOfPages(pages) {
  for (let count = pages * 12; ; count = Math.ceil(count * 1.15)) {
    const world = await packetWorld({ hazards: hazards(count) });
    const issue = async () => {
      const issued = await issuePacket(world.basis, { fonts: packetFonts, sha256: nodeSha256, sign: (_purpose, message) => Promise.resolve(ok(world.members[0].key.sign(message))) });
      if (!issued.ok) throw new Error(JSON.stringify(issued.trouble));
      return issued.value.bytes;
    };
    const bytes = await issue();
    const length = pageCount(bytes);
    if (length >= pages) return { world, issue, bytes, length };
  }
}

const words = 'the residual risk of this release was judged against what its evidence shows and what nobody has measured yet for a use that the board knows'.split(' ');

/** A packet of about `pages` pages, nearly all of them members' reasons: hazards beyond 2,000 are counted and not listed. */
export async function longPacket(pages) {
  const world = await packetWorld({});
  const paragraph = (n) => Array.from({ length: 90 }, (_, i) => words[(i * 7 + n * 11 + (i % (n % 13 + 2))) % words.length]).join(' ');
  const reason = (share) => Array.from({ length: share }, (_, n) => `${n + 1}. ${paragraph(n)}.`).join('\n\n');
  for (let share = pages * 2; ; share = Math.ceil(share * 1.2)) {
    const basis = { ...world.basis, votes: world.basis.votes.map((vote) => ({ ...vote, reason: reason(share) })) };
    const issue = async () => {
      const issued = await issuePacket(basis, { fonts: packetFonts, sha256: nodeSha256, sign: (_purpose, message) => Promise.resolve(ok(world.members[0].key.sign(message))) });
      if (!issued.ok) throw new Error(JSON.stringify(issued.trouble));
      return issued.value.bytes;
    };
    const bytes = await issue();
    const length = pageCount(bytes);
    if (length >= pages) return { issue, bytes, length };
  }
}

export function pageCount(bytes) {
  return inFolder((folder) => {
    const file = path.join(folder, 'packet.pdf');
    writeFileSync(file, bytes);
    return Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))[1]);
  });
}

export function inFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const textOf = (bytes) => inFolder((folder) => {
  const file = path.join(folder, 'packet.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }).split('\f').filter((page) => page.trim() !== '');
});

/** The pages' lines as text, in the same two fonts embedded, and nothing else. */
export function barePdfkit(pages) {
  return new Promise((resolve) => {
    const document = new PDFDocument({ size: 'A4', margin: 40, autoFirstPage: false });
    const parts = [];
    document.on('data', (part) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.registerFont('sans', Buffer.from(packetFonts.sans));
    for (const page of pages) {
      document.addPage().font('sans').fontSize(6.5);
      for (const line of page.split('\n')) document.text(line === '' ? ' ' : line, { lineBreak: false }).moveDown(0);
    }
    document.end();
  });
}

export async function measure() {
  return [...await sized(60, await packetOfPages(60), 3), ...await sized(600, await longPacket(600), 1)];
}

async function sized(wanted, { issue, bytes, length }, runs) {
  const pages = textOf(bytes);
  const ours = await medianMs(issue, runs);
  const bare = await medianMs(() => barePdfkit(pages), runs);
  const printed = await printToPdf(pages);
  const note = `${length} pages, ${(bytes.length / 1e6).toFixed(1)} MB, signed, tagged, with charts and attachments.`;
  const name = `Packet of ${wanted} pages`;
  return [
    against(name, ours, 'ms', 'the same text through bare pdfkit', bare, `${note} The rival sets plain lines: no layout, tags, seal or files.`),
    against(name, ours, 'ms', 'the same text through printToPDF', printed, `${note} The rival's page is loaded already.`),
    ...memory(wanted, pages),
  ];
}

/** The most memory that a process of its own held while it made the packet, and while it set the same lines; Linux tells. */
function memory(wanted, pages) {
  if (process.platform !== 'linux') return [];
  return inFolder((folder) => {
    const lines = path.join(folder, 'pages.json');
    writeFileSync(lines, JSON.stringify(pages));
    const peak = (...words) => Number(execFileSync(process.execPath, [fileURLToPath(new URL('./packet-peak.mjs', import.meta.url)), ...words], { encoding: 'utf8' })) / 1024;
    return [against(`Packet of ${wanted} pages, memory`, peak('ours', String(wanted)), 'MB', 'bare pdfkit', peak('bare', lines), 'Peak of the whole process, Node and the fixture included.')];
  });
}

async function printToPdf(pages) {
  const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const html = `<!doctype html><meta charset="utf-8"><style>@page{size:A4;margin:14mm}pre{font:6.5pt monospace;break-after:page}</style>${pages.map((page) => `<pre>${escaped(page)}</pre>`).join('')}`;
  const process = electronProcess(fileURLToPath(new URL('./empty-app', import.meta.url)));
  const page = path.join(process.scratch('print'), 'page.html');
  writeFileSync(page, html, { mode: 0o644 });
  const { printMs } = await process.run(['--print', page]);
  return printMs;
}

