/** The customer summary's second section: what the release may be used for, how much risk is left, and what nobody reviewed. No name but the board's, no hazard's text. */
import { conditionTable, conditionsInFull, artifactsInFull } from './decision-page.ts';
import { riskLevels } from '../../vocabulary.ts';
import { count, figure, nbsp, sentenceStart, size } from '../../copy/number.ts';
import { cell, levelBars, levelBox, mono, paragraphsOf, quiet, strong, type Block, type Row } from './content.ts';
import { numberOf, type Source } from './source.ts';
import { withheldSentence } from './withheld.ts';

/** More exclusions than this stay in the packet. */
const listed = 20;

/** The section, numbered as the copy has it. */
export function atAGlance(source: Source): Block[] {
  const { basis, summary, copy } = source;
  const { revision } = basis.revision;
  const number = numberOf(source, 'at-a-glance');
  const rejected = basis.decision.outcome === 'rejected';
  const parent = copy?.parent.number ?? basis.number;
  const levels = [...riskLevels].reverse();
  const counts = (label: string, of: 'inherent' | 'residual'): Row => [[cell(label), ...levels.map((level) => cell(of === 'residual' ? strong(figure(summary[of][level])) : figure(summary[of][level]))), cell(figure(summary.total))]];
  const rows = [
    ...revision.notCovered.slice(0, listed).map((what): Row => [[cell(what), cell('Not covered by the dossier.')]]),
    ...(revision.notCovered.length > listed ? [[[cell(count(revision.notCovered.length - listed, 'more exclusion')), cell('Listed in the packet.')]] satisfies Row] : []),
  ];
  return [
    { kind: 'section', number, title: 'What this means' },
    { kind: 'labelled', number: `${number}.1`, label: rejected ? 'Submitted for' : 'Approved for', paragraphs: paragraphsOf(revision.intendedUse).length === 0 ? [['The dossier states no intended use.']] : paragraphsOf(revision.intendedUse) },
    { kind: 'labelled', number: `${number}.2`, label: 'Not approved', paragraphs: [[rejected ? 'Any use of this release.' : 'Any other use, and any artifact whose digest differs from the ones listed here.']] },
    { kind: 'labelled', number: `${number}.3`, label: 'Residual risk', paragraphs: [[residualSentence(source)]] },
    {
      kind: 'table', summary: 'Hazards at each level before and after mitigation',
      columns: [{ head: ['Level'], width: 34 }, ...levels.map((level) => ({ head: [levelBox(level), nbsp, levelBars(level), `${nbsp}${sentenceStart(level)}`], width: 28 })), { head: ['Total'], width: 16, align: 'end' as const }],
      rows: [counts('Initial', 'inherent'), counts('Residual', 'residual')],
    },
    ...(conditionsInFull(source) || basis.conditions.length === 0 ? [] : [{ kind: 'subhead', number: null, title: ['Conditions in full'] } satisfies Block, conditionTable(basis.conditions)]),
    ...(artifactsInFull(source) ? [] : [{ kind: 'subhead', number: null, title: ['All artifacts'] } satisfies Block, {
      kind: 'table', summary: 'Artifacts with their digests', columns: [{ head: ['Artifact'], width: 51 }, { head: ['SHA-256'], width: 111 }],
      rows: revision.artifacts.map((artifact): Row => [[{ paragraphs: [[artifact.name], ...(artifact.sizeBytes === null ? [] : [[quiet(size(artifact.sizeBytes))]])], maxLines: 4 }, cell({ text: artifact.digest, mono: true, size: 8 })]]),
    } satisfies Block]),
    { kind: 'subhead', number: null, title: ['What was not reviewed'] },
    {
      kind: 'table', summary: 'What was not reviewed', columns: [{ head: ['Not reviewed'], width: 112 }, { head: ['What follows'], width: 50 }],
      rows: rows.length > 0 ? rows : [[[cell('The dossier names nothing'), cell('It excludes no use by name.')]]],
    },
    { kind: 'labelled', number: `${number}.4`, label: 'Left out', paragraphs: [[`How each member voted and why, the texts of hazards, the evidence and the safety case: they are in packet ${parent}, which the vendor holds. The board’s rosters, which name its members, are embedded, so that the secretary’s role can be checked.`], [withheldSentence(source)]] },
    {
      kind: 'labelled', number: `${number}.5`, label: 'What it proves',
      paragraphs: [
        ['The seal proves that a secretary of the board says this, and that nothing was changed since. Nobody can count the votes again from a summary: for that, and for a gate in a pipeline, ask the vendor for the packet and verify it.'],
        ['The packet’s SHA-256 is ', mono(copy?.parent.digest ?? ''), '.'],
      ],
    },
  ];
}

function residualSentence({ summary }: Source): string {
  if (summary.total === 0) return 'The register names no hazard.';
  const word = (n: number): string => (n === 0 ? 'none' : figure(n));
  return `${sentenceStart(count(summary.total, 'hazard'))} were reviewed. After mitigation ${word(summary.residual.high)} ${summary.residual.high > 1 ? 'are' : 'is'} High and ${word(summary.residual.serious)} ${summary.residual.serious > 1 ? 'are' : 'is'} Serious.`.replace('1\u00a0hazard were', '1\u00a0hazard was');
}
