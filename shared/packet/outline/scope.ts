/** Sections 2 to 4: what the decision covers, why the board decided so, and what changed since the last approval. */
import { evidenceKindWords } from '../../copy/status.ts';
import type { BasisEvidence } from '../basis.ts';
import { shortNoun } from './evidence-entries.ts';
import { compareLevels, levelOf } from '../../risk/score.ts';
import { count, figure, inWords, list, listUpTo, nbsp, sentenceStart, size } from '../../copy/number.ts';
import { artifactsInFull, releaseName } from './decision-page.ts';
import { cell, fitted, mono, paragraphsOf, quiet, strong, type Block, type Cell, type Rich, type Row } from './content.ts';
import { numberOf, type Source } from './source.ts';
import { withheldSentence } from './withheld.ts';

/** Section 2. */
export function scope(source: Source): Block[] {
  const { basis } = source;
  const { revision } = basis.revision;
  const rejected = basis.decision.outcome === 'rejected';
  const number = numberOf(source, 'scope');
  const blocks: Block[] = [
    { kind: 'section', number, title: 'Scope' },
    { kind: 'labelled', number: `${number}.1`, label: rejected ? 'Submitted for' : 'Approved', paragraphs: orNone(paragraphsOf(revision.intendedUse), 'The dossier states no intended use.') },
    {
      kind: 'labelled', number: `${number}.2`, label: 'Not approved',
      paragraphs: [[rejected ? 'Any use of this release.' : 'Any other use, and any artifact whose digest differs from the ones listed in this packet.']],
    },
    { kind: 'labelled', number: `${number}.3`, label: 'Withheld', paragraphs: [[withheldSentence(source)]] },
    { kind: 'halves', left: [reviewed(source)], right: [notReviewed(source)] },
  ];
  if (!artifactsInFull(source)) {
    blocks.push({ kind: 'subhead', number: `${number}.4`, title: ['All artifacts'] }, {
      kind: 'table', summary: 'Artifacts with their digests', columns: [{ head: ['Artifact'], width: 51 }, { head: ['SHA-256'], width: 111 }],
      rows: revision.artifacts.map((artifact): Row => [[{ paragraphs: [[artifact.name], ...(artifact.sizeBytes === null ? [] : [[quiet(size(artifact.sizeBytes))]])], maxLines: 4 }, cell({ text: artifact.digest, mono: true, size: 8 })]]),
    });
  }
  return blocks;
}

const orNone = (paragraphs: readonly Rich[], none: string): readonly Rich[] => (paragraphs.length === 0 ? [[none]] : paragraphs);

function reviewed({ basis }: Source): Block {
  const { revision } = basis.revision;
  const row = (what: string, extent: string, digest: string | null): Row => [[cell(what), cell(extent), digest === null ? cell('–') : cell(mono(digest.slice(0, 8)))]];
  const kinds = [...new Set(basis.evidence.map(({ entry }) => entry.kind))];
  return {
    kind: 'table', summary: 'What was reviewed', columns: [{ head: ['Reviewed'], width: 39 }, { head: ['Extent'], width: 23, align: 'end' }, { head: ['Digest'], width: 15 }],
    rows: [
      row('Hazard register', count(revision.hazards.count, 'hazard'), revision.hazards.object),
      ...kinds.map((kind) => {
        const of = basis.evidence.filter(({ entry }) => entry.kind === kind);
        return row(evidenceKindWords[kind], extentOf(of), of.length === 1 ? of[0]!.entry.object : null);
      }),
      ...revision.documents.slice(0, 12).map((document) => row(document.title, size(document.sizeBytes), document.object)),
      ...(revision.documents.length > 12 ? [row('Further documents', count(revision.documents.length - 12, 'document'), null)] : []),
    ],
  };
}

/** What there was to review: properties, nodes, entries of one kind; otherwise records. */
function extentOf(of: readonly BasisEvidence[]): string {
  const properties = of.reduce((sum, { evidence }) => sum + evidence.properties.length, 0);
  const entries = of.flatMap(({ evidence }) => evidence.entries);
  if (properties > 0 && of.every(({ evidence }) => evidence.properties.length > 0)) return count(properties, 'property', 'properties');
  if (entries.length > 0 && of.every(({ evidence: { entries: own, results } }) => own.length > 0 && results.length === 0)) return count(entries.length, ...shortNoun(entries));
  return count(of.length, 'record');
}

