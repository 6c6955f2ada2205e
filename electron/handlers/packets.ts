/** Calls about packets: issue one, save one, verify one. Files are chosen in main's own dialogs; the window never names a path. */
import { commitAddendum, prepareAddendum } from '../board/addendum.ts';
import { commitCountersign, prepareCountersign } from '../board/countersign.ts';
import { newestBytes } from '../board/countersigned-file.ts';
import { commitPacket, preparePacket, trustFileName } from '../board/packet.ts';
import { commitCopy, prepareCopy } from '../board/packet-copy.ts';
import type { StoredPacket } from '../board/paper.ts';
import type { Profile } from '../board/profile.ts';
import { recordedFile, type RecordedFile } from '../board/recorded-file.ts';
import { keptStatusList } from '../board/status-list.ts';
import type { Handlers } from '../ipc/router.ts';
import type { PacketFonts } from '../packet/fonts.ts';
import type { DrawElsewhere } from '../packet/paper.ts';
import type { Stamper } from '../packet/stamp.ts';
import type { Files } from '../platform/files.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { addendumWords, copyWords, countersignWords, packetWords, type ActWords } from '../../shared/copy/act.ts';
import { letterLines } from '../../shared/copy/letters.ts';
import type { PacketLetters } from '../../shared/packet/letters.ts';
import type { Check, VerifyReport } from '../../shared/packet/verdict.ts';
import { packetFileName } from '../../shared/packet/number.ts';
import { statusListFileName, statusListLimitBytes } from '../../shared/packet/status-list.ts';
import type { GivenAddendum } from '../../shared/packet/verify/addenda.ts';
import type { GivenList } from '../../shared/packet/verify/status-list.ts';
import { readTrustRoot, type TrustRoot } from '../../shared/packet/verify/verify.ts';
import type { Replies } from '../../shared/ipc/contract.ts';
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
  openStatusList(): Promise<string | null>;
  openAddendum(): Promise<string | null>;
  openAuthority(): Promise<string | null>;
}

export interface PacketPorts extends RecordPorts {
  readonly dialogs: Dialogs;
  readonly save: SaveFile;
  readonly files: Files;
  /** The fonts for pages with these letters. */
  fonts(letters: PacketLetters): Promise<Result<PacketFonts>>;
  /** Draws in another process. */
  readonly draw: DrawElsewhere;
  readonly clock: Clock;
  /** The timestamp authority of the settings; null: none is set. */
  stamper(): Stamper | null;
  verifyFile(bytes: Uint8Array, options: { readonly trust: TrustRoot; readonly stampTrust: readonly TrustRoot[]; readonly at: Instant; readonly allowSample: boolean; readonly statusLists: readonly GivenList[]; readonly addenda: readonly GivenAddendum[]; readonly recorded: Check | null }): Promise<VerifyReport>;
}

/** What is shown of a paper before it is signed. */
interface PreparedPaper { readonly letters: PacketLetters; readonly statement: Uint8Array; readonly text: string }
/** What a paper is issued with. */
interface PaperMeans { readonly fonts: PacketFonts['fonts']; readonly passphrase: string; readonly stamp: Stamper | null; readonly draw: DrawElsewhere }

const maxPacketBytes = 512 * 1024 * 1024;
const maxTrustBytes = 64 * 1024;

/** The number that the record gives a packet, or a copy of one or an addendum to one. */
function numberOf(profile: Profile, packet: Digest): string | undefined {
  const { packets, copies, addenda } = profile.record.view().state;
  return [...packets.values(), ...copies.values(), ...addenda.values()].find(({ body }) => body.packet === packet)?.body.number;
}

/** A packet's newest file; a copy or an addendum is as it was issued. */
function bytesOf(profile: Profile, packet: Digest): Promise<Result<Uint8Array>> {
  const { copies, addenda } = profile.record.view().state;
  const isAlone = [...copies.values(), ...addenda.values()].some(({ body }) => body.packet === packet);
  return isAlone ? profile.vault.objects.read(packet) : newestBytes(profile, packet);
}

