/** What each format's file in this folder exports. */
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';
import type { Answers } from '../../../shared/evidence/reader.ts';

export interface FormatFixtures {
  readonly format: string;
  /** Whole pieces by a name that says what they are; each must be detected as the format and read without a refusal. */
  readonly good: Readonly<Record<string, readonly RawFile[]>>;
  /** What a person would have answered, for every piece. */
  readonly answers?: Answers;
  /** Words in the files on which a pass rests, as they stand there (`"success"`); replaced by one that nobody knows, nothing of the piece may pass. */
  readonly verdictWords?: readonly { readonly piece: string; readonly word: string }[];
}
