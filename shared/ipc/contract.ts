/**
 * What the window and main say to each other: for each call the schema of its request, which main checks, and the type of
 * its reply, which always comes as a Result. The window sends ids, words and digests; never paths, never bytes to sign.
 */
import { z } from 'zod';
import type { RosterLink } from '../board/member.ts';
import { commands, type Command, type CommandName } from '../commands/catalogue.ts';
import type { RawText } from '../dossier/raw-file.ts';
import type { Fact } from '../events/fact.ts';
import type { OpenedNotes } from '../events/privileged.ts';
import type { Fork } from '../events/state.ts';
import { ExtraCopyKind } from '../packet/packet-copy.ts';
import type { VerifyReport } from '../packet/verdict.ts';
import type { Result, Trouble } from '../result.ts';
import { BoardId, DeviceId, Digest, DossierId, type Instant, ItemId, Line, MeetingId, MemberId } from '../vocabulary.ts';
import { BaselineChoice } from './baseline-choice.ts';
import type { Channel, SignChannel, Topic } from './channels.ts';
import type { DeepLink } from './deep-link.ts';
import { Settings } from './settings.ts';
import { AdmitMember, ChoiceId, DroppedInvite, FoundBoard, InviteMember, JoinBoard, type Chosen, type ChosenCharter, type ChosenInvite, type ChosenKeyFile, type ChosenModule, type ChosenStore, type Newcomers } from './membership.ts';

const Nothing = z.strictObject({});

/** A draft's name, such as `vote.aurora-2`. */
export const DraftId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,119}$/).refine((id) => !id.includes('..'));

/** A command as it crosses: its name beside its fields. */
const AnyCommand = z.discriminatedUnion('name', Object.entries(commands).map(([name, schema]) => schema.extend({ name: z.literal(name) })) as never) as unknown as z.ZodType<Command>;

/** Commands that the window may send. Publishing belongs to the command line, a packet has its own call. */
export const windowCommands = ['record-finding', 'make-annotation', 'withdraw-annotation', 'withdraw-privileged-note', 'ask-question', 'assign-finding', 'answer-finding', 'resolve-finding', 'give-vote', 'withdraw-vote', 'declare-recusal', 'record-decision', 'discharge-condition', 'score-hazard', 'agree-score', 'supersede-packet', 'revoke-packet', 'call-meeting', 'cancel-meeting'] as const satisfies readonly CommandName[];
export type WindowCommand = Command<(typeof windowCommands)[number]>;
const WindowCommand = AnyCommand.refine((command) => (windowCommands as readonly string[]).includes(command.name), 'a command of the window') as z.ZodType<WindowCommand>;

