/** Calls about packets: issue one, save one, verify one. Files are chosen in main's own dialogs; the window never names a path. */
import { basename } from 'node:path';
import { commitPacket, preparePacket, trustFileName } from '../board/packet.ts';
import type { Handlers } from '../ipc/router.ts';
import type { FontFiles } from '../packet/document.ts';
import type { Files } from '../platform/files.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { packetWords } from '../../shared/copy/act.ts';
import type { VerifyReport } from '../../shared/packet/verdict.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { signView, type RecordPorts } from './record.ts';

/** Asks the member where: a path, or null when they close the dialog. */
export interface Dialogs {
  openPacket(): Promise<string | null>;
  save(suggestion: { readonly name: string; readonly kind: 'pdf' | 'pem' }): Promise<string | null>;
}

export interface PacketPorts extends RecordPorts {
  readonly dialogs: Dialogs;
  readonly files: Files;
  fonts(): Promise<Result<FontFiles>>;
  verifyFile(bytes: Uint8Array, options: { readonly trustPem: string; readonly at: Instant; readonly allowSample: boolean }): Promise<VerifyReport>;
}

const maxPacketBytes = 512 * 1024 * 1024;

export function packetHandlers(ports: PacketPorts): Pick<Handlers, 'packet.issue' | 'packet.save' | 'packet.verify' | 'trust.save'> {
  const { workspace, signing, dialogs, files } = ports;

  async function save(name: string, kind: 'pdf' | 'pem', bytes: Uint8Array): Promise<Result<string | null>> {
    const path = await dialogs.save({ name, kind });
    if (path === null) return ok(null);
    const written = await files.write(path, bytes);
    return written.ok ? ok(basename(path)) : written;
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
      const issued = await signing.ask(view, (passphrase) => commitPacket(profile.value, prepared.value, { fonts: fonts.value, passphrase }));
      return issued.ok ? ok({ packet: issued.value.digest, number: issued.value.number }) : issued;
    },
    'packet.save': async ({ packet }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const number = [...profile.value.record.view().state.packets.values()].find(({ body }) => body.packet === packet)?.body.number;
      if (number === undefined) return refuse('board/unknown-item', { item: packet });
      const bytes = await profile.value.vault.objects.read(packet);
      return bytes.ok ? save(`${number}.pdf`, 'pdf', bytes.value) : bytes;
    },
    'packet.verify': async ({ source, allowSample }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const { trustPem, vault, record, ports: { clock } } = profile.value;
      let name: string;
      let bytes: Result<Uint8Array>;
      if (source.kind === 'issued') {
        name = `${[...record.view().state.packets.values()].find(({ body }) => body.packet === source.packet)?.body.number ?? source.packet}.pdf`;
        bytes = await vault.objects.read(source.packet);
      } else {
        const path = await dialogs.openPacket();
        if (path === null) return ok(null);
        name = basename(path);
        const read = await files.read(path, maxPacketBytes);
        bytes = read.ok ? (read.value === null ? refuse('input/not-found', { path }) : ok(read.value)) : read;
      }
      return bytes.ok ? ok({ name, report: await ports.verifyFile(bytes.value, { trustPem, at: clock.now(), allowSample }) }) : bytes;
    },
    'trust.save': async () => {
      const profile = workspace.profile();
      return profile.ok ? save(trustFileName, 'pem', encodeUtf8(profile.value.trustPem)) : profile;
    },
  };
}
