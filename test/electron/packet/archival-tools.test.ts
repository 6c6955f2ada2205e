/** Levels by real programs: `openssl ts` stamps behind a server on loopback, and other programs look at what comes of it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStamper } from '../../../electron/packet/stamp.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { systemIds } from '../../../electron/platform/ids.ts';
import { systemWeb } from '../../../electron/platform/web.ts';
import { ocspMediaType, ocspQuestions } from '../../../shared/packet/ocsp-request.ts';
import { readCertificate } from '../../../shared/packet/verify/certificate.ts';
import { readPdf } from '../../../shared/packet/verify/pdf-file.ts';
import { sealCertificates } from '../../../shared/packet/verify/seal-certificates.ts';
import { contentsOf, signatureFields } from '../../../shared/packet/verify/signature-field.ts';
import { readSignedData } from '../../../shared/packet/verify/signed-data.ts';
import { readTrustRoot, verifyPacket } from '../../../shared/packet/verify/verify.ts';
import { readValues } from '../../../shared/packet/verify/value-file.ts';
import { boardList, raise, stampedPacket, value } from '../../builders/archived-packet.ts';
import { packetWorld } from '../../builders/packet-basis.ts';
import { plainApproval, sealPacket, verifyOptions, type SealedPacket } from '../../builders/sealed-packet.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { hasTool, runTool } from '../../builders/tool.ts';
import { Model } from '../../conformance/model.ts';
import { breaches } from '../../conformance/rule.ts';
import { rules } from '../../conformance/rules.ts';
import { opensslAuthority, serve, serveStamps, type LoopbackServer, type OpensslAuthority } from '../../fakes/stamp-server.ts';

const tools = { openssl: spawnSync('openssl', ['version'], { stdio: 'ignore' }).error === undefined, pdfsig: hasTool('pdfsig') && hasTool('certutil'), qpdf: hasTool('qpdf') };
for (const [tool, there] of Object.entries(tools)) if (!there) console.info(`skipped: ${tool} is not installed here`);
/** The packets of the builder are issued on this day; OpenSSL's authority has the machine's clock. */
const clockIsLater = Date.now() > Date.parse('2026-11-19T09:12:44.000Z');
if (!clockIsLater) console.info('skipped: this machine’s clock is before the day of the packet');

/** A responder: OpenSSL answers whatever is posted. */
async function answerByOpenssl(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  writeFileSync(at('asked.der'), Buffer.concat(pieces));
  asked.push(request.headers['content-type'] ?? '');
  execFileSync('openssl', ['ocsp', '-index', 'index.txt', '-CA', 'tsa-root.pem', '-rsigner', 'tsa-root.pem', '-rkey', 'tsa-root.key', '-reqin', 'asked.der', '-respout', 'answered.der', '-ndays', '3650'], { cwd: folder, stdio: 'pipe' });
  response.end(readFileSync(at('answered.der')));
}
const asked: string[] = [];

const folder = mkdtempSync(join(tmpdir(), 'countersign-levels-'));
const at = (name: string): string => join(folder, name);
let authority: OpensslAuthority, server: LoopbackServer, lists: LoopbackServer;
let plain: SealedPacket;
const levels = new Map<string, Uint8Array>();

