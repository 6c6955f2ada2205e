/** What a dossier lacks, in words: what is missing, and what to do about it. */
import type { CheckFinding, CheckLevel, CheckParams, CheckRule } from '../evidence/check.ts';
import { judgementReasons, measurementWords } from './evidence.ts';
import { breakWords } from './lineage.ts';
import { count, figure, list } from './number.ts';

export const checkLevelWords = { error: 'Error', warning: 'Warning', note: 'Note' } as const satisfies Record<CheckLevel, string>;

interface CheckWords<R extends CheckRule> { readonly rule: string; readonly says: (params: CheckParams[R]) => string; readonly todo: string }

const metricName = ({ metric, variant }: { readonly metric: string; readonly variant: string | null }): string => measurementWords({ metric, variant });

/** `rule`: what the rule asks, as a sentence; `says`: what is missing here; `todo`: what helps. */
export const checkWords: { readonly [R in CheckRule]: CheckWords<R> } = {
  'hazard-untraced': { rule: 'Each hazard, or a mitigation of it, names evidence.', says: ({ hazard, title }) => `${hazard} (${title}) is traced to no evidence.`, todo: 'Name the evidence that speaks to it, or say in its note why there is none.' },
  'hazard-unmitigated': { rule: 'Each hazard has a mitigation.', says: ({ hazard, title }) => `${hazard} (${title}) has no mitigation.`, todo: 'Add what reduces it, or let its note say why it is accepted as it is.' },
  'mitigation-unsupported': { rule: 'Each mitigation names the evidence that it works.', says: ({ mitigation, hazard }) => `${mitigation} of ${hazard} names no evidence that it works.`, todo: 'Name the evidence.' },
  'no-hazards': { rule: 'A dossier names hazards.', says: () => 'The dossier names no hazard.', todo: 'Add the hazards of the release: a board reviews those first.' },
  'evidence-untraced': { rule: 'Each piece of evidence is named by a hazard or a mitigation.', says: ({ evidence }) => `No hazard or mitigation names ${evidence}.`, todo: 'Name it where it speaks to a hazard, or leave it out.' },
  'evidence-unread': { rule: 'Evidence is read, not only kept.', says: ({ evidence }) => `${evidence} is kept as raw files and not read.`, todo: 'Export it in a format that Countersign reads, or tell the board what it shows.' },
  'no-threshold': { rule: 'Each measurement that matters has a threshold.', says: ({ evidence, metrics }) => `${evidence} is judged by no threshold; it measures ${list(metrics)}.`, todo: 'Add a threshold with its reason, or leave it to the board’s charter.' },
  'threshold-not-measured': { rule: 'A threshold limits something that is measured.', says: (params) => `The threshold on ${metricName(params)} of ${params.evidence} limits something that was not measured.`, todo: 'Write metric and variant as “countersign inspect” shows them.' },
  'threshold-failed': { rule: 'Each measurement clears its threshold.', says: (params) => `${metricName(params)} of ${params.evidence} misses its threshold.`, todo: 'The board will see it. Say in the hazard what follows from it.' },
  'threshold-inconclusive': { rule: 'Each threshold can be judged.', says: (params) => `${metricName(params)} of ${params.evidence} is inconclusive. ${judgementReasons[params.reason]}`, todo: 'Measure on more samples, or correct unit, direction or variant.' },
  'tool-alarm': { rule: 'No tool raised an alarm.', says: (params) => `${params.evidence}: the tool itself raised an alarm for ${metricName(params)}.`, todo: 'The board will see it. Say in the hazard what follows from it.' },
  'verdict-failed': { rule: 'No tool’s own verdict is a failure.', says: ({ evidence }) => `The tool’s own verdict in ${evidence} is a failure.`, todo: 'The board will see it. Say in the hazard what follows from it.' },
  'verdict-inconclusive': { rule: 'A tool that gives a verdict comes to one.', says: ({ evidence }) => `The tool behind ${evidence} came to no verdict.`, todo: 'Run it again, to its end.' },
  'property-violated': { rule: 'Each verified property holds.', says: ({ evidence, violated, total }) => `${figure(violated)} of ${count(total, 'property', 'properties')} in ${evidence} ${violated === 1 ? 'is' : 'are'} violated.`, todo: 'The board will see it. Say in the hazard what follows from it.' },
  'property-undecided': { rule: 'Each property is decided.', says: ({ evidence, undecided, total }) => `${figure(undecided)} of ${count(total, 'property', 'properties')} in ${evidence} ${undecided === 1 ? 'is' : 'are'} undecided.`, todo: 'Give the solver more time, or answer the polarity.' },
  'argument-gap': { rule: 'An argument leaves nothing undeveloped.', says: ({ evidence, gaps, first }) => `The argument ${evidence} leaves ${count(gaps, 'gap')} open, first “${first}”.`, todo: 'Develop it, or name it among what is not covered.' },
  'expired': { rule: 'No evidence has expired.', says: ({ evidence, day }) => `${evidence} expired on ${day}.`, todo: 'Measure again, or set a later day if that is justified.' },
  'run-crashed': { rule: 'Runs come to their end.', says: ({ evidence }) => `The run behind ${evidence} crashed.`, todo: 'Run it again; a crashed run never passes.' },
  'run-partial': { rule: 'Runs come to their end.', says: ({ evidence }) => `The run behind ${evidence} is only a part.`, todo: 'Run it whole; a partial run never passes.' },
  'run-unknown': { rule: 'It is known that a run came to its end.', says: ({ evidence }) => `Nothing says that the run behind ${evidence} is complete.`, todo: 'Submit the file that says so, such as the run’s configuration.' },
  'part-only': { rule: 'Evidence is whole.', says: ({ evidence }) => `${evidence} is only a part of what it says it is.`, todo: 'Submit the whole, or say in its title which part it is.' },
  'subject-unknown': { rule: 'Evidence says which artifact it is about.', says: ({ evidence }) => `Nothing ties ${evidence} to the artifact under review.`, todo: 'State it: answers: { model: … }.' },
  'polarity-unknown': { rule: 'It is known whether property files state the safe behaviour or its negation.', says: ({ evidence, question }) => `${evidence}: ${question}`, todo: 'State it: answers: { polarity: states-negation } or states-safe. It is never guessed.' },
  'answer-missing': { rule: 'What files can’t know is stated.', says: ({ evidence, answer, question }) => `${evidence} lacks the answer “${answer}”. ${question}`, todo: 'State it under answers.' },
  'secret': { rule: 'No file holds a secret.', says: ({ text }) => text, todo: 'Every member of the board, and the store, would have it.' },
  'home-path': { rule: 'No file names a home directory.', says: ({ text }) => text, todo: 'Run the tool with relative paths, if that matters to you.' },
  'name-exposed': { rule: 'No file names machines or users.', says: ({ text }) => text, todo: 'Leave it out, if that matters to you.' },
  'design-record-missing': { rule: 'A dossier holds the design record.', says: () => 'There is no design record: loss function, safety-critical hyperparameters, seeds and failure modes, as decided before the first training run.', todo: 'Add it as designRecord.' },
  'design-record-late': { rule: 'The design record was made before the first training run.', says: ({ text }) => text, todo: 'A record made afterwards can’t show what was decided before.' },
  'record-after-run': { rule: 'The design record was made before any run.', says: ({ evidence, madeOn, run, on }) => `The design record ${evidence} was made on ${madeOn}, after the run behind ${run} (${on}).`, todo: 'A record made afterwards can’t show what was decided before.' },
  'named-unknown': { rule: 'What a record names is in the dossier.', says: ({ evidence, ids }) => `${evidence} names ${list(ids)}, which the dossier does not have.`, todo: 'Correct the ids.' },
  'safety-case-missing': { rule: 'A dossier holds a safety case.', says: () => 'There is no safety case.', todo: 'Add it as safetyCase, if the board asks for one.' },
  'scope-missing': { rule: 'A dossier says what it does not cover.', says: () => 'Nothing is said about what the review does not cover.', todo: 'List it under notCovered.' },
  'documents-missing': { rule: 'A dossier holds documents to read.', says: () => 'There is no document.', todo: 'Add those that a member should read first.' },
  'lineage-changed': breakWords['changed-between'],
  'lineage-file-differs': breakWords['file-differs'],
  'lineage-artifact': breakWords['artifact-not-reached'],
  'lineage-origin': breakWords['origin-unknown'],
  'lineage-cycle': breakWords['cycle'],
  'weak-hash': { rule: 'Data is named by a hash that can’t be forged.', says: ({ evidence, count: n }) => `${evidence} names ${count(n, 'object')} only by MD5 or by the hash of a listing: that shows no integrity.`, todo: 'Nothing to do where the tool knows no other; the board sees it labelled so.' },
  'reader-warning': { rule: 'Readers have nothing to remark.', says: ({ evidence, text }) => `${evidence}: ${text}`, todo: '' },
};

/** What a finding says, as one or two sentences, and what helps. */
export function checkText(finding: CheckFinding): { readonly text: string; readonly todo: string } {
  const words = checkWords[finding.rule] as { readonly says: (params: unknown) => string; readonly todo: string };
  return { text: words.says(finding.params), todo: words.todo };
}

/** How a check ends: `2 errors, 5 warnings and 1 note.` */
export function checkSummary(counts: Readonly<Record<CheckLevel, number>>): string {
  const parts = [...(counts.error > 0 ? [count(counts.error, 'error')] : []), ...(counts.warning > 0 ? [count(counts.warning, 'warning')] : []), ...(counts.note > 0 ? [count(counts.note, 'note')] : [])];
  return parts.length === 0 ? 'Nothing is missing that this check knows of.' : `${list(parts)}.`;
}