export const requests = {
  'profile.read': Nothing,
  'sample.make': Nothing,
  'sample.remove': Nothing,
  'chosen.read': Nothing,
  'charter.choose': Nothing,
  'store.choose': Nothing,
  /** For a board that has no store yet. */
  'store.use': z.strictObject({ store: ChoiceId }),
  'key-file.choose': Nothing,
  'module.choose': Nothing,
  /** For a token that was put in meanwhile. */
  'module.look': z.strictObject({ module: ChoiceId }),
  'board.found': FoundBoard,
  'invite.choose': Nothing,
  'invite.drop': DroppedInvite,
  'board.join': JoinBoard,
  'request.save': Nothing,
  'board.enter': Nothing,
  'newcomers.read': Nothing,
  'member.invite': InviteMember,
  'request.choose': Nothing,
  'member.admit': AdmitMember,
  'facts.since': z.strictObject({ position: z.int().min(0) }),
  'revision.read': z.strictObject({ revision: Digest }),
  'evidence.read': z.strictObject({ revision: Digest }),
  /** Some pieces of a revision's evidence. */
  'evidence.page': z.strictObject({ revision: Digest, pieces: z.array(ItemId).min(1).max(256) }),
  /** A raw file by the digest that this revision's evidence lists it under. */
  'evidence.raw': z.strictObject({ revision: Digest, evidence: ItemId, file: Digest }),
  'evidence.save': z.strictObject({ revision: Digest, evidence: ItemId, file: Digest }),
  'document.read': z.strictObject({ revision: Digest, document: ItemId }),
  /** The bytes of a PDF, for the content frame. */
  'document.pdf': z.strictObject({ revision: Digest, document: ItemId }),
  'document.save': z.strictObject({ revision: Digest, document: ItemId }),
  'command.run': z.strictObject({ command: WindowCommand }),
  'draft.read': z.strictObject({ id: DraftId }),
  /** `value`: plain JSON. */
  'draft.save': z.strictObject({ id: DraftId, value: z.json() }),
  'draft.remove': z.strictObject({ id: DraftId }),
  'viewed.read': Nothing,
  'viewed.mark': z.strictObject({ revision: Digest, items: z.array(ItemId).max(100_000) }),
  'looked.read': Nothing,
  'looked.mark': z.strictObject({ revision: Digest }),
  'baseline.read': Nothing,
  'baseline.choose': z.strictObject({ dossier: DossierId, choice: BaselineChoice }),
  /** As a calendar file, written from the record. */
  'meeting.save': z.strictObject({ meeting: MeetingId }),
  /** Main asks for the passphrase in its own window. */
  'privileged.unlock': Nothing,
  'privileged.lock': Nothing,
  'privileged.read': z.strictObject({ dossier: DossierId }),
  /** A privileged note: its words leave main only sealed. */
  'privileged.note': commands['make-privileged-note'],
  'sync.read': Nothing,
  'sync.run': Nothing,
  'vault.audit': Nothing,
  'packet.issue': z.strictObject({ dossier: DossierId, shown: Digest, decision: Digest }),
  /** `packet` is the digest of the packet that is copied. */
  'packet.copy': z.strictObject({ dossier: DossierId, shown: Digest, packet: Digest, kind: ExtraCopyKind }),
  /** `packet` is the digest of the packet that is added to. */
  'packet.addendum': z.strictObject({ dossier: DossierId, shown: Digest, packet: Digest }),
  'packet.countersign': z.strictObject({ dossier: DossierId, packet: Digest }),
  /** The newest file: the issued one with the countersignatures that have come since. */
  'packet.save': z.strictObject({ packet: Digest }),
  'packet.verify': z.strictObject({
    source: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('issued'), packet: Digest }), z.strictObject({ kind: z.literal('chosen') })]),
    /** The board's own root, or a trust file that is chosen too: for a packet of another board, and where there is no board. */
    trust: z.enum(['own', 'chosen']),
    allowSample: z.boolean(),
    /** The list that the board has synced, for its own packets; or one that is chosen too. */
    statusList: z.enum(['own', 'chosen']).default('own'),
    /** The addenda in the record, for a packet that this board issued; or one that is chosen too. */
    addendum: z.enum(['own', 'chosen']).default('own'),
    /** Whether the certificate of an authority that is believed about times is chosen too. */
    authority: z.enum(['none', 'chosen']).default('none'),
  }),
  'trust.save': Nothing,
  'status-list.read': Nothing,
  /** Signed in main's own window, of the record as it is then. */
  'status-list.sign': z.strictObject({ days: z.int().min(1).max(92) }),
  'status-list.save': Nothing,
  'region.read': Nothing,
  'settings.read': Nothing,
  'settings.write': Settings,
  'link.take': Nothing,
  'log.defect': z.strictObject({ message: z.string().max(2000), stack: z.string().max(8000) }),
} as const satisfies Record<Channel, z.ZodType>;
export type Request<C extends Channel> = z.input<(typeof requests)[C]>;

/** What a profile holds, as the window needs it. `now` is main's clock at the reply. */
export type ProfileState =
  /** No board yet: first run. */
  | { readonly kind: 'empty' }
  /** Asked to join; no roster names this member yet. */
  | {
    readonly kind: 'waiting';
    readonly board: { readonly id: BoardId; readonly name: string; readonly sample: boolean };
    readonly device: DeviceId;
    readonly trustFingerprint: Digest;
    /** The member's own key, which the secretary compares; null where its file can't be read. */
    readonly keyId: Digest | null;
    readonly store: string | null;
    /** Whether the request lies in the store, where the secretary's machine finds it. */
    readonly delivered: boolean;
    /** A roster names the key: what is left is to enter. */
    readonly admitted: boolean;
  }
  | {
    readonly kind: 'open';
    readonly board: { readonly id: BoardId; readonly name: string; readonly sample: boolean };
    readonly member: MemberId;
    readonly device: DeviceId;
    /** The chain from roster 0, verified; the last is in force. */
    readonly rosters: readonly RosterLink[];
    /** Proofs that a device forked; the second branches are no facts. */
    readonly forks: readonly Fork[];
    /** SHA-256 of the board's CA certificate. */
    readonly trustFingerprint: Digest;
    /** Where the board syncs, to show; null: nowhere. */
    readonly store: string | null;
    /** Shown beside the passphrase field of a sample board; null for a real one. */
    readonly samplePassphrase: string | null;
    /** The token that the member's own key is on; null: it is on this machine. */
    readonly token: string | null;
    /** Damage that opening the vault found. */
    readonly found: readonly Trouble[];
    readonly now: Instant;
  };

