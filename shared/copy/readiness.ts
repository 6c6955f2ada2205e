/** What an approval asks, in words: the name of each requirement, and why it stands as it does. */
import type { Requirement } from '../events/readiness.ts';
import type { Threshold } from '../dossier/threshold.ts';
import type { ItemId } from '../vocabulary.ts';
import { allEvidenceSentence, measurementWords } from './evidence.ts';
import { registerSentence } from './hazard.ts';
import { count, figure, inWords, listUpTo, sentenceStart } from './number.ts';
import { quorumSentence } from './quorum.ts';
import { riskWords } from './status.ts';

const most = 4;

/** What it asks: `Residual risk below High`. */
export function requirementLabel(requirement: Requirement): string {
  switch (requirement.id) {
    case 'blockers': return 'No open blocker';
    case 'evidence': return 'Evidence clears its limits';
    case 'limits': return 'Every limit measured';
    case 'runs': return 'Evidence read, from whole runs';
    case 'residual': return requirement.bar === null ? 'Residual risk' : `Residual risk below ${riskWords[requirement.bar]}`;
    case 'mitigations': return 'Every hazard mitigated';
    case 'traces': return 'Every hazard traced to evidence';
    case 'record': return 'Intended use and design record';
    case 'quorum': return 'Quorum';
  }
}

/** Why it stands as it does, in a sentence or two. */
export function requirementReason(requirement: Requirement): string {
  switch (requirement.id) {
    case 'blockers': {
      const { open } = requirement;
      return open === 0 ? 'None is open.' : `${sentenceStart(inWords(open))} ${open === 1 ? 'blocker is' : 'blockers are'} open. Approval needs ${open === 1 ? 'it' : 'them'} resolved.`;
    }
    case 'evidence': return evidenceReason(requirement);
    case 'limits': return limitsReason(requirement.total, requirement.unmeasured);
    case 'runs': return runsReason(requirement);
    case 'residual': return `${registerSentence(requirement.residual)}${requirement.result === 'failed' ? ' Approval needs conditions (rule Q-5).' : ''}`;
    case 'mitigations': return requirement.without.length === 0 ? 'Each names at least one mitigation.' : `${sentenceStart(count(requirement.without.length, 'hazard'))} without: ${listUpTo(requirement.without, most)}.`;
    case 'traces': return requirement.without.length === 0 ? 'Each is traced to evidence.' : `${figure(requirement.without.length)} of ${count(requirement.total, 'hazard')} ${requirement.without.length === 1 ? 'is' : 'are'} not: ${listUpTo(requirement.without, most)}.`;
    case 'record': return recordReason(requirement);
    case 'quorum': return quorumSentence(requirement.tally);
  }
}

function evidenceReason({ states, telling }: Extract<Requirement, { readonly id: 'evidence' }>): string {
  if (telling === 0) return allEvidenceSentence(states);
  const more = `${sentenceStart(count(telling, 'piece'))} ${telling === 1 ? 'tells' : 'tell'} what was done or happened: no limit is set for ${telling === 1 ? 'it' : 'them'}.`;
  return states.length === 0 ? `No piece of evidence measures anything. ${more}` : `${allEvidenceSentence(states)} ${more}`;
}

function limitsReason(total: number, unmeasured: readonly Threshold[]): string {
  if (total === 0) return 'Neither the charter nor the dossier sets a limit.';
  if (unmeasured.length === 0) return total === 1 ? 'The one limit is measured.' : `All ${figure(total)} limits are measured.`;
  const names = unmeasured.map((limit) => `${limit.evidence === null ? '' : `${limit.evidence} `}${measurementWords(limit)}`);
  return `${figure(unmeasured.length)} of ${count(total, 'limit')} ${unmeasured.length === 1 ? 'names' : 'name'} what was not measured: ${listUpTo(names, most)}.`;
}

function runsReason({ total, unread, stopped, unsure }: Extract<Requirement, { readonly id: 'runs' }>): string {
  if (total === 0) return 'This revision holds no evidence.';
  const said = (ids: readonly ItemId[], one: string, many: string): readonly string[] => (ids.length === 0 ? [] : [`${listUpTo(ids, most)} ${ids.length === 1 ? one : many}.`]);
  const parts = [
    ...said(stopped, 'is from a run that stopped early', 'are from runs that stopped early'), ...said(unread, 'is of a format that no reader knows: kept, not judged', 'are of formats that no reader knows: kept, not judged'),
    ...said(unsure, 'is not known to be from a whole run', 'are not known to be from whole runs'),
  ];
  return parts.length === 0 ? (total === 1 ? 'The one piece is.' : `All ${count(total, 'piece')} are.`) : parts.join(' ');
}

function recordReason({ useStated, designRecord, documents }: Extract<Requirement, { readonly id: 'record' }>): string {
  const use = useStated ? 'The intended use is stated.' : 'No intended use is stated.';
  const record = designRecord !== null ? `${designRecord} is the design record.` : documents === 0 ? 'The dossier holds no document.' : documents === 1 ? 'Its one document is not called a design record.' : `None of its ${count(documents, 'document')} is called a design record.`;
  return useStated ? `${record} ${use}` : `${use} ${record}`;
}
