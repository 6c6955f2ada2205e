/** Every numbered rule as one sentence, and what a rule found as another. `shared/README.md` says where each is written. */
import type { FactRule, RuleFact, RuleParams } from '../board/rule.ts';
import type { RuleId } from '../result.ts';
import { count, figure, inWords, list, sentenceStart } from './number.ts';
import { disciplineWords, riskWords } from './status.ts';

/** What each rule says. */
export const ruleSentences = {
  'Q-1': 'A decision needs the charter’s minimum of counted votes; abstentions count as present.',
  'Q-2': 'A decision needs a vote other than an abstention from each required discipline.',
  'Q-3': 'An approval needs the charter’s majority; as many rejections as approvals reject.',
  'Q-4': 'An open blocker bars approval until it is resolved.',
  'Q-5': 'Residual risk at or above the charter’s bar, or unknown, bars approval without conditions.',
  'Q-6': 'A member counts once.',
  'V-1': 'Only an active member with the role of voter votes.',
  'V-2': 'Who packed, published or owns the release doesn’t vote on it.',
  'V-3': 'A member’s latest vote supersedes the earlier ones.',
  'V-4': 'A vote counts only for the revision that it names.',
  'V-5': 'An approval with conditions names at least one.',
  'V-6': 'A rejection and an approval with conditions give a reason.',
  'V-7': 'Only its author withdraws a vote, and no earlier vote returns.',
  'R-1': 'A recusal voids the member’s votes on the dossier.',
  'R-2': 'A recusal never lowers the number of votes that the charter needs.',
  'R-3': 'A recusal can’t be withdrawn.',
  'R-4': 'A recusal after the decision, by a member it relied on, contests it.',
  'C-1': 'A conditional approval carries the conditions of every conditional vote that counts.',
  'C-2': 'A condition is discharged no later than the end of its due day, UTC.',
  'C-3': 'A condition still open when its due day ends has lapsed, and the approval ends with it.',
  'C-4': 'A secretary or an eligible voter discharges a condition, an owner of the release never.',
  'F-1': 'A question is put to an active member who isn’t recused and didn’t ask it, or to the release team.',
  'F-2': 'The author of a finding, whoever it is put to, or a secretary assigns it.',
  'F-3': 'What is closed takes no reply and is assigned to nobody.',
  'L-1': 'Each event names the one before it; a feed is taken only as far as that holds.',
  'L-2': 'A feed opens with its member’s signature over the device’s key.',
  'L-3': 'An event of an unknown type is kept, counted and shown.',
  'L-4': 'A device with two events under one number has forked; there is no quorum on what it wrote about since.',
  'L-5': 'An act counts only from a member whose role allows it.',
  'L-6': 'What an author had seen comes first, then the clock, then the digest.',
  'P-1': 'A decision lists the exact votes and recusals by digest, never a count.',
  'P-2': 'An approval is valid for at most the charter’s days from the decision.',
  'P-3': 'A dissent can’t be deleted; decision and packet list each one.',
  'P-4': 'Past its validity or a lapsed condition a decision approves nothing.',
  'P-5': 'A sample board’s packet never verifies as real.',
  'P-6': 'The acts that a decision lists, counted again, give exactly what it says.',
  'P-7': 'A secretary supersedes or revokes what the board issued, once; a revocation gives its reason.',
  'P-8': 'A packet is superseded only by one that the board issued later, for the same dossier or product.',
  'P-9': 'An addendum names its packet by digest and adds only how that packet’s own conditions were discharged since.',
  'P-10': 'Revoked counts before superseded, superseded before contested; an addendum is worth at most what its packet is.',
  'P-11': 'Where the charter asks for it, a packet is complete only once everybody whose vote its decision counts has countersigned it, each in their own field.',
  'P-12': 'A copy names its packet by digest, holds no vote and approves nothing; it is made only while the packet stands.',
  'P-13': 'Countersignatures follow one another: the longest chain counts, of equally long ones the one recorded first; whoever is left out signs again.',
  'P-14': 'A packet is never dated before the decision that it carries.',
  'S-1': 'Who may vote on a release scores its hazards; a member’s latest score counts, on exactly the hazard that it was given on.',
  'S-2': 'A secretary records an agreed score, which names every score it rests on and changes neither the register nor a level.',
  'E-1': 'A timeout, a missing result, a crash or a partial run never passes.',
  'E-2': 'The raw text stays beside every number; units are never rescaled in silence.',
  'E-3': 'NaN and infinity are reported and become no value.',
  'E-4': 'The board’s limit decides over the dossier’s.',
  'E-5': 'A weak or indirect hash is labelled as what it is.',
  'E-6': 'Imported text is capped, and refused with its place.',
  'E-7': 'Home directories, user names and host names are flagged before publication.',
  'E-8': 'A format is known by its content, not by its file name.',
  'E-9': 'A known interval must clear the limit as a whole; across it, the result is inconclusive.',
  'A-1': 'An annotation quotes its passage and names the document that its author read; only its author withdraws it, and it stays in the record.',
  'A-2': 'An annotation is carried onto the next revision; where its passage is gone it is shown as an orphan, never dropped.',
  'A-3': 'Counsel alone write privileged notes, which are sealed to the board’s counsel of that moment; a packet says how many there are, and nothing of what they say.',
  'M-1': 'A secretary calls, changes and cancels a meeting; what was last said of it counts.',
  'M-2': 'A meeting is called for a later time, and its agenda names each dossier once and fits into it.',
  'M-3': 'A meeting that is over isn’t changed, and a cancelled one stays cancelled.',
} as const satisfies Partial<Record<RuleId, string>>;
export type KnownRule = keyof typeof ruleSentences;

