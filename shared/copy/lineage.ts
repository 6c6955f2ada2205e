/** Lineage in words: how an object was used, whether its file has the hash that was named, and what that hash is worth (rule E-5). */
import type { LineageItem } from '../dossier/evidence.ts';
import type { LineageBreak, LineageData, LineageGraph } from '../evidence/lineage-graph.ts';
import { count, figure, list, nbsp, sentenceStart } from './number.ts';

export const lineageRoleWords = { in: 'Read', out: 'Written', param: 'Parameter' } as const satisfies Record<LineageItem['role'], string>;

/** Whether the file had the hash when the dossier was packed. */
export const lineageCheckWords = { 'matches': 'Matches the file', 'differs': 'Differs from the file', 'not-at-hand': 'File not at hand' } as const satisfies Record<LineageItem['check'], string>;

/** What a hash can't prove; null for a sound one of the bytes themselves. */
export function hashCaveat(hashAlgorithm: string): string | null {
  const label = hashAlgorithm.toLowerCase();
  const indirect = /\bdir|director|list|tree|manifest/.test(label) ? 'It is the hash of a list, not of the files.' : null;
  const weak = /\bmd5\b/.test(label) ? 'MD5 only: no proof of integrity.' : /\bsha-?1\b/.test(label) ? 'SHA-1 only: weak proof of integrity.' : isStrong(label) ? null : 'Not a hash of the bytes: no proof of integrity.';
  return weak === null && indirect === null ? null : [weak, indirect].filter((part) => part !== null).join(' ');
}

const isStrong = (label: string): boolean => /\b(?:sha-?(?:256|384|512)|sha3|blake[23]|sha2)/.test(label);

type Parts<K extends LineageBreak['kind']> = Omit<Extract<LineageBreak, { readonly kind: K }>, 'kind' | 'evidence' | 'paths' | 'steps'>;
interface BreakParts {
  'changed-between': Parts<'changed-between'> & { readonly evidence: string };
  'file-differs': Parts<'file-differs'> & { readonly evidence: string };
  'artifact-not-reached': Parts<'artifact-not-reached'>;
  'origin-unknown': Parts<'origin-unknown'> & { readonly evidence: string; readonly paths: readonly string[] };
  'cycle': { readonly evidence: string; readonly steps: readonly string[] };
}

/** Where a lineage breaks: what it should be (`rule`), what is wrong here (`says`), what helps (`todo`). The check before publication says the same. */
export const breakWords: { readonly [K in LineageBreak['kind']]: { readonly rule: string; readonly says: (parts: BreakParts[K]) => string; readonly todo: string } } = {
  'changed-between': { rule: 'What one step wrote is what the next one read.', says: ({ evidence, path, writtenBy, readBy }) => `${evidence}: “${readBy}” read another ${path} than “${writtenBy}” wrote.`, todo: 'Run the pipeline whole, then record it again.' },
  'file-differs': { rule: 'Files at hand are the ones that were recorded.', says: ({ evidence, path, algorithm }) => `${evidence}: the file ${path} is not the one whose ${algorithm} was recorded.`, todo: 'Bring the recorded file, or record the run again.' },
  'artifact-not-reached': { rule: 'The lineage leads to each artifact.', says: ({ artifact }) => `No lineage leads to the artifact ${artifact} by its digest.`, todo: 'Record the step that made it, with the file at hand so that its SHA-256 can be taken.' },
  'origin-unknown': { rule: 'The lineage begins with data that is recorded.', says: ({ evidence, step, paths }) => `${evidence}: nothing in the dossier says where ${list(paths)} came from, which “${step}” read.`, todo: 'Add what tracks it, such as its .dvc file or commit.' },
  'cycle': { rule: 'A lineage leads from data to artifact, never round.', says: ({ evidence, steps }) => `${evidence}: the steps ${list(steps)} feed on their own output.`, todo: 'Correct the pipeline’s record.' },
};

/** A break as a sentence; long lists are cut. */
export function breakSentence(broken: LineageBreak): string {
  const words = breakWords[broken.kind] as { readonly says: (parts: LineageBreak) => string };
  return words.says(broken.kind === 'origin-unknown' ? { ...broken, paths: broken.paths.slice(0, 5) } : broken.kind === 'cycle' ? { ...broken, steps: broken.steps.slice(0, 10) } : broken);
}

/** What the hashes of some data can prove of its content. */
export const proofWords = { strong: 'Proven by its hash', weak: 'No proof: MD5 or SHA-1 only', indirect: 'No proof: the hash of a list' } as const satisfies Record<LineageData['proof'], string>;

/** The same in a narrow box, beside the hash. */
export const shortProofWords = { strong: 'Proven by its hash', weak: 'No proof of integrity', indirect: 'No proof: hash of a list' } as const satisfies Record<LineageData['proof'], string>;

/** Where the lineage of a release stands: `The lineage leads to 1 of 2 artifacts. It has 4 breaks, 2 of them errors.` */
export function lineageSentence({ data, breaks }: LineageGraph, artifacts: number, errors: number): string {
  const reached = new Set(data.flatMap(({ artifact }) => (artifact === null ? [] : [artifact]))).size;
  const leads = reached === 0 ? `No lineage leads to ${artifacts === 1 ? 'the artifact' : 'an artifact'} under review`
    : reached === artifacts ? `The lineage leads to ${artifacts === 1 ? 'the artifact' : artifacts === 2 ? 'both artifacts' : `all ${figure(artifacts)} artifacts`} under review` : `The lineage leads to ${figure(reached)} of ${count(artifacts, 'artifact')}`;
  if (breaks.length === 0) return `${leads}, without a break.`;
  const grave = errors === 0 ? '' : errors === breaks.length ? (errors === 1 ? ', an error' : ', all of them errors') : `, ${figure(errors)} of them ${errors === 1 ? 'an error' : 'errors'}`;
  return `${leads}. It has ${count(breaks.length, 'break')}${grave}.`;
}

/** What was recorded and what its hashes are worth: `11 data objects in 4 steps. 9 are named only by MD5, SHA-1 or the hash of a list: that proves no integrity.` */
export function lineageDetail({ data, steps }: LineageGraph): string {
  const weak = data.filter(({ proof }) => proof !== 'strong').length;
  const worth = weak === 0 ? 'Each is named by a hash that can’t be forged.'
    : `${weak === data.length ? 'Each is' : `${sentenceStart(figure(weak))} ${weak === 1 ? 'is' : 'are'}`} named only by MD5, SHA-1 or the hash of a list, which proves no integrity (rule${nbsp}E-5).`;
  return `${sentenceStart(count(data.length, 'data object'))} in ${count(steps.length, 'step')}. ${worth}`;
}

/** A hash as a label that doesn't flatter it: `md5 0f343b09`. */
export function hashLabel({ algorithm, hash }: LineageData['hashes'][number]): string {
  return `${algorithm.replace(/ of a directory list$/, ' of a list')}${nbsp}${hash.slice(0, 8)}`;
}