function notReviewed({ basis, hazards }: Source): Block {
  const { revision } = basis.revision;
  const row = (what: Cell, follows: string): Row => [[what, cell(follows)]];
  const untraced = hazards.filter((hazard) => hazard.evidence.length === 0 && hazard.mitigations.every((mitigation) => mitigation.evidence.length === 0));
  const unjudged = basis.evidence.filter(({ judgement }) => judgement.state === 'not-judged');
  const expired = basis.evidence.filter(({ judgement }) => judgement.expired);
  const unread = basis.votes.filter((vote) => vote.unread > 0);
  const rows = [
    ...revision.notCovered.slice(0, 12).map((what) => row(cell(what), 'Not covered by the dossier.')),
    ...(revision.notCovered.length > 12 ? [row(cell(count(revision.notCovered.length - 12, 'more item')), `Listed in revision.json, embedded.`)] : []),
    ...(revision.documents.length === 0 ? [row(cell('Documents'), 'None was submitted.')] : []),
    ...(untraced.length > 0 ? [row(cell(count(untraced.length, 'hazard')), `No evidence is traced to ${listUpTo(untraced.map(({ id }) => id), 4)}.`)] : []),
    ...(unjudged.length > 0 ? [row(cell(count(unjudged.length, 'record')), `No limit and no verdict applies to ${listUpTo(unjudged.map(({ entry }) => entry.id), 4)}.`)] : []),
    ...(expired.length > 0 ? [row(cell(count(expired.length, 'expired record')), `Not counted in favour: ${listUpTo(expired.map(({ entry }) => entry.id), 4)}.`)] : []),
    ...(unread.length > 0 ? [row(cell('Items not opened'), `${list(unread.map((vote) => `${vote.name}: ${figure(vote.unread)}`))}.`)] : []),
    ...(basis.withheld > 0 ? [row(cell(count(basis.withheld, 'privileged item')), 'Withheld from this copy.')] : []),
  ];
  return {
    kind: 'table', summary: 'What was not reviewed', columns: [{ head: ['Not reviewed'], width: 41 }, { head: ['Why, and what follows'], width: 36 }],
    rows: rows.length > 0 ? rows : [row(cell('–'), 'Everything submitted was reviewed.')],
  };
}

/** Section 3: the computed reasons, then the decision's own words and each member's. */
export function reasons(source: Source): Block[] {
  const { basis } = source;
  const section = numberOf(source, 'reasons');
  let number = 0;
  const reason = (label: string, paragraphs: readonly Rich[]): Block[] => (paragraphs.length === 0 ? [] : [{ kind: 'labelled', number: `${section}.${++number}`, label, paragraphs }]);
  return [
    { kind: 'section', number: section, title: 'Reasons of the board' },
    ...reason('Decision', paragraphsOf(basis.decision.reason)),
    ...reason('Residual risk', [[residualSentence(source)]]),
    ...reason('Evidence', [[evidenceSentence(source)]]),
    ...reason('Findings', [[findingsSentence(source)]]),
    ...basis.votes.flatMap((vote) => reason(vote.name, paragraphsOf(vote.reason))),
    ...findingsTable(source),
  ];
}

function residualSentence({ basis, hazards, summary, scheme }: Source): string {
  if (summary.total === 0) return 'The register names no hazard.';
  const at = (level: 'high' | 'serious'): string[] => hazards.filter((hazard) => levelOf(hazard.residual, scheme) === level).map(({ id }) => id);
  const [high, serious] = [at('high'), at('serious')];
  const is = (ids: readonly string[], word: string): string => `${listUpTo(ids, 6)} ${ids.length === 1 ? 'is' : 'are'} ${word} after mitigation.`;
  const bar = basis.charter.charter.residualBar;
  const barred = bar === null ? 0 : hazards.filter((hazard) => compareLevels(levelOf(hazard.residual, scheme), bar) >= 0).length;
  return [
    high.length === 0 ? 'No hazard is High after mitigation.' : is(high, 'High'),
    serious.length === 0 ? 'None is Serious.' : is(serious, 'Serious'),
    bar === null ? 'The charter sets no bar on residual risk.'
      : barred === 0 ? `The charter bars approval without conditions from ${sentenceStart(bar)} upwards (Q-5); no hazard reaches that.`
        : `The charter bars approval without conditions from ${sentenceStart(bar)} upwards (Q-5); ${figure(barred)} of ${figure(summary.total)} ${barred === 1 ? 'reaches' : 'reach'} that.`,
  ].join(' ');
}

