/**
 * The field's words as types. Every id that crosses a file, a store or the network is checked by the
 * schema of the same name; inside the program the brand keeps a member from being passed for a device.
 */
import { z } from 'zod';

/** SHA-256 of some bytes, 64 lower-case hexadecimal digits. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/).brand<'Digest'>();
export type Digest = z.infer<typeof Digest>;

/** A board, named by the digest of its first roster's payload bytes. */
export const BoardId = Digest;
export type BoardId = Digest;

/** A member of a board, as the roster names them, for example `ingrid-solberg`. */
export const MemberId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/).brand<'MemberId'>();
export type MemberId = z.infer<typeof MemberId>;

/** One machine of one member: the first 32 hex digits of the SHA-256 of the device key's SPKI. */
export const DeviceId = z.string().regex(/^[0-9a-f]{32}$/).brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** A dossier, one per release, for example `aurora-7b-2.3`. */
export const DossierId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,95}$/).brand<'DossierId'>();
export type DossierId = z.infer<typeof DossierId>;

/** The line of releases that a dossier belongs to, for example `aurora-7b`: what a delta compares within. */
export const ProductId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/).brand<'ProductId'>();
export type ProductId = z.infer<typeof ProductId>;

/** An item inside a dossier as people call it: `H-007`, `M-012`, `E-004`, `D-1`, `C-2`. */
export const ItemId = z.string().regex(/^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._-]{1,40}$/).brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;

/** A meeting of the board, named when it is first called, for example `2026-12-01-1300-vera-holm`. */
export const MeetingId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,119}$/).brand<'MeetingId'>();
export type MeetingId = z.infer<typeof MeetingId>;

/** An instant in UTC, ISO 8601 with milliseconds, for example `2026-11-19T09:12:44.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A calendar day in UTC, for example `2026-12-11`; ends at 23:59:59.999 UTC. */
export const Day = z.iso.date().brand<'Day'>();
export type Day = z.infer<typeof Day>;

/** Standard base64 with padding. One repetition over single characters: a group of four, repeated, overflows the stack from 8 MB on. */
export const Base64 = z.string().max(64 * 1024 * 1024).regex(/^[A-Za-z0-9+/]*={0,2}$/).refine((text) => text.length % 4 === 0, { error: 'base64 in groups of four' });

/** One line of human text: a title, a name. */
export const Line = z.string().min(1).max(500);
/** A short reply in a thread. */
export const Reply = z.string().min(1).max(2_000);
/** Several paragraphs of human text: a reason, a dissent. */
export const Prose = z.string().max(20_000);

/** What a member may do. A voter votes; counsel reads privileged notes; the secretary records decisions and issues packets; a submitter publishes revisions. */
export const roles = ['voter', 'counsel', 'secretary', 'submitter'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** A field of expertise that the charter may require, for example `ml-robustness`, `legal`, `domain`. */
export const Discipline = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/).brand<'Discipline'>();
export type Discipline = z.infer<typeof Discipline>;

/** Risk levels, lowest first. */
export const riskLevels = ['low', 'medium', 'serious', 'high'] as const;
export const RiskLevel = z.enum(riskLevels);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** A check's three values. Unknown is indeterminate, never passed. */
export const checkResults = ['passed', 'failed', 'indeterminate'] as const;
export const CheckResult = z.enum(checkResults);
export type CheckResult = z.infer<typeof CheckResult>;

/** What a member may decide about a revision. A recusal is not a vote: it is declared apart. */
export const choices = ['approve', 'approve-with-conditions', 'reject', 'abstain'] as const;
export const Choice = z.enum(choices);
export type Choice = z.infer<typeof Choice>;
