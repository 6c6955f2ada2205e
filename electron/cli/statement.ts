/** `countersign packet statement`: the signed in-toto statement out of a packet, as one line of DSSE that other tools verify. */
import { nextWords, usageWords } from '../../shared/copy/command-line.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { exitCodes } from '../../shared/packet/verdict.ts';
import { verifyUnderAny } from '../../shared/packet/verify/any-root.ts';
import { signedStatement } from '../../shared/packet/verify/signed-statement.ts';
import { ok } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { fileAt, limit, rootsAt } from './judge-packet.ts';
import { usage } from './options.ts';
import { rows } from './output.ts';

export const statement: Command = {
  takes: { files: ['PACKET'], texts: ['out', 'key-out'], lists: ['trust'], needed: ['out'] },
  async run(given, { board: { files, clock, sha256 }, subtle }) {
    const [out, keyOut, trust] = [given.path('out') ?? '', given.path('key-out'), given.paths('trust')];
    // A key can't vouch for itself: it is only given out once a trusted root stands behind it.
    if (keyOut !== null && trust.length === 0) return usage(usageWords.missing('trust'));
    if (new Set([given.files[0], ...trust, out, ...(keyOut === null ? [] : [keyOut])]).size !== 2 + trust.length + (keyOut === null ? 0 : 1)) return usage(usageWords.sameFile);
    const trusted = await rootsAt(trust, { files });
    if (!trusted.ok) return trusted;
    const roots = trusted.value;
    const packet = await fileAt(given.files[0] ?? '', limit.packetBytes, { files });
    if (!packet.ok) return packet;
    const ports = { subtle, sha256 };
    // A sample's statement may be taken out and says of itself that it is one; whether it counts is the reader's to judge.
    const { report, root } = await verifyUnderAny(packet.value, roots, { at: clock.now(), allowSample: true, ports });
    const taken = await signedStatement(packet.value, root, ports);
    const refused = { exitCode: report.exitCode, stdout: '', stderr: `countersign packet statement: ${report.summary}\n` };
    if (report.verdict === 'not-authentic' || report.verdict === 'unreadable' || (roots.length > 0 && root === null)) return ok(refused);
    if (taken === null || (keyOut !== null && taken.issuerKey === null)) return ok({ ...refused, exitCode: exitCodes.indeterminate });
    const line = new Uint8Array(taken.envelope.length + 1);
    line.set(taken.envelope);
    line[taken.envelope.length] = 0x0a;
    const written = await files.write(out, line);
    const key = !written.ok || keyOut === null || taken.issuerKey === null ? written : await files.write(keyOut, encodeUtf8(pem(taken.issuerKey)));
    if (!key.ok) return key;
    const stderr = root === null ? `${nextWords.statementUnchecked}\n` : '';
    return ok({ exitCode: 0, stderr, stdout: rows([['Statement', out], ...(keyOut === null ? [] : [['Issuer’s key', keyOut] as const]), ['Packet', report.summary]]) });
  },
};

function pem(spki: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(spki).replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
}
