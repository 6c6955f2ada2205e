/** `countersign packet countersign` and `countersign packet file`: a member's own signature, and the newest file of a packet. */
import { commitCountersign, prepareCountersign, prepareHandedOver, type PreparedCountersign } from '../board/countersign.ts';
import { newestFile } from '../board/countersigned-file.ts';
import { contentOf, viewOf } from '../board/perform.ts';
import type { Profile } from '../board/profile.ts';
import { usageWords } from '../../shared/copy/command-line.ts';
import { countersignStatus } from '../../shared/copy/countersign.ts';
import { dossierSummary, type PacketSummary } from '../../shared/events/summary.ts';
import { PacketNumber } from '../../shared/packet/statement.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { DossierId } from '../../shared/vocabulary.ts';
import type { Command } from './command.ts';
import { fileAt, limit } from './judge-packet.ts';
import { usage, type Given } from './options.ts';
import { done, rows } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import type { CommandLinePorts } from './ports.ts';
import { withProfile } from './profile.ts';
import { syncAfter } from './sync.ts';

export const countersign: Command = {
  takes: { optional: 'FILE', texts: ['profile', 'dossier', 'out'], flags: ['no-sync'], needed: ['profile', 'out'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const prepared = await preparedFor(profile, given, ports);
    if (!prepared.ok) return prepared;
    const passphrase = await readPassphrase(given, ports, { show: prepared.value.text });
    if (!passphrase.ok) return passphrase;
    const signed = await commitCountersign(profile, prepared.value, passphrase.value);
    if (!signed.ok) return signed;
    const out = given.path('out') ?? '';
    const written = await ports.board.files.write(out, signed.value.bytes);
    if (!written.ok) return written;
    const { missing, digest } = signed.value;
    return ok(await syncAfter(profile, given, rows([['Packet', prepared.value.statement.predicate.packet], ['Field', prepared.value.own.field], ['Waits for', countersignStatus.waitsFor(missing)], ['File', out], ['SHA-256', digest]])));
  }),
};

/** The file that was handed over; otherwise the packet of the dossier that waits for the member. */
async function preparedFor(profile: Profile, given: Given, ports: CommandLinePorts): Promise<Result<PreparedCountersign>> {
  const [file, typed] = [given.files[0], given.typed[0]];
  if ((file === undefined) === (given.text('dossier') === null)) return usage(countersignStatus.fileOrDossier);
  if (file !== undefined) {
    const bytes = await fileAt(file, limit.packetBytes, ports.board);
    return bytes.ok ? prepareHandedOver(profile, { name: typed ?? file, bytes: bytes.value }) : bytes;
  }
  const dossier = DossierId.safeParse(given.text('dossier'));
  if (!dossier.success) return usage(usageWords.value('dossier', 'a dossier’s id such as aurora-7b-2.3'));
  const packets = await packetsOf(profile, dossier.data, ports);
  if (!packets.ok) return packets;
  const member = profile.file.member!;
  const waiting = packets.value.findLast(({ countersigning }) => countersigning?.missing.includes(member) === true) ?? packets.value.at(-1);
  return waiting === undefined ? refuse('board/not-decided', { dossier: dossier.data }) : prepareCountersign(profile, { dossier: dossier.data, packet: waiting.packet });
}

async function packetsOf(profile: Profile, dossier: DossierId, { board: { clock } }: CommandLinePorts): Promise<Result<readonly PacketSummary[]>> {
  const contents = await contentOf(profile);
  const view = viewOf(profile);
  if (!view.ok) return view;
  const { member } = profile.file;
  const summary = member === null ? null : dossierSummary(view.value, dossier, member, clock.now(), contents);
  return summary === null ? refuse('board/unknown-dossier', { dossier }) : ok(summary.packets);
}

export const packetFile: Command = {
  takes: { texts: ['profile', 'number', 'out'], needed: ['profile', 'number', 'out'] },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const number = PacketNumber.safeParse(given.needed('number'));
    if (!number.success) return usage(usageWords.value('number', 'a packet’s number such as 2026-aurora-7b-2.3-01'));
    const view = viewOf(profile);
    if (!view.ok) return view;
    const issued = [...view.value.state.packets.values()].find(({ body }) => body.number === number.data);
    if (issued === undefined) return refuse('board/unknown-item', { item: number.data });
    const newest = await newestFile(profile, issued.body.packet);
    if (!newest.ok) return newest;
    const out = given.path('out') ?? '';
    const written = await ports.board.files.write(out, newest.value.bytes);
    if (!written.ok) return written;
    const { countersigning, digest } = newest.value;
    const names = (ids: readonly string[]): string[] => ids.map((id) => profile.roster()?.members.find((one) => one.id === id)?.name ?? id);
    return ok(done(rows([
      ['Packet', number.data], ...(countersigning === null ? [] : [['Countersigned', countersignStatus.count(countersigning.chain.length, countersigning.required.length)] as const, ['Waits for', countersignStatus.waitsFor(names(countersigning.missing))] as const]),
      ['File', out], ['SHA-256', digest],
    ])));
  }),
};
