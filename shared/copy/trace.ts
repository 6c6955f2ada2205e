/** The trace of a hazard in words: how a link stands, why something is stale and by which rule. */
import type { Change, ChangeKind } from '../dossier/change.ts';
import type { Evidence } from '../dossier/evidence.ts';
import type { LinkState, StaleCause, TraceLink, VoteReach } from '../dossier/trace.ts';
import type { Digest } from '../vocabulary.ts';
import { changeWords, movedWords } from './change.ts';
import { shortDay } from './date.ts';
import { measurementWords } from './evidence.ts';
import { count, figure, list, listUpTo, sentenceStart } from './number.ts';

/** What revisions are called: the last approved release, and any revision by its digest. */
export interface TraceNames { readonly approved: string | null; readonly revision: (digest: Digest) => string }

/** How a link stands: `Suspect: E-04 changed since 5.0`; empty for a steady one. */
export function linkStateWords(state: LinkState, { to }: Pick<TraceLink, 'to'>, names: TraceNames): string {
  const approved = names.approved ?? 'the last approval';
  switch (state.kind) {
    case 'steady': return '';
    case 'missing': return `${to} isn’t in this revision`;
    case 'new': return `New since ${approved}`;
    case 'seen': return `Changed since ${approved}, viewed`;
    case 'suspect': return `Suspect: ${to} changed since ${state.since === 'approval' ? approved : `you viewed it in ${names.revision(state.revision)}`}`;
  }
}

/** Why a hazard is stale, with the rule: `Stale, because E-04 changed and M-07 of H-003 rests on it.` Empty without a cause. */
export function staleWords(causes: readonly StaleCause[]): string {
  const [first] = causes;
  if (first === undefined) return '';
  const of = (became: StaleCause['became']): string[] => [...new Set(causes.filter((cause) => cause.became === became).map(({ evidence }) => evidence))];
  const [changed, gone] = [of('changed'), of('gone')];
  const happened = [...(changed.length > 0 ? [`${list(changed)} changed`] : []), ...(gone.length > 0 ? [`${list(gone)} ${gone.length === 1 ? 'is' : 'are'} gone`] : [])];
  const mitigations = [...new Set(causes.flatMap(({ mitigation }) => (mitigation === null ? [] : [mitigation])))];
  const itself = causes.some(({ mitigation }) => mitigation === null);
  const resting = mitigations.length === 0 ? first.hazard : `${itself ? `${first.hazard} itself and ` : ''}${list(mitigations)}${itself ? '' : ` of ${first.hazard}`}`;
  const many = mitigations.length + Number(itself) > 1;
  return `Stale, because ${happened.join(', ')}${happened.length > 1 ? ',' : ''} and ${resting} ${many ? 'rest' : 'rests'} on ${changed.length + gone.length === 1 ? 'it' : 'them'}.`;
}

/** What an earlier vote spoke of that is no longer so. */
export function voteReachWords({ revision, causes }: VoteReach, names: TraceNames): string {
  const given = `Stale by rule V-4: it was given on ${names.revision(revision)}.`;
  if (causes === null) return `${given} That revision is not on this machine, so what changed under it can’t be shown.`;
  if (causes.length === 0) return `${given} No evidence under any hazard has changed since.`;
  const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
  const evidence = unique(causes.map((cause) => cause.evidence));
  return `${given} Of what it spoke of, ${listUpTo(evidence, 4)} changed since, under ${listUpTo(unique(causes.map(({ hazard }) => hazard)), 4)}.`;
}

/** How staleness is worked out, as one sentence; before a first approval, that nothing can be. */
export function staleRule(approved: string | null): string {
  return approved === null ? 'Nothing was approved before, so nothing can be stale yet.' : `A hazard is stale while evidence under it is not what was approved in ${approved}.`;
}

/** What moved in a piece of evidence, gravest first: `Robust accuracy: Worse, beyond noise, and 2 more changes`. */
export function evidenceChangeWords(changes: readonly Change[]): string {
  const told = changes.filter(({ kind }) => kind !== 'evidence-replaced' && kind !== 'evidence-restated');
  const [first] = told;
  if (first === undefined) return changes.some(({ kind }) => kind === 'evidence-replaced') ? 'New files; nothing that it found has moved' : '';
  const said = first.kind === 'metric-moved' ? `${measurementWords(first.after)}: ${movedWords(first.reading, first.noise).toLowerCase()}`
    : first.kind === 'metric-removed' || first.kind === 'metric-restated' ? `${measurementWords(first.before)}: ${changeWords[first.kind].toLowerCase()}`
    : first.kind === 'metric-added' ? `${measurementWords(first.after)}: ${changeWords[first.kind].toLowerCase()}`
    : first.id === first.title || first.kind === 'verdict-flipped' || first.kind === 'completeness-changed' ? changeWords[first.kind as Exclude<ChangeKind, 'metric-moved'>] : `${first.title}: ${changeWords[first.kind].toLowerCase()}`;
  return told.length === 1 ? said : `${said}, and ${count(told.length - 1, 'more change')}`;
}

/** In place of the sentence and the rule while the last approved revision isn't here. */
export const approvedNotHere = { sentence: 'What changed under the hazards can’t be shown.', detail: 'The last approved revision is not on this machine. Sync, then look again.' } as const;

/** What the counts in {@link traceSentence} are of. */
export interface TraceCounts { readonly hazards: number; readonly suspect: number; readonly under: number; readonly stale: number; readonly missing: number; readonly untraced: number }

/** Where the traces of a revision stand: `5 links are suspect since 5.0, under 4 of 15 hazards.` */
export function traceSentence({ hazards, suspect, under, missing, untraced }: TraceCounts, approved: string | null): string {
  if (hazards === 0) return 'The register of this revision names no hazard to trace.';
  const head = suspect > 0 ? `${sentenceStart(count(suspect, 'link'))} ${suspect === 1 ? 'is' : 'are'} suspect${approved === null ? '' : ` since ${approved}`}, under ${figure(under)} of ${count(hazards, 'hazard')}.`
    : approved === null ? `First review: ${hazards === 1 ? 'the one hazard' : `all ${count(hazards, 'hazard')}`} with what ${hazards === 1 ? 'it rests' : 'they rest'} on.` : `No link is suspect: what the ${count(hazards, 'hazard')} ${hazards === 1 ? 'rests' : 'rest'} on is as approved in ${approved}, or viewed since.`;
  return [head, ...(missing > 0 ? [`${sentenceStart(count(missing, 'link'))} ${missing === 1 ? 'leads' : 'lead'} to nothing.`] : []), ...(untraced > 0 ? [`${sentenceStart(count(untraced, 'hazard'))} ${untraced === 1 ? 'is' : 'are'} untraced.`] : [])].join(' ');
}

/** What a run is called: the tool, when it ended or started, and the commit that it ran from. */
export function runTitle({ source, run }: Pick<Evidence, 'source' | 'run'>): string {
  const at = run.endedAt ?? run.startedAt;
  const tool = source.tool === null ? null : `${source.tool}${source.toolVersion === null ? '' : ` ${source.toolVersion}`}`;
  const parts = [tool, at === null ? null : `${run.endedAt === null ? 'started ' : ''}${shortDay(at)}`, run.gitCommit === null ? null : `commit ${run.gitCommit.slice(0, 8)}`].filter((part) => part !== null);
  return parts.length === 0 ? 'Tool and time are not in the file' : sentenceStart(parts.join(', '));
}
