/** Founding and joining between the window and main: what the window asks for, and what it is shown. Files and folders are chosen in main's own dialogs; the window only ever names a choice. */
import { z } from 'zod';
import { Charter } from '../board/charter.ts';
import { Seat } from '../board/joining.ts';
import type { Trouble } from '../result.ts';
import { type BoardId, type Digest, type Instant, Line, type MemberId } from '../vocabulary.ts';

/** Names a file or folder that a person chose and that main holds until it ends. */
export const ChoiceId = z.string().regex(/^[0-9a-f]{32}$/).brand<'ChoiceId'>();
export type ChoiceId = z.infer<typeof ChoiceId>;

/** Characters of an invitation's file; the reader of invitations has the same limit in bytes. */
const longestInvite = 128 * 1024;

/**
 * Where a member's own key comes from. `token`: a key on a token that the chosen module showed; `keyId` null: the only one there. What opens it is asked for in
 * main's own window.
 */
export const MemberKeyChoice = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('new') }),
  z.strictObject({ from: z.literal('pkcs12'), choice: ChoiceId }),
  z.strictObject({ from: z.literal('token'), choice: ChoiceId, label: z.string().max(128), serial: z.string().max(64), keyId: z.string().max(512).nullable() }),
]);
export type MemberKeyChoice = z.infer<typeof MemberKeyChoice>;

/** A board to found. The charter comes from the form or from a chosen file; either is checked by the charter's one schema. */
export const FoundBoard = z.strictObject({
  founder: Seat,
  charter: z.discriminatedUnion('from', [z.strictObject({ from: z.literal('form'), charter: Charter }), z.strictObject({ from: z.literal('file'), choice: ChoiceId })]),
  /** Null: this machine alone, for now. */
  store: ChoiceId.nullable(),
  memberKey: MemberKeyChoice.default({ from: 'new' }),
});
export type FoundBoard = z.infer<typeof FoundBoard>;

/** Discipline and roles are the invitation's. `store`: where this machine reaches it; null: as the invitation has it. */
export const JoinBoard = z.strictObject({ invite: ChoiceId, name: Line, store: ChoiceId.nullable(), memberKey: MemberKeyChoice.default({ from: 'new' }) });

/** An invitation's file that was dropped on the window. */
export const DroppedInvite = z.strictObject({ name: Line, text: z.string().max(longestInvite) });

/** `namesake`: this is another person than the member of the same name. */
export const InviteMember = z.strictObject({ seat: Seat, namesake: z.boolean() });
export const AdmitMember = z.strictObject({ request: ChoiceId, namesake: z.boolean() });

/** A charter's file; `name` is the file's own. */
export interface ChosenCharter { readonly choice: ChoiceId; readonly name: string; readonly charter: Charter }
/** A folder; the path is to be shown. */
export interface ChosenStore { readonly choice: ChoiceId; readonly path: string }
export interface ChosenInvite {
  readonly choice: ChoiceId;
  readonly name: string;
  readonly board: BoardId;
  readonly boardName: string;
  /** SHA-256 of the certificate in the invitation's trust file: what the newcomer compares with the secretary. */
  readonly fingerprint: Digest;
  readonly sample: boolean;
  readonly invitedBy: MemberId;
  readonly seat: Seat;
  readonly expiresAt: Instant;
  /** Where the invitation says that the board syncs; null: nowhere. */
  readonly store: string | null;
}

/** A PKCS#12 file; `name` is its own. */
export interface ChosenKeyFile { readonly choice: ChoiceId; readonly name: string }
/** A token's module, and what it showed when it was last looked at: tokens, each with the keys that can be seen without its PIN. The path is to be shown. */
export interface ChosenModule {
  readonly choice: ChoiceId;
  readonly path: string;
  readonly tokens: readonly { readonly label: string; readonly serial: string; readonly keys: readonly { readonly id: string; readonly label: string }[] }[];
}

/** What is chosen at the moment, one of a kind; the next choice takes its place. */
export interface Chosen { readonly charter: ChosenCharter | null; readonly store: ChosenStore | null; readonly invite: ChosenInvite | null; readonly keyFile: ChosenKeyFile | null; readonly module: ChosenModule | null }

/** An invitation that this machine gave. `asked`: its request is here. */
export interface InviteStanding { readonly id: Digest; readonly seat: Seat; readonly expiresAt: Instant; readonly state: 'open' | 'asked' | 'used' | 'expired' }

/** A request to be admitted, from the store or from a file. `trouble`: why it can't be granted. */
export interface RequestStanding {
  readonly choice: ChoiceId;
  /** The file's name; null for one that came through the store. */
  readonly file: string | null;
  readonly name: string;
  /** As invited; null where no invitation of this machine fits. */
  readonly seat: Seat | null;
  /** The newcomer's key, to be compared by voice. */
  readonly keyId: Digest | null;
  readonly claimedAt: Instant | null;
  readonly trouble: Trouble | null;
}

/** Who is about to join. `admits`: this machine has the root key. */
export interface Newcomers { readonly admits: boolean; readonly invites: readonly InviteStanding[]; readonly requests: readonly RequestStanding[] }