describe.skipIf(!tools.openssl)('levels with a real timestamp authority and real lists', () => {
  beforeAll(async () => {
    lists = await serve((request, response) => {
      if (request.url === '/tsa.crl') response.end(readFileSync(authority.list));
      else void answerByOpenssl(request, response);
    });
    authority = opensslAuthority(folder, `${lists.url}ocsp`);
    server = await serveStamps((request) => authority.answer(request));
    const stamper = openStamper(server.url, { web: systemWeb, ids: systemIds, clock: systemClock, sha256: nodeSha256, subtle: globalThis.crypto.subtle });
    const world = await packetWorld(plainApproval);
    plain = await sealPacket(world);
    const stamped = await stampedPacket(world, stamper);
    const fetched = valueOf(await systemWeb({ url: `${lists.url}tsa.crl`, body: null, limitBytes: 100_000, timeoutMs: 5000 }));
    const values = [value('CRLs', await boardList(world, '2026-11-20T00:00:00.000Z', '2040-01-01T00:00:00.000Z')), ...valueOf(readValues(fetched, 'CRLs', 'tsa.crl')).map((der) => value('CRLs', der))];
    levels.set('B', plain.bytes).set('T', stamped.bytes);
    levels.set('LT', valueOf(await raise(stamped.bytes, values)).bytes);
    const lta = valueOf(await raise(stamped.bytes, values, stamper)).bytes;
    levels.set('LTA', lta);
    levels.set('LTA again', valueOf(await raise(lta, [], stamper)).bytes);
    for (const [level, bytes] of levels) writeFileSync(at(`${level}.pdf`), bytes);
    writeFileSync(at('board.pem'), plain.trustPem);
  }, 60_000);
  afterAll(async () => { await server?.close(); await lists?.close(); });

  test('each file is approved and says its level', async () => {
    const stampTrust = [readTrustRoot(new Uint8Array(readFileSync(authority.root)))!];
    for (const [level, bytes] of levels) {
      const report = await verifyPacket(bytes, verifyOptions(plain.trust, { stampTrust }));
      expect([level, report.verdict, report.level]).toEqual([level, clockIsLater ? 'approved' : report.verdict, level.split(' ')[0]]);
      if (clockIsLater && level !== 'B') expect(report.facts.find(({ step }) => step === 'timestamp')).toMatchObject({ result: 'passed', reason: expect.stringContaining('Real Stamp') as string });
    }
  });

  test.skipIf(!tools.pdfsig || !clockIsLater)('pdfsig: the seal valid and trusted at every level; the newest signature covers all, earlier ones say that they don’t', () => {
    execFileSync('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'board', '-t', 'CT,C,C', '-i', at('board.pem')]);
    execFileSync('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'stamp', '-t', 'CT,C,C', '-i', authority.root]);
    const counts: Record<string, { valid: number; total: number; partly: number }> = {};
    for (const level of levels.keys()) {
      const { out } = runTool('pdfsig', ['-nssdir', `sql:${folder}`, at(`${level}.pdf`)]);
      const n = (text: string): number => out.split(text).length - 1;
      counts[level] = { valid: n('Signature is Valid'), total: n('- Total document signed'), partly: n('- Not total document signed') };
      expect(out).toContain('Certificate is Trusted');
    }
    expect(counts).toEqual({
      'B': { valid: 1, total: 1, partly: 0 }, 'T': { valid: 1, total: 1, partly: 0 }, 'LT': { valid: 1, total: 0, partly: 1 },
      // poppler doesn't check timestamps of documents, anybody's: it names them and says what they cover. OpenSSL checks them below.
      'LTA': { valid: 1, total: 1, partly: 1 }, 'LTA again': { valid: 1, total: 1, partly: 2 },
    });
  });

  test('every level keeps what is checked of PDF/A-3a and PDF/UA-1', () => {
    for (const [level, bytes] of levels) expect([level, breaches(new Model(bytes), rules)]).toEqual([level, []]);
  });

  test.skipIf(!tools.qpdf)('qpdf finds nothing to complain of', () => {
    for (const level of levels.keys()) {
      const said = runTool('qpdf', ['--check', at(`${level}.pdf`)]);
      expect([level, said.code, said.err]).toEqual([level, 0, '']);
    }
  });

  test('OpenSSL verifies the seal of every level, and each timestamp over what it covers', () => {
    for (const [level, bytes] of levels) {
      const pdf = readPdf(bytes);
      if (!pdf.ok) throw new Error(pdf.unread.problem);
      for (const field of signatureFields(pdf.file, pdf.file.revisions.at(-1)!)) {
        const contents = contentsOf(pdf.file, field.value!)!;
        const cms = readSignedData(contents.bytes);
        if (!cms.ok) throw new Error(cms.problem);
        const range = pdf.file.get(pdf.file.revisions.at(-1)!, field.value!, 'ByteRange');
        const [, , second = 0, rest = 0] = range.kind === 'array' ? range.items.map((item) => (item.kind === 'integer' ? item.value : 0)) : [];
        writeFileSync(at('covered.bin'), Buffer.concat([bytes.subarray(0, contents.from), bytes.subarray(second, second + rest)]));
        writeFileSync(at('cms.der'), cms.data.bytes);
        const said = field.name === 'Seal'
          ? runTool('openssl', ['cms', '-verify', '-binary', '-cades', '-purpose', 'any', '-inform', 'DER', '-in', at('cms.der'), '-content', at('covered.bin'), '-CAfile', at('board.pem'), '-attime', String(Date.parse('2026-11-20T00:00:00Z') / 1000), '-out', at('out.bin')])
          : runTool('openssl', ['ts', '-verify', '-token_in', '-in', at('cms.der'), '-data', at('covered.bin'), '-CAfile', authority.root]);
        expect([level, field.name, said.code]).toEqual([level, field.name, 0]);
      }
    }
  });

  test('an OCSP response by OpenSSL instead of a list', async () => {
    execFileSync('openssl', ['ocsp', '-index', 'index.txt', '-CA', 'tsa-root.pem', '-rsigner', 'tsa-root.pem', '-rkey', 'tsa-root.key', '-issuer', 'tsa-root.pem', '-cert', 'tsa.pem', '-respout', 'ocsp.der', '-ndays', '3650', '-noverify'], { cwd: folder, stdio: 'pipe' });
    const list = value('CRLs', await boardList(plain.world, '2026-11-20T00:00:00.000Z', '2040-01-01T00:00:00.000Z'));
    const [response] = valueOf(readValues(new Uint8Array(readFileSync(at('ocsp.der'))), 'OCSPs', 'ocsp.der'));
    expect(valueOf(await raise(levels.get('T')!, [list])).to).toBe('T');
    const raisedBy = valueOf(await raise(levels.get('T')!, [list, value('OCSPs', response!)]));
    expect(raisedBy.to).toBe('LT');
    const sound = Buffer.from(raisedBy.bytes);
    for (let offset = 0; offset < response!.length; offset += 7) {
      const changed = Uint8Array.from(response!);
      changed[offset]! ^= 1;
      // What isn't signed of a response isn't taken along: either it is refused, or the file is the one that the response as it was gives.
      const raised = await raise(levels.get('T')!, [list, value('OCSPs', changed)]);
      if (raised.ok) expect(Buffer.from(raised.value.bytes).equals(sound)).toBe(true);
    }
  });

  test('a responder that the timestamp’s certificate names is asked, and OpenSSL understands the question', async () => {
    const pdf = readPdf(levels.get('T')!);
    if (!pdf.ok) throw new Error(pdf.unread.problem);
    const root = valueOf(readValues(new Uint8Array(readFileSync(authority.root)), 'Certs', 'root')).map((der) => readCertificate(der)!);
    const questions = await ocspQuestions(globalThis.crypto.subtle, [...sealCertificates(pdf.file)!, ...root]);
    expect(questions.map(({ url, subject }) => [url, subject])).toEqual([[`${lists.url}ocsp`, 'Real Stamp']]);
    const answer = valueOf(await systemWeb({ url: questions[0]!.url, body: { type: ocspMediaType, bytes: questions[0]!.bytes }, limitBytes: 100_000, timeoutMs: 5000 }));
    expect(asked).toEqual(['application/ocsp-request']);
    const [response] = valueOf(readValues(answer, 'OCSPs', 'answer'));
    const list = value('CRLs', await boardList(plain.world, '2026-11-20T00:00:00.000Z', '2040-01-01T00:00:00.000Z'));
    expect(valueOf(await raise(levels.get('T')!, [list, value('OCSPs', response!)])).to).toBe('LT');
    // Without the issuer's certificate there is nothing that could be asked about.
    expect(await ocspQuestions(globalThis.crypto.subtle, sealCertificates(pdf.file)!.filter(({ commonName }) => commonName === 'Real Stamp'))).toEqual([]);
  });

  test('OpenSSL reads the board’s list and finds its authority behind it', async () => {
    writeFileSync(at('board.crl'), await boardList(plain.world, '2026-11-20T00:00:00.000Z', '2040-01-01T00:00:00.000Z', '2026-11-19T00:00:00.000Z'));
    const said = runTool('openssl', ['crl', '-inform', 'DER', '-in', at('board.crl'), '-CAfile', at('board.pem'), '-noout', '-text']);
    expect(said.err).toContain('verify OK');
    expect(said.out).toContain('Revocation Date: Nov 19 00:00:00 2026 GMT');
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
