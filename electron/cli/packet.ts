/** `countersign packet`. */
import { statementIn } from '../board/countersigned-file.ts';
import { join } from 'node:path';
import { preparePacket, commitPacket } from '../board/packet.ts';
import type { StoredPacket } from '../board/paper.ts';
import { commitCopy, prepareCopy } from '../board/packet-copy.ts';
import type { Profile } from '../board/profile.ts';
import { contentOf, viewOf } from '../board/perform.ts';
import { fontsFor } from '../packet/fonts.ts';
import { letterLines } from '../../shared/copy/letters.ts';
import type { PacketLetters } from '../../shared/packet/letters.ts';
import { nextWords, usageWords } from '../../shared/copy/command-line.ts';
import { archiveWords } from '../../shared/copy/archival.ts';
import { dateTime } from '../../shared/copy/date.ts';
import { outcomeWords } from '../../shared/copy/status.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { packetStandings } from '../../shared/events/packet-standing.ts';
import { dossierSummary, type PacketSummary } from '../../shared/events/summary.ts';
import { copyKinds, type ExtraCopyKind } from '../../shared/packet/packet-copy.ts';
import { paperSizes } from '../../shared/board/paper-size.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { Stamp } from '../../shared/packet/timestamp.ts';
import { countersignStatus } from '../../shared/copy/countersign.ts';
import { countersignersOf } from '../../shared/packet/statement.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { DossierId, type Digest, type Instant } from '../../shared/vocabulary.ts';
import type { Command } from './command.ts';
import { usage } from './options.ts';
import { stamperOrUsual } from './stamping.ts';
import { failed, rows } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import { withProfile } from './profile.ts';
import { syncAfter } from './sync.ts';

export const packet: Command = {
  takes: { texts: ['profile', 'dossier', 'out', 'copy', 'paper', 'trust-out', 'tsa'], flags: ['no-sync'], needed: ['profile', 'dossier', 'out'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const dossier = DossierId.safeParse(given.needed('dossier'));
    if (!dossier.success) return usage(usageWords.value('dossier', 'a dossier’s id such as aurora-7b-2.3'));
    const kind = copyKinds.find((one) => one === (given.text('copy') ?? 'vendor'));
    if (kind === undefined) return usage(usageWords.value('copy', copyKinds.join(', ')));
    const paper = given.text('paper') === null ? undefined : paperSizes.find((one) => one === given.text('paper'));
    if (given.text('paper') !== null && paper === undefined) return usage(usageWords.value('paper', paperSizes.join(' or ')));
    const stamper = await stamperOrUsual(given, ports);
    if (!stamper.ok) return stamper;
    const { files, clock } = ports.board;
    const contents = await contentOf(profile);
    const view = viewOf(profile);
    if (!view.ok) return view;
    const { member } = profile.file;
    const summary = member === null ? null : dossierSummary(view.value, dossier.data, member, clock.now(), contents);
    if (summary === null) return refuse('board/unknown-dossier', { dossier: dossier.data });
    const decided = summary.decisions.findLast((decision) => decision.status.kind === 'standing') ?? summary.current ?? summary.decisions.at(-1);
    if (decided === undefined) return refuse('board/not-decided', { dossier: dossier.data });
    const making = kind === 'vendor' ? packetOf(profile, dossier.data, decided.decision) : copyOf(profile, { dossier: dossier.data, packets: summary.packets, kind });
    const prepared = await making.prepare();
    if (!prepared.ok) return prepared;
    const { letters } = prepared.value;
    const fonts = await fontsFor(letters, ports.fonts, { files, sha256: profile.ports.sha256, platform: process.platform });
    if (!fonts.ok) return fonts;
    const notes = letterLines({ ...letters, ...fonts.value, font: fonts.value.fonts.other?.name ?? null }).map(({ label, text }) => `${label}: ${text}\n`).join('');
    const beside = kind === 'vendor' ? packetStandings(view.value, contents).filter((one) => one.kind === 'packet' && one.dossier === dossier.data && (one.state === 'issued' || one.state === 'contested')) : [];
    const passphrase = await readPassphrase(given, ports, { show: `${notes}${prepared.value.text}` });
    if (!passphrase.ok) return passphrase;
    const issued = await prepared.value.commit({ fonts: fonts.value.fonts, passphrase: passphrase.value, stamp: stamper.value, ...(paper === undefined ? {} : { paper }) });
    if (!issued.ok) return issued;
    const [out, trustOut] = [given.path('out') ?? '', given.path('trust-out')];
    const written = await files.write(out, issued.value.bytes);
    const trust = trustOut === null || !written.ok ? written : await files.write(trustOut, encodeUtf8(profile.trustPem));
    if (!trust.ok) {
      const output = failed('packet', trust.trouble);
      return ok({ ...output, stderr: `${output.stderr}${nextWords.issuedOnly(join(profile.folder, 'packets', `${issued.value.number}.pdf`))}\n` });
    }
    const report = rows([[kind === 'vendor' ? 'Packet' : 'Copy', issued.value.number], ['Decision', outcomeWords[decided.decision.outcome]], ['Level', levelOf(issued.value.stamp)], ...waitsFor(issued.value.bytes), ['File', out], ['SHA-256', issued.value.digest]]);
    const output = await syncAfter(profile, given, report);
    const { stamp, number } = issued.value;
    const offers = beside.map((one) => `${nextWords.supersede(one.number, number)}\n`).join('');
    return ok({ ...output, stderr: `${notes}${offers}${stamp?.ok === false ? `${troubleLine(stamp.trouble)}\n` : ''}${output.stderr}` });
  }),
};

interface Making { prepare(): Promise<Result<{ readonly text: string; readonly letters: PacketLetters; commit(means: Parameters<typeof commitPacket>[2]): Promise<Result<StoredPacket>> }>> }

function packetOf(profile: Profile, dossier: DossierId, { revision, act }: { readonly revision: Digest; readonly act: Digest }): Making {
  return {
    prepare: async () => {
      const prepared = await preparePacket(profile, { dossier, shown: revision, decision: act });
      return prepared.ok ? ok({ text: prepared.value.text, letters: prepared.value.letters, commit: (means) => commitPacket(profile, prepared.value, means) }) : prepared;
    },
  };
}

/** A copy of the dossier's newest packet. */
function copyOf(profile: Profile, { dossier, packets, kind }: { readonly dossier: DossierId; readonly packets: readonly PacketSummary[]; readonly kind: ExtraCopyKind }): Making {
  return {
    prepare: async () => {
      const newest = packets.at(-1);
      if (newest === undefined) return refuse('board/unknown-packet', { packet: dossier }, 'P-12');
      const prepared = await prepareCopy(profile, { dossier, shown: newest.revision, packet: newest.packet, kind });
      return prepared.ok ? ok({ text: prepared.value.text, letters: prepared.value.letters, commit: (means) => commitCopy(profile, prepared.value, means) }) : prepared;
    },
  };
}

/** Of a countersigned packet: whose signatures it waits for before it verifies. */
function waitsFor(bytes: Uint8Array): readonly (readonly [string, string])[] {
  const statement = statementIn(bytes);
  const names = statement === null ? [] : countersignersOf(statement).map(({ name }) => name);
  return names.length === 0 ? [] : [['Waits for', countersignStatus.waitsFor(names)]];
}

/** The level that the seal has from the start, and why it isn't higher. */
export function levelOf(stamp: Result<Stamp> | null): string {
  if (stamp === null) return archiveWords.untimed;
  return stamp.ok ? `T: ${archiveWords.stamped(dateTime(stamp.value.at as Instant), stamp.value.authority)}` : archiveWords.lowered;
}
