/** The reviewed revision as the packet carries it: its bytes have the digest that was decided upon, and the statement repeats it truly. */
import { canonicalText } from '../../bytes/canonical.ts';
import type { HazardRegister } from '../../dossier/hazard.ts';
import { openRegister } from '../../dossier/revision-tree.ts';
import type { Revision } from '../../dossier/revision.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import type { ObjectSource, Sha256 } from '../../ports.ts';
import { integrity, ok } from '../../result.ts';
import { residualSummary } from '../../risk/register.ts';
import { riskSchemeOf, type RiskRules } from '../../risk/scheme.ts';
import type { Digest } from '../../vocabulary.ts';
import { evidenceLineLimit, type PacketFileName } from '../files.ts';
import type { Statement } from '../statement.ts';
import { failed, passed } from '../verdict.ts';
import type { EmbeddedFile } from './embedded-files.ts';
import { fileBytes, troubleCheck, unfounded, type Judged } from './record-files.ts';

export interface ReviewedRevision { readonly revision: Revision; readonly register: HazardRegister }

/** Judges `revision.json`, `hazards.json` and `evidence.jsonl` against the statement. `charter` is the one of the roster that it names, since it says how ratings become levels; null while that isn't known, and levels are not compared. */
export async function judgeRevision(files: readonly EmbeddedFile[], { subject, predicate }: Statement, charter: RiskRules | null, sha256: Sha256): Promise<Judged<ReviewedRevision>> {
  const no = (what: string) => unfounded(failed(verdictReasons.revisionDiffers(what)));
  const objects = new Map<Digest, Uint8Array>();
  for (const name of ['revision.json', 'hazards.json'] satisfies PacketFileName[]) {
    const bytes = fileBytes(files, name);
    if (bytes === null) return unfounded(failed(verdictReasons.fileMissing(name)));
    objects.set(sha256(bytes), bytes);
  }
  const source: ObjectSource = { read: (digest) => { const bytes = objects.get(digest); return Promise.resolve(bytes === undefined ? integrity('object/missing', { digest }) : ok(bytes)); } };
  if (!objects.has(predicate.revision)) return no('revision digest');
  const opened = await openRegister(predicate.revision, source, sha256);
  if (!opened.ok) {
    const { result, reason } = troubleCheck(opened.trouble);
    return unfounded({ result, reason: verdictReasons.fileTrouble('revision.json', reason) });
  }
  const { revision, register } = opened.value;
  if (register === null) return no('hazard register');
  const { product } = revision;
  const summary = residualSummary(register.hazards, riskSchemeOf(charter ?? {}));
  const hazards = { object: revision.hazards.object, count: summary.total, inherent: summary.inherent, residual: summary.residual, highestResidual: summary.top };
  const facts: readonly (readonly [what: string, stated: unknown, found: unknown])[] = [
    ['dossier', predicate.dossier, revision.dossier],
    ['release', predicate.release, { product: product.id, name: product.name, release: product.release, vendor: product.vendor }],
    ['list of artifacts', subject, revision.artifacts.map(({ name, digest }) => ({ name, digest: { sha256: digest } }))],
    charter === null ? ['hazard summary', [predicate.hazards.object, predicate.hazards.count], [hazards.object, hazards.count]] : ['hazard summary', predicate.hazards, hazards],
    ['list of evidence', predicate.evidence.map(({ id, title, kind, object }) => ({ id, title, kind, object })), revision.evidence.map(({ id, title, kind, object }) => ({ id, title, kind, object }))],
  ];
  const apart = facts.find(([, stated, found]) => canonicalText(stated) !== canonicalText(found));
  if (apart !== undefined) return no(apart[0]);
  if (!evidenceFits(fileBytes(files, 'evidence.jsonl'), revision, sha256)) return no('evidence');
  return { check: passed(verdictReasons.revisionHolds(predicate.revision, summary.total, revision.evidence.length)), value: { revision, register } };
}

/** Whether each line is one of the revision's evidence objects, in its order. Large ones are left out; the statement names those by digest. */
function evidenceFits(bytes: Uint8Array | null, { evidence }: Revision, sha256: Sha256): boolean {
  if (bytes === null) return false;
  let next = 0;
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0 || end - at > evidenceLineLimit) return false;
    const digest = sha256(bytes.subarray(at, end));
    while (next < evidence.length && evidence[next]!.object !== digest) next++;
    if (next++ >= evidence.length) return false;
    at = end + 1;
  }
  return true;
}
