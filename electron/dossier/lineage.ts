/** Hashes that evidence names, held against the files of the folder that are at hand, and against the artifacts. */
import { posix } from 'node:path';
import type { Evidence, LineageItem } from '../../shared/dossier/evidence.ts';
import type { Artifact } from '../../shared/dossier/revision.ts';
import { warning } from '../../shared/evidence/reader.ts';
import type { SourceFolder } from './source-folder.ts';

/** How many files are hashed for one piece of evidence. */
const mostFiles = 2000;
const notAtHand = { check: 'not-at-hand', digest: null } as const;

/**
 * The evidence with each lineage item checked where its file lies beside the evidence or at that path in the folder; a file that has another
 * hash is a warning. Evidence that names an artifact's own SHA-256 is about that artifact, exactly.
 */
export async function holdAgainstFiles(evidence: Evidence, artifacts: readonly Artifact[], folder: SourceFolder): Promise<Evidence> {
  if (evidence.lineage.length === 0) return evidence;
  const beside = posix.dirname(evidence.source.files[0]!.name);
  const lineage: LineageItem[] = [];
  const names = new Set(artifacts.map(({ digest }) => digest as string));
  const warnings = [...evidence.warnings];
  for (const [index, item] of evidence.lineage.entries()) {
    const { check, digest } = index < mostFiles ? await checkItem(item, beside, folder) : notAtHand;
    lineage.push(check === item.check ? item : { ...item, check });
    // A weak hash that fits an artifact's own bytes leads to it by a strong one.
    if (check === 'matches' && digest !== null && digest !== item.hash && names.has(digest)) lineage.push({ ...item, hashAlgorithm: 'sha256', hash: digest, check });
    if (check === 'differs') warnings.push(warning('hash-differs', evidence.source.files[0]!.name, `The file ${item.path} is not the one that was recorded: its ${item.hashAlgorithm} is not ${item.hash}.`));
  }
  const isExact = lineage.some(({ role, hashAlgorithm, hash }) => role !== 'param' && hashAlgorithm === 'sha256' && names.has(hash));
  return { ...evidence, lineage, warnings: warnings.slice(0, 2000), subject: isExact ? { ...evidence.subject, matchToArtifact: 'exact' } : evidence.subject };
}

async function checkItem({ hashAlgorithm, hash, path, role }: LineageItem, beside: string, folder: SourceFolder): Promise<{ readonly check: LineageItem['check']; readonly digest: string | null }> {
  if (role === 'param' || (hashAlgorithm !== 'md5' && hashAlgorithm !== 'sha256')) return notAtHand;
  for (const candidate of [posix.join(beside, path), posix.normalize(path)]) {
    const hashed = await folder.hash(candidate, 'md5');
    if (!hashed.ok) continue;
    const { digest, md5 } = hashed.value;
    return { check: (hashAlgorithm === 'md5' ? md5 : digest) === hash.toLowerCase() ? 'matches' : 'differs', digest };
  }
  return notAtHand;
}
