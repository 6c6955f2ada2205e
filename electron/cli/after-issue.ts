/** `countersign packet addendum`, `supersede` and `revoke`: what a board does about a packet that it has issued. */
import { join } from 'node:path';
import { commitAddendum, prepareAddendum } from '../board/addendum.ts';
import { contentOf, perform, viewOf } from '../board/perform.ts';
import type { Profile } from '../board/profile.ts';
import { fontsFor } from '../packet/fonts.ts';
import { closedWords } from '../../shared/copy/addendum.ts';
import { nextWords, usageWords } from '../../shared/copy/command-line.ts';
import { letterLines } from '../../shared/copy/letters.ts';
import { packetStateWords } from '../../shared/copy/packet-standing.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { Command as BoardCommand } from '../../shared/commands/catalogue.ts';
import { packetStandings, type PacketStanding } from '../../shared/events/packet-standing.ts';
import { paperSizes } from '../../shared/board/paper-size.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { usage, type Given } from './options.ts';
import { failed, rows, type CommandOutput } from './output.ts';
import { levelOf } from './packet.ts';
import { readPassphrase } from './passphrase.ts';
import type { CommandLinePorts } from './ports.ts';
import { withProfile } from './profile.ts';
import { stamperOrUsual } from './stamping.ts';
import { syncAfter } from './sync.ts';

/** The packet or addendum of that number, the newest where two share it. */
async function fileOf(profile: Profile, number: string): Promise<Result<PacketStanding>> {
  const contents = await contentOf(profile);
  const view = viewOf(profile);
  if (!view.ok) return view;
  const found = packetStandings(view.value, contents).findLast((one) => one.number === number);
  return found === undefined ? refuse('board/unknown-packet', { packet: number }) : ok(found);
}

export const addendum: Command = {
  takes: { texts: ['profile', 'number', 'out', 'paper', 'tsa'], flags: ['no-sync'], needed: ['profile', 'number', 'out'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const paper = given.text('paper') === null ? undefined : paperSizes.find((one) => one === given.text('paper'));
    if (given.text('paper') !== null && paper === undefined) return usage(usageWords.value('paper', paperSizes.join(' or ')));
    const stamper = await stamperOrUsual(given, ports);
    if (!stamper.ok) return stamper;
    const parent = await fileOf(profile, given.needed('number'));
    if (!parent.ok) return parent;
    const { dossier, revision, packet } = parent.value;
    const prepared = await prepareAddendum(profile, { dossier, shown: revision, packet });
    if (!prepared.ok) return prepared;
    const { files } = ports.board;
    const { letters } = prepared.value;
    const fonts = await fontsFor(letters, ports.fonts, { files, sha256: profile.ports.sha256, platform: process.platform });
    if (!fonts.ok) return fonts;
    const notes = letterLines({ ...letters, ...fonts.value, font: fonts.value.fonts.other?.name ?? null }).map(({ label, text }) => `${label}: ${text}\n`).join('');
    const passphrase = await readPassphrase(given, ports, { show: `${notes}${prepared.value.text}` });
    if (!passphrase.ok) return passphrase;
    const issued = await commitAddendum(profile, prepared.value, { fonts: fonts.value.fonts, passphrase: passphrase.value, stamp: stamper.value, ...(paper === undefined ? {} : { paper }) });
    if (!issued.ok) return issued;
    const { bytes, number, digest, stamp } = issued.value;
    const out = given.path('out') ?? '';
    const written = await files.write(out, bytes);
    if (!written.ok) {
      const output = failed('packet addendum', written.trouble);
      return ok({ ...output, stderr: `${output.stderr}${nextWords.issuedOnly(join(profile.folder, 'packets', `${number}.pdf`))}\n` });
    }
    const output = await syncAfter(profile, given, rows([['Addendum', number], ['Adds to', parent.value.number], ['Conditions', closedWords(prepared.value.addendum.conditions)], ['Level', levelOf(stamp)], ['File', out], ['SHA-256', digest]]));
    return ok({ ...output, stderr: `${notes}${stamp?.ok === false ? `${troubleLine(stamp.trouble)}\n` : ''}${output.stderr}` });
  }),
};

export const supersede: Command = {
  takes: { texts: ['profile', 'number', 'by', 'reason'], flags: ['no-sync'], needed: ['profile', 'number', 'by'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const [packet, by] = [await fileOf(profile, given.needed('number')), await fileOf(profile, given.needed('by'))];
    if (!packet.ok) return packet;
    if (!by.ok) return by;
    const command = { name: 'supersede-packet', dossier: packet.value.dossier, packet: packet.value.packet, by: by.value.packet, reason: given.text('reason') ?? '' } as const;
    return record(profile, command, { given, ports, lines: [['Packet', packet.value.number], ['Is now', packetStateWords.superseded], ['In its place', by.value.number]] });
  }),
};

export const revoke: Command = {
  takes: { texts: ['profile', 'number', 'reason'], flags: ['no-sync'], needed: ['profile', 'number', 'reason'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const file = await fileOf(profile, given.needed('number'));
    if (!file.ok) return file;
    const command = { name: 'revoke-packet', dossier: file.value.dossier, packet: file.value.packet, reason: given.needed('reason') } as const;
    return record(profile, command, { given, ports, lines: [[file.value.kind === 'packet' ? 'Packet' : 'Addendum', file.value.number], ['Is now', packetStateWords.revoked]] });
  }),
};

interface Recording { readonly given: Given; readonly ports: CommandLinePorts; readonly lines: readonly (readonly [string, string])[] }

/** Signs the act, records it and says what readers need besides. */
async function record(profile: Profile, command: BoardCommand, { given, ports, lines }: Recording): Promise<Result<CommandOutput>> {
  const done = await perform(profile, command, ({ events }) => readPassphrase(given, ports, { show: events.map((event) => (event.kind === 'act' ? event.shown : '')).join('\n') }));
  return done.ok ? ok(await syncAfter(profile, given, rows([...lines, ['Next', nextWords.relist]]))) : done;
}
