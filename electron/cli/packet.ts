/** `countersign packet`. */
import { join } from 'node:path';
import { preparePacket, commitPacket } from '../board/packet.ts';
import { contentOf, viewOf } from '../board/perform.ts';
import { readFonts } from '../packet/fonts.ts';
import { nextWords, usageWords } from '../../shared/copy/command-line.ts';
import { archiveWords } from '../../shared/copy/archival.ts';
import { dateTime } from '../../shared/copy/date.ts';
import { outcomeWords } from '../../shared/copy/status.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { dossierSummary } from '../../shared/events/summary.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { Stamp } from '../../shared/packet/timestamp.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { DossierId, type Instant } from '../../shared/vocabulary.ts';
import type { Command } from './command.ts';
import { usage } from './options.ts';
import { stamperOf } from './stamping.ts';
import { failed, rows } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import { withProfile } from './profile.ts';
import { syncAfter } from './sync.ts';

export const packet: Command = {
  takes: { texts: ['profile', 'dossier', 'out', 'trust-out', 'tsa'], flags: ['no-sync'], needed: ['profile', 'dossier', 'out'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const dossier = DossierId.safeParse(given.needed('dossier'));
    if (!dossier.success) return usage(usageWords.value('dossier', 'a dossier’s id such as aurora-7b-2.3'));
    const stamper = stamperOf(given, ports);
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
    const prepared = await preparePacket(profile, { dossier: dossier.data, shown: decided.decision.revision, decision: decided.decision.act });
    if (!prepared.ok) return prepared;
    const fonts = await readFonts(ports.fonts, files);
    if (!fonts.ok) return fonts;
    const passphrase = await readPassphrase(given, ports, { show: prepared.value.text });
    if (!passphrase.ok) return passphrase;
    const issued = await commitPacket(profile, prepared.value, { fonts: fonts.value, passphrase: passphrase.value, stamp: stamper.value });
    if (!issued.ok) return issued;
    const [out, trustOut] = [given.path('out') ?? '', given.path('trust-out')];
    const written = await files.write(out, issued.value.bytes);
    const trust = trustOut === null || !written.ok ? written : await files.write(trustOut, encodeUtf8(profile.trustPem));
    if (!trust.ok) {
      const output = failed('packet', trust.trouble);
      return ok({ ...output, stderr: `${output.stderr}${nextWords.issuedOnly(join(profile.folder, 'packets', `${issued.value.number}.pdf`))}\n` });
    }
    const report = rows([['Packet', issued.value.number], ['Decision', outcomeWords[decided.decision.outcome]], ['Level', levelOf(issued.value.stamp)], ['File', out], ['SHA-256', issued.value.digest]]);
    const output = await syncAfter(profile, given, report);
    const { stamp } = issued.value;
    return ok(stamp?.ok === false ? { ...output, stderr: `${troubleLine(stamp.trouble)}\n${output.stderr}` } : output);
  }),
};

/** The level that the seal has from the start, and why it isn't higher. */
function levelOf(stamp: Result<Stamp> | null): string {
  if (stamp === null) return archiveWords.untimed;
  return stamp.ok ? `T: ${archiveWords.stamped(dateTime(stamp.value.at as Instant), stamp.value.authority)}` : archiveWords.lowered;
}
