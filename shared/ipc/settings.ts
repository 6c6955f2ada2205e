/** A member's settings of one machine, apart from the contract: a page that shows them needs no more of it. */
import { z } from 'zod';

/** The address of a timestamp authority: http or https, no name, password or fragment. */
export const AuthorityAddress = z.string().max(500).regex(/^https?:\/\/[^\s/@#?\\]+(?:[/?][^\s#\\]*)?$/);

/** What a member chose for this machine. Kept by main, outside the record. */
export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Whether a single letter is a shortcut outside of text fields. */
  singleKeys: z.boolean(),
  /** The tour was offered on this machine; it isn’t offered twice. Absent: not yet. */
  tourOffered: z.literal(true).optional(),
  /** How figures and days are written in the window. Absent: as the machine has it. */
  region: z.enum(['machine', 'iso', 'en-GB', 'en-US', 'de-DE', 'fr-FR', 'en-IN']).optional(),
  /** Who is asked to stamp the time of a packet's seal (RFC 3161). Absent or empty: nobody. */
  timestampAuthority: z.union([z.literal(''), AuthorityAddress]).optional(),
});
export type Settings = z.infer<typeof Settings>;