const facts: { readonly [R in FactRule]: (params: RuleParams[R]) => string } = {
  'Q-1': ({ counted, minimum, eligible }) => `${figure(counted)} of ${count(eligible, 'eligible member')} voted; the charter needs ${figure(minimum)}.`,
  'Q-2': ({ present, missing }) => (missing.length === 0
    ? `Every required discipline voted.${present.length > 0 ? ` Those who voted: ${list(present.slice(0, 8).map(disciplineWords))}.` : ''}`
    : `Missing: ${list(missing.slice(0, 8).map(disciplineWords))}.`),
  'Q-3': ({ majority, approvals, rejections, abstentions }) => `${sentenceStart(count(approvals, 'approval'))}, ${count(rejections, 'rejection')}, ${count(abstentions, 'abstention')}; the charter asks for ${majority === 'simple' ? 'more approvals than rejections' : 'two thirds of approvals and rejections'}.`,
  'Q-4': ({ open }) => (open === 0 ? 'No blocker is open.' : `${sentenceStart(inWords(open))} ${open === 1 ? 'blocker is' : 'blockers are'} open.`),
  'Q-5': ({ bar, highest }) => {
    const found = highest === 'unknown' ? 'The highest residual level is unknown' : highest === null ? 'The register names no hazard' : `The highest residual level is ${riskWords[highest]}`;
    return `${found}; ${bar === null ? 'the charter sets no bar' : `the charter bars approval without conditions from ${riskWords[bar]} upwards`}.`;
  },
  'Q-6': ({ votes, members }) => `${sentenceStart(count(votes, 'vote'))} given; ${count(members, 'member')} counted, each once.`,
  'V-1': ({ void: voided }) => (voided === 0 ? 'Every vote is by a member who may vote.' : `${sentenceStart(count(voided, 'vote'))} void: not by an active voter.`),
  'V-2': ({ barred, known }) => (!known ? 'Who owns the release is not known here.' : barred.length === 0 ? 'No voter packed, published or owns the release.' : `${sentenceStart(count(barred.length, 'voter'))} barred as owner or submitter: ${list(barred.slice(0, 5))}.`),
  'V-4': ({ stale }) => (stale === 0 ? 'Every vote names this revision or was superseded.' : `${sentenceStart(count(stale, 'vote'))} stale: given on another revision.`),
  'R-1': ({ recused, void: voided }) => `${sentenceStart(count(recused.length, 'member'))} recused; ${count(voided, 'vote')} void by it.`,
  'R-2': ({ minimum, eligible }) => `The charter still needs ${count(minimum, 'vote')}; ${count(eligible, 'member')} may vote.`,
  'C-1': ({ conditions }) => `${sentenceStart(count(conditions, 'condition'))} from the conditional votes.`,
  'L-4': ({ forks }) => `${sentenceStart(count(forks, 'device'))} forked and wrote about this dossier.`,
  'P-3': ({ dissents }) => `${sentenceStart(count(dissents, 'dissent'))} listed.`,
};

/** What one rule found, in a sentence of at most a few hundred characters. */
export function ruleFactSentence(fact: RuleFact): string {
  return (facts[fact.rule] as (params: RuleFact['params']) => string)(fact.params);
}
