/** Calls about packets: issue one, save one, verify one. Files are chosen in main's own dialogs; the window never names a path. */
import { commitPacket, preparePacket, trustFileName } from '../board/packet.ts';
import type { Profile } from '../board/profile.ts';
import type { Handlers } from '../ipc/router.ts';
import type { FontFiles } from '../packet/document.ts';
import type { Stamper } from '../packet/stamp.ts';
import type { Files } from '../platform/files.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { packetWords } from '../../shared/copy/act.ts';
import type { VerifyReport } from '../../shared/packet/verdict.ts';
import { PacketNumber } from '../../shared/packet/statement.ts';
import { readTrustRoot, type TrustRoot } from '../../shared/packet/verify/verify.ts';
import type { Clock } from '../../shared/ports.ts';
import type { Digest, Instant } from '../../shared/vocabulary.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { readChosen, type NamedFile } from './chosen-file.ts';
import { signView, type RecordPorts } from './record.ts';
import type { SaveFile } from './save.ts';

/** Asks the member where: a path, or null when they close the dialog. */
export interface Dialogs {
  openPacket(): Promise<string | null>;
  openTrust(): Promise<string | null>;
}

export interface PacketPorts extends RecordPorts {
  readonly dialogs: Dialogs;
  readonly save: SaveFile;
  readonly files: Files;
  fonts(): Promise<Result<FontFiles>>;
  readonly clock: Clock;
  /** The timestamp authority of the settings; null: none is set. */
  stamper(): Stamper | null;
  verifyFile(bytes: Uint8Array, options: { readonly trust: TrustRoot; readonly at: Instant; readonly allowSample: boolean }): Promise<VerifyReport>;
}

const maxPacketBytes = 512 * 1024 * 1024;
const maxTrustBytes = 64 * 1024;

/** The number that the record gives a packet. */
function numberOf(profile: Profile, packet: Digest): string | undefined {
  return [...profile.record.view().state.packets.values()].find(({ body }) => body.packet === packet)?.body.number;
}

/** What a packet is called as a file: by its number, unless whoever recorded it wrote something else there, a path for instance. */
export function packetFileName(number: string | undefined, packet: Digest): string {
  return `${PacketNumber.safeParse(number).success ? number : packet}.pdf`;
}

export function packetHandlers(ports: PacketPorts): Pick<Handlers, 'packet.issue' | 'packet.save' | 'packet.verify' | 'trust.save'> {
  const { workspace, signing, dialogs, files, save } = ports;

  async function issuedFile(packet: Digest): Promise<Result<NamedFile>> {
    const profile = workspace.profile();
    if (!profile.ok) return profile;
    const bytes = await profile.value.vault.objects.read(packet);
    return bytes.ok ? ok({ name: packetFileName(numberOf(profile.value, packet), packet), bytes: bytes.value }) : bytes;
  }

  function ownRoot(): Result<TrustRoot | null> {
    const profile = workspace.profile();
    return profile.ok ? ok(readTrustRoot(encodeUtf8(profile.value.trustPem))) : profile;
  }

  async function chosenRoot(): Promise<Result<TrustRoot | null>> {
    const file = await readChosen(await dialogs.openTrust(), maxTrustBytes, files);
    if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
    const root = readTrustRoot(file.value.bytes);
    return root === null ? refuse('input/schema', { name: file.value.name, place: 'trust file', expected: 'one certificate in PEM or DER', found: 'something else' }) : ok(root);
  }

  return {
    'packet.issue': async (request) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const prepared = await preparePacket(profile.value, request);
      if (!prepared.ok) return prepared;
      const fonts = await ports.fonts();
      if (!fonts.ok) return fonts;
      const { decision, statement, text } = prepared.value;
      const view = signView(profile.value, packetWords(decision), [{ digest: profile.value.ports.sha256(statement), text }], ports);
      const issued = await signing.ask(view, (passphrase) => commitPacket(profile.value, prepared.value, { fonts: fonts.value, passphrase, stamp: ports.stamper() }));
      if (!issued.ok) return issued;
      const { digest, number, stamp } = issued.value;
      return ok({ packet: digest, number, stamp: stamp === null ? null : stamp.ok ? { at: stamp.value.at, authority: stamp.value.authority } : { trouble: stamp.trouble } });
    },
    'packet.save': async ({ packet }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const number = numberOf(profile.value, packet);
      if (number === undefined) return refuse('board/unknown-item', { item: packet });
      const bytes = await profile.value.vault.objects.read(packet);
      return bytes.ok ? save({ name: packetFileName(number, packet), kind: 'pdf' }, bytes.value) : bytes;
    },
    'packet.verify': async ({ source, trust, allowSample }) => {
      const file = source.kind === 'issued' ? await issuedFile(source.packet) : await readChosen(await dialogs.openPacket(), maxPacketBytes, files);
      if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
      const root = trust === 'own' ? ownRoot() : await chosenRoot();
      if (!root.ok || root.value === null) return root.ok ? ok(null) : root;
      return ok({ name: file.value.name, report: await ports.verifyFile(file.value.bytes, { trust: root.value, at: ports.clock.now(), allowSample }) });
    },
    'trust.save': async () => {
      const profile = workspace.profile();
      return profile.ok ? save({ name: trustFileName, kind: 'pem' }, encodeUtf8(profile.value.trustPem)) : profile;
    },
  };
}