/** How the profile stands to its store. `waiting`: own events that the store hasn't got yet. */
export interface SyncState {
  readonly kind: 'none' | 'idle' | 'running' | 'offline';
  readonly waiting: number;
  readonly lastAt: Instant | null;
  /** Why the store can't be reached, when offline. */
  readonly offline: Trouble | null;
  /** Alarms of the last exchange: forks, rollbacks, bad files. */
  readonly troubles: readonly Trouble[];
}

/** What `vault.audit` found; `damaged` names every object, feed or roster that is not what its name says. */
export interface AuditResult { readonly checkedObjects: number; readonly checkedEvents: number; readonly damaged: readonly Trouble[] }

/** The locales by which the machine writes figures and days, `de-DE` for example; null where it names none. */
export interface MachineRegion { readonly figures: string | null; readonly days: string | null }

/** The stored objects of a revision. Main has hashed and checked them, schema and Merkle root too: the window only parses. `register` is null while it is missing. */
export interface RevisionBytes { readonly revision: Uint8Array; readonly register: Uint8Array | null }

/** The board's newest status list here, null where there is none; `changed`: packets of which the record says something else by now. `now` is main's clock. */
export interface StatusListView {
  readonly list: { readonly sequence: number; readonly issuedAt: Instant; readonly nextUpdate: Instant; readonly issuer: string; readonly packets: number } | null;
  readonly changed: number;
  readonly now: Instant;
}

/** A verified file; `name` is the file's own. */
export interface Verified { readonly name: string; readonly report: VerifyReport }

export interface Replies {
  'profile.read': ProfileState;
  'sample.make': ProfileState;
  'sample.remove': ProfileState;
  'chosen.read': Chosen;
  /** Null, here and below: the person closed the dialog. */
  'charter.choose': ChosenCharter | null;
  'store.choose': ChosenStore | null;
  'store.use': ProfileState;
  'key-file.choose': ChosenKeyFile | null;
  'module.choose': ChosenModule | null;
  'module.look': ChosenModule;
  'board.found': ProfileState;
  'invite.choose': ChosenInvite | null;
  'invite.drop': ChosenInvite;
  'board.join': ProfileState;
  'request.save': string | null;
  'board.enter': ProfileState;
  'newcomers.read': Newcomers;
  /** The name that the invitation was saved under. */
  'member.invite': string | null;
  'request.choose': Newcomers | null;
  'member.admit': ProfileState;
  /** In position order, at most a few thousand; ask again from the last one until the answer is empty. */
  'facts.since': readonly Fact[];
  'revision.read': RevisionBytes;
  /** The neutral form of each piece of evidence, in the revision's order. */
  'evidence.read': readonly Uint8Array[];
  /** The neutral form of the pieces asked for, in that order and as text: as many as a page holds, at least the first. Main has checked them as it does for `evidence.read`. */
  'evidence.page': readonly string[];
  /** The start of the file as text, hidden characters made visible; null for a file that isn't text, which is only saved. */
  'evidence.raw': RawText | null;
  /** As `packet.save`, byte for byte. */
  'evidence.save': string | null;
  /** The text, hidden characters made visible; null for a PDF: see `document.pdf`. */
  'document.read': string | null;
  /** Its bytes as they are stored, which only the content frame takes apart; null for a document that is no PDF. */
  'document.pdf': Uint8Array | null;
  /** As `packet.save`. */
  'document.save': string | null;
  /** Positions of the facts that it became. */
  'command.run': readonly number[];
  'draft.read': { readonly value: unknown; readonly savedAt: Instant } | null;
  'draft.save': { readonly savedAt: Instant };
  'draft.remove': null;
  'viewed.read': Readonly<Record<Digest, readonly ItemId[]>>;
  'viewed.mark': null;
  /** When the member last opened each revision here. */
  'looked.read': Readonly<Record<Digest, Instant>>;
  /** When that was. */
  'looked.mark': { readonly at: Instant };
  /** What each dossier is compared with, where the member chose. */
  'baseline.read': Readonly<Record<DossierId, BaselineChoice>>;
  'baseline.choose': null;
  /** As `packet.save`. */
  'meeting.save': string | null;
  'privileged.unlock': null;
  'privileged.lock': null;
  /** Null while they are locked. The window holds what it is given in memory only. */
  'privileged.read': OpenedNotes | null;
  /** Positions of the facts that it became. */
  'privileged.note': readonly number[];
  'sync.read': SyncState;
  'sync.run': SyncState;
  'vault.audit': AuditResult;
  /** `stamp`: what came of asking the timestamp authority; null where none is set. A trouble: the packet is issued at level B. */
  /** As `packet.issue`; `packet` is the digest of the copy. */
  'packet.copy': Replies['packet.issue'];
  /** As `packet.issue`; `packet` is the digest of the addendum. */
  'packet.addendum': Replies['packet.issue'];
  'packet.issue': { readonly packet: Digest; readonly number: string; readonly stamp: { readonly at: string; readonly authority: string } | { readonly trouble: Trouble } | null };
  /** The name that it was saved under; null: the member closed the dialog. */
  /** `missing`: who still has to countersign, by name. */
  'packet.countersign': { readonly number: string; readonly missing: readonly string[] };
  'packet.save': string | null;
  'packet.verify': Verified | null;
  'trust.save': string | null;
  'status-list.read': StatusListView;
  'status-list.sign': { readonly sequence: number };
  /** As `packet.save`. */
  'status-list.save': string | null;
  'region.read': MachineRegion;
  'settings.read': Settings;
  'settings.write': Settings;
  /** The link that was followed outside of the app and waits for the window; null: none. It is handed out once. */
  'link.take': DeepLink | null;
  'log.defect': { readonly reference: string };
}
export type Reply<C extends Channel> = Replies[C];

