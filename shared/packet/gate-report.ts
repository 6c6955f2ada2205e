/** What `countersign gate` answers, as data: also the file that `--report` writes. */
import { z } from 'zod';
import { Instant } from '../vocabulary.ts';
import { Artifact } from './demand.ts';
import { VerifyReport } from './verdict.ts';

export const GateReport = z.strictObject({
  format: z.literal(1),
  kind: z.literal('gate-report'),
  /** True exactly where the exit code is 0. */
  passed: z.boolean(),
  exitCode: z.int().min(0).max(255),
  /** The verdict line, or why there is no verdict. */
  summary: z.string(),
  /** The instant that was judged at. */
  at: Instant,
  /** The files that go out, by the digests that were compared. */
  artifacts: z.array(Artifact),
  /** Null where something ended it before a verdict. */
  report: VerifyReport.nullable(),
});
export type GateReport = z.infer<typeof GateReport>;