/** How the evidence stands, in one sentence; also opens section 6. */
export function evidenceSentence({ basis }: Source): string {
  const total = basis.evidence.length;
  if (total === 0) return 'No evidence was submitted.';
  const ids = (state: string): string[] => basis.evidence.filter(({ judgement }) => judgement.state === state).map(({ entry }) => entry.id);
  const [passed, failed, open, none] = [ids('passed'), ids('failed'), ids('indeterminate'), ids('not-judged')];
  const are = (items: readonly string[]): string => (items.length === 1 ? 'is' : 'are');
  return [
    passed.length === total ? (total === 1 ? 'The one record of evidence passes.' : `All ${inWords(total)} records of evidence pass.`)
      : `${passed.length === 0 ? 'None' : sentenceStart(inWords(passed.length))} of ${inWords(total)} ${total === 1 ? 'record' : 'records'} of evidence ${passed.length < 2 ? 'passes' : 'pass'}.`,
    ...(failed.length > 0 ? [`${listUpTo(failed, 5)} ${failed.length === 1 ? 'fails' : 'fail'}.`] : []),
    ...(open.length > 0 ? [`${listUpTo(open, 5)} ${are(open)} inconclusive and ${open.length === 1 ? 'is' : 'are'} not counted in favour of the release.`] : []),
    ...(none.length > 0 ? [`${listUpTo(none, 5)} ${are(none)} held against no limit.`] : []),
  ].join(' ');
}

const findingWords = { blocker: ['blocker', 'blockers'], major: ['major finding', 'major findings'], minor: ['minor finding', 'minor findings'], observation: ['observation', 'observations'] } as const;

function findingsSentence({ basis: { findings } }: Source): string {
  if (findings.length === 0) return 'No finding was recorded.';
  const said = (['blocker', 'major', 'minor', 'observation'] as const).flatMap((severity) => {
    const of = findings.filter((finding) => finding.severity === severity);
    if (of.length === 0) return [];
    const open = of.filter((finding) => finding.resolution === null).length;
    const [one, many] = findingWords[severity];
    return [`${inWords(of.length)}${nbsp}${of.length === 1 ? one : many} (${open === 0 ? 'none' : inWords(open)}${nbsp}open)`];
  });
  return `${sentenceStart(list(said))} ${findings.length === 1 ? 'was' : 'were'} recorded.`;
}

function findingsTable({ basis: { findings } }: Source): Block[] {
  if (findings.length === 0) return [];
  return [
    { kind: 'subhead', number: null, title: ['Findings'] },
    {
      kind: 'table', summary: 'Findings of the reviewers', columns: [{ head: ['On'], width: 18 }, { head: ['Finding'], width: 96 }, { head: ['Severity'], width: 22 }, { head: ['State'], width: 26 }],
      rows: findings.map((finding): Row => [[
        cell(strong(finding.item ?? 'Revision')),
        { paragraphs: [...paragraphsOf(finding.text), ...(finding.resolution === null ? [] : paragraphsOf(finding.resolution).map((rich): Rich => rich.map((run) => (typeof run === 'string' ? quiet(run) : run))))] },
        cell(sentenceStart(finding.severity)), fitted(1, { sign: finding.resolution === null ? 'open' : 'passed' }, finding.resolution === null ? `${nbsp}Open` : `${nbsp}Closed`),
      ]]),
      ...(findings.some(({ resolution }) => resolution !== null) ? { note: ['The second paragraph of a closed finding says how it was resolved.'] } : {}),
    },
  ];
}

/** Changes that are printed, gravest first. */
const changesListed = 120;

/** Section 4. */
export function changes(source: Source): Block[] {
  const { baseline } = source.basis;
  const head: Block = { kind: 'section', number: numberOf(source, 'changes'), title: 'Changes since the last approval' };
  if (baseline === null) return [head, { kind: 'prose', paragraphs: [[`No earlier approval of ${source.basis.revision.revision.product.name} by this board is on record.`]] }];
  const against: Rich = [`Against ${baseline.release}, ${baseline.packet === null ? '' : `packet ${baseline.packet}, `}revision `, mono(baseline.revision.slice(0, 8)), '.'];
  if (baseline.changes.length === 0) return [head, { kind: 'prose', paragraphs: [[...against, ' Nothing that the board reviews has changed.']] }];
  const left = baseline.changes.length - changesListed;
  return [head, { kind: 'note', rich: [...against, ' Ordered by what weakens the case first.'] }, {
    kind: 'table', summary: 'Changes since the last approval',
    columns: [{ head: ['Item'], width: 16 }, { head: ['What changed'], width: 54 }, { head: ['Before'], width: 22, align: 'end' }, { head: ['Now'], width: 22, align: 'end' }, { head: ['Change'], width: 14, align: 'end' }, { head: ['Reading'], width: 34 }],
    rows: baseline.changes.slice(0, changesListed).map((change): Row => [[
      cell(change.item), fitted(3, change.what), cell(change.before), cell(change.after), cell(change.change), cell(change.weakens ? strong(change.reading) : change.reading),
    ]]),
    note: [`Before: ${baseline.release}. Now: ${releaseName(source)}.${left > 0 ? ` ${sentenceStart(count(left, 'more change'))}, none graver, not shown; both revisions are on the board’s record.` : ''}`],
  }];
}