export function packetHandlers(ports: PacketPorts): Pick<Handlers, 'packet.issue' | 'packet.copy' | 'packet.addendum' | 'packet.countersign' | 'packet.save' | 'packet.verify' | 'trust.save'> {
  const { workspace, signing, dialogs, files, save } = ports;

  async function issuedFile(packet: Digest): Promise<Result<NamedFile>> {
    const profile = workspace.profile();
    if (!profile.ok) return profile;
    const bytes = await bytesOf(profile.value, packet);
    return bytes.ok ? ok({ name: packetFileName(numberOf(profile.value, packet), packet), bytes: bytes.value }) : bytes;
  }

  function ownRoot(): Result<TrustRoot | null> {
    const profile = workspace.profile();
    return profile.ok ? ok(readTrustRoot(encodeUtf8(profile.value.trustPem))) : profile;
  }

  /** A root in a file that `open` asks for; null: the dialog was closed. */
  async function chosenRoot(open: () => Promise<string | null>): Promise<Result<TrustRoot | null>> {
    const file = await readChosen(await open(), maxTrustBytes, files);
    if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
    const root = readTrustRoot(file.value.bytes);
    return root === null ? refuse('input/schema', { name: file.value.name, place: 'trust file', expected: 'one certificate in PEM or DER', found: 'something else' }) : ok(root);
  }

  /** The list that the board has synced: nobody chose it, so one that proves nothing is as if there were none. */
  async function ownList(): Promise<Result<readonly GivenList[]>> {
    const profile = workspace.profile();
    if (!profile.ok) return profile;
    const kept = await keptStatusList(profile.value);
    return ok(kept.ok && kept.value !== null ? [{ name: statusListFileName, bytes: kept.value.bytes, isChosen: false }] : []);
  }

  /** Null: the dialog was closed. */
  async function chosenList(): Promise<Result<readonly GivenList[] | null>> {
    const file = await readChosen(await dialogs.openStatusList(), statusListLimitBytes, files);
    return file.ok ? ok(file.value === null ? null : [{ ...file.value, isChosen: true }]) : file;
  }

  /** What the record has on this file, where there is one. */
  async function knownOf(bytes: Uint8Array): Promise<RecordedFile | null> {
    const profile = workspace.profile();
    return profile.ok ? recordedFile(profile.value, bytes) : null;
  }

  /** Null: the dialog was closed. */
  async function chosenAddendum(): Promise<Result<readonly GivenAddendum[] | null>> {
    const file = await readChosen(await dialogs.openAddendum(), maxPacketBytes, files);
    return file.ok ? ok(file.value === null ? null : [file.value]) : file;
  }

  /** Shows a packet, a copy or an addendum as the exact statement, with what its letters ask of fonts, and issues it once the member has signed. */
  async function issuePaper<P extends PreparedPaper>(prepare: (profile: Profile) => Promise<Result<P>>, wordsOf: (prepared: P) => ActWords, commit: (profile: Profile, prepared: P, means: PaperMeans) => Promise<Result<StoredPacket>>): Promise<Result<Replies['packet.issue']>> {
    const profile = workspace.profile();
    if (!profile.ok) return profile;
    const prepared = await prepare(profile.value);
    if (!prepared.ok) return prepared;
    const { letters, statement, text } = prepared.value;
    const found = await ports.fonts(letters);
    if (!found.ok) return found;
    const { fonts } = found.value;
    const words = wordsOf(prepared.value);
    const lines = [...words.lines, ...letterLines({ ...letters, ...found.value, font: fonts.other?.name ?? null })];
    const view = signView(profile.value, { ...words, lines }, [{ digest: profile.value.ports.sha256(statement), text }], ports);
    const issued = await signing.ask(view, (passphrase) => commit(profile.value, prepared.value, { fonts, passphrase, stamp: ports.stamper(), draw: ports.draw }));
    if (!issued.ok) return issued;
    const { digest, number, stamp } = issued.value;
    return ok({ packet: digest, number, stamp: stamp === null ? null : stamp.ok ? { at: stamp.value.at, authority: stamp.value.authority } : { trouble: stamp.trouble } });
  }

  return {
    'packet.issue': (request) => issuePaper((profile) => preparePacket(profile, request), ({ decision }) => packetWords(decision), commitPacket),
    'packet.copy': (order) => issuePaper((profile) => prepareCopy(profile, order), ({ copy }) => copyWords(copy), commitCopy),
    'packet.addendum': (request) => issuePaper((profile) => prepareAddendum(profile, request), ({ addendum }) => addendumWords(addendum), (profile, prepared, { fonts, passphrase, stamp }) => commitAddendum(profile, prepared, { fonts, passphrase, stamp })),
    'packet.countersign': async (request) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const prepared = await prepareCountersign(profile.value, request);
      if (!prepared.ok) return prepared;
      const { statement, own, before, base, stated, text } = prepared.value;
      const view = signView(profile.value, countersignWords(statement, own, { before, base }), [{ digest: stated, text }], ports);
      const signed = await signing.ask(view, (passphrase) => commitCountersign(profile.value, prepared.value, passphrase));
      return signed.ok ? ok({ number: statement.predicate.packet, missing: signed.value.missing }) : signed;
    },
    'packet.save': async ({ packet }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const number = numberOf(profile.value, packet);
      if (number === undefined) return refuse('board/unknown-item', { item: packet });
      const bytes = await bytesOf(profile.value, packet);
      return bytes.ok ? save({ name: packetFileName(number, packet), kind: 'pdf' }, bytes.value) : bytes;
    },
    'packet.verify': async ({ source, trust, allowSample, statusList, addendum, authority }) => {
      const file = source.kind === 'issued' ? await issuedFile(source.packet) : await readChosen(await dialogs.openPacket(), maxPacketBytes, files);
      if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
      const root = trust === 'own' ? ownRoot() : await chosenRoot(() => dialogs.openTrust());
      if (!root.ok || root.value === null) return root.ok ? ok(null) : root;
      const stamping = authority === 'chosen' ? await chosenRoot(() => dialogs.openAuthority()) : null;
      if (stamping !== null && (!stamping.ok || stamping.value === null)) return stamping.ok ? ok(null) : stamping;
      const stampTrust = stamping?.ok === true && stamping.value !== null ? [stamping.value] : [];
      const lists = statusList === 'chosen' ? await chosenList() : trust === 'own' ? await ownList() : ok([]);
      if (!lists.ok || lists.value === null) return lists.ok ? ok(null) : lists;
      const known = trust === 'own' ? await knownOf(file.value.bytes) : null;
      const addenda = addendum === 'chosen' ? await chosenAddendum() : known === null ? ok([]) : ok(known.addenda);
      if (!addenda.ok || addenda.value === null) return addenda.ok ? ok(null) : addenda;
      return ok({ name: file.value.name, report: await ports.verifyFile(file.value.bytes, { trust: root.value, stampTrust, at: ports.clock.now(), allowSample, statusLists: lists.value, addenda: addenda.value, recorded: known?.against ?? null }) });
    },
    'trust.save': async () => {
      const profile = workspace.profile();
      return profile.ok ? save({ name: trustFileName, kind: 'pem' }, encodeUtf8(profile.value.trustPem)) : profile;
    },
  };
}