export interface Broadcasts {
  facts: { readonly facts: readonly Fact[] };
  sync: SyncState;
  /** Of making the sample: steps done of all, and the one at work in a few words. */
  progress: { readonly done: number; readonly total: number; readonly step: string };
  /** The profile changed (made, removed, admitted, a new roster, a fork): read it again. */
  profile: null;
  /** A link was followed outside of the app: take it. */
  link: null;
  /** The privileged notes were unlocked or locked: locked, everything of them goes. */
  privileged: { readonly unlocked: boolean };
}

/** What the preload gives the window: one function a channel, and `on` for broadcasts, which answers how to stop. */
export type Bridge = { readonly [C in Channel]: (request: Request<C>) => Promise<Result<Reply<C>>> } & {
  readonly on: <T extends Topic>(topic: T, listener: (message: Broadcasts[T]) => void) => () => void;
};

export const signRequests = {
  'sign.read': Nothing,
  /** `opens`: what opens a key that comes from elsewhere, see {@link SignView}. */
  'sign.answer': z.strictObject({ passphrase: z.string().max(1024).nullable(), opens: z.string().max(1024).optional() }),
} as const satisfies Record<SignChannel, z.ZodType>;

/** What the sign window shows: the act in words, then the exact bytes, with hidden characters made visible. */
export const SignView = z.strictObject({
  title: Line,
  /** What the member binds themselves to, a line each. */
  lines: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  /** The statements as they are signed. */
  statements: z.array(z.strictObject({ digest: Digest, text: z.string() })),
  member: z.string(),
  board: z.string(),
  samplePassphrase: z.string().nullable(),
  theme: Settings.shape.theme,
  /** What the passphrase is for; absent: an act on the record. Founding and joining make keys, so they ask for a new one, twice. */
  purpose: z.enum(['found', 'join', 'enter', 'admit', 'unlock']).optional(),
  /** Fewest characters of a new passphrase; absent where there is none. */
  newPassphrase: z.strictObject({ minimum: z.int() }).optional(),
  /**
   * Whose secret is asked for. Beside a new passphrase: the token's PIN or the file's passphrase, in a field of its own. Otherwise only a token: its PIN
   * stands for the passphrase.
   */
  keyFrom: z.strictObject({ kind: z.enum(['token', 'pkcs12']), name: z.string() }).optional(),
});
export type SignView = z.infer<typeof SignView>;

/** What the sign window's preload gives it. `answer(null)` cancels; a wrong passphrase comes back as a refusal and the window stays. */
export interface SignBridge {
  readonly read: () => Promise<Result<SignView>>;
  readonly answer: (passphrase: string | null, opens?: string) => Promise<Result<null>>;
}
