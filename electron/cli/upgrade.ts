/** `countersign packet upgrade` and `countersign board crl`: what lets a packet be checked when its authorities are gone. */
import { join } from 'node:path';
import { boardRevocationList, listDays } from '../board/revocation.ts';
import { upgradePacket, type NamedValue } from '../packet/upgrade.ts';
import { isWebAddress, type Web, type WebRequest } from '../platform/web.ts';
import { archiveWords } from '../../shared/copy/archival.ts';
import { count } from '../../shared/copy/number.ts';
import { dateTime, shortDay } from '../../shared/copy/date.ts';
import type { ArchiveKind } from '../../shared/packet/archive.ts';
import { ocspMediaType, ocspQuestions } from '../../shared/packet/ocsp-request.ts';
import { PacketNumber } from '../../shared/packet/statement.ts';
import { readCertificate } from '../../shared/packet/verify/certificate.ts';
import { readValues } from '../../shared/packet/verify/value-file.ts';
import { distributionPoints } from '../../shared/packet/verify/distribution-points.ts';
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';
import { sealCertificates } from '../../shared/packet/verify/seal-certificates.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Day, Instant } from '../../shared/vocabulary.ts';
import type { Command } from './command.ts';
import { fileAt, limit } from './judge-packet.ts';
import { wholeNumber, type Given } from './options.ts';
import { done, rows } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import type { CommandLinePorts } from './ports.ts';
import { withProfile } from './profile.ts';
import { stamperOf } from './stamping.ts';

/** A list of a large authority has a few hundred kB. */
const fetchLimit = { answerBytes: 4 * 1024 * 1024, requestMs: 10_000 } as const;
const kindOptions = { cert: 'Certs', crl: 'CRLs', ocsp: 'OCSPs' } as const satisfies Record<string, ArchiveKind>;
const mostListDays = 730;

export const upgrade: Command = {
  takes: { files: ['FILE|NUMBER'], texts: ['profile', 'tsa', 'out'], lists: ['cert', 'crl', 'ocsp'], flags: ['fetch'] },
  async run(given, ports) {
    const stamper = stamperOf(given, ports);
    if (!stamper.ok) return stamper;
    const path = await packetPath(given, ports);
    if (!path.ok) return path;
    const packet = await fileAt(path.value, limit.packetBytes, ports.board);
    if (!packet.ok) return packet;
    const values = await valuesGiven(given, packet.value, ports);
    if (!values.ok) return values;
    const upgraded = await upgradePacket({ name: given.typed[0] ?? '', bytes: packet.value, values: values.value, stamper: stamper.value }, { subtle: ports.subtle, sha256: ports.board.sha256 });
    if (!upgraded.ok) return upgraded;
    const { bytes, from, to, levelReason, added, stampedAt, authority } = upgraded.value;
    const out = given.path('out') ?? path.value;
    const written = await ports.board.files.write(out, bytes);
    if (!written.ok) return written;
    return ok(done(rows([
      ['Level', from === to ? to : archiveWords.raised(from, to)], ['', levelReason],
      ...(added > 0 ? [['Added', count(added, 'piece', 'pieces')] as const] : []),
      ...(stampedAt === null ? [] : [['Stamped', archiveWords.stamped(dateTime(stampedAt as Instant), authority ?? '')] as const]), ['File', out],
    ])));
  },
};

/** The file as it was named; or, with a profile, the copy under the packet's number in it. */
async function packetPath(given: Given, { board: { files } }: CommandLinePorts): Promise<Result<string>> {
  const [named = '', typed = ''] = [given.files[0], given.typed[0]];
  const profile = given.path('profile');
  if (profile === null) return ok(named);
  const kind = await files.kind(named);
  if (!kind.ok || kind.value !== null) return kind.ok ? ok(named) : kind;
  return PacketNumber.safeParse(typed).success ? ok(join(profile, 'packets', `${typed}.pdf`)) : ok(named);
}

/** What the options name: files, addresses of lists, and with `--fetch` the addresses that the seal's own certificates name. */
async function valuesGiven(given: Given, packet: Uint8Array, ports: CommandLinePorts): Promise<Result<NamedValue[]>> {
  const values: NamedValue[] = [];
  for (const [option, kind] of Object.entries(kindOptions)) {
    const paths = given.paths(option);
    for (const [index, name] of given.list(option).entries()) {
      const bytes = kind === 'CRLs' && isWebAddress(name) ? await fetched(name, ports.web) : await fileAt(paths[index] ?? '', fetchLimit.answerBytes, ports.board);
      const read = bytes.ok ? readValues(bytes.value, kind, name) : bytes;
      if (!read.ok) return read;
      values.push(...read.value.map((der) => ({ kind, der, name })));
    }
  }
  if (!given.flag('fetch')) return ok(values);
  const pdf = readPdf(packet);
  const certificates = [...(pdf.ok ? sealCertificates(pdf.file) ?? [] : []), ...values.flatMap(({ kind, der }) => (kind === 'Certs' ? readCertificate(der) ?? [] : []))];
  const asked: { readonly kind: ArchiveKind; readonly name: string; readonly body: WebRequest['body'] }[] = [
    ...distributionPoints(certificates).map((name) => ({ kind: 'CRLs' as const, name, body: null })),
    ...(await ocspQuestions(ports.subtle as SubtleCrypto, certificates)).map(({ url, bytes }) => ({ kind: 'OCSPs' as const, name: url, body: { type: ocspMediaType, bytes } })),
  ];
  for (const { kind, name, body } of asked.filter(({ name: address }) => isWebAddress(address))) {
    const bytes = await fetched(name, ports.web, body);
    const read = bytes.ok ? readValues(bytes.value, kind, name) : bytes;
    if (!read.ok) return read;
    values.push(...read.value.map((der) => ({ kind, der, name })));
  }
  return ok(values);
}

const fetched = (url: string, web: Web, body: WebRequest['body'] = null): Promise<Result<Uint8Array>> => web({ url, body, limitBytes: fetchLimit.answerBytes, timeoutMs: fetchLimit.requestMs });

export const revocationList: Command = {
  takes: { texts: ['profile', 'out', 'days'], needed: ['profile', 'out'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const days = wholeNumber(given, 'days', listDays, mostListDays);
    if (!days.ok) return days;
    const passphrase = await readPassphrase(given, ports, { root: true });
    if (!passphrase.ok) return passphrase;
    const list = await boardRevocationList(profile, { passphrase: passphrase.value, days: days.value });
    if (!list.ok) return list;
    const out = given.path('out') ?? '';
    const written = await ports.board.files.write(out, list.value.der);
    const until = new Date(Date.parse(ports.board.clock.now()) + days.value * 86_400_000).toISOString().slice(0, 10) as Day;
    return written.ok ? ok(done(rows([['Revoked', count(list.value.revoked, 'certificate')], ['Current', archiveWords.until(shortDay(until))], ['File', out]]))) : written;
  }),
};
