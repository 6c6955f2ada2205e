/** Section 5: where the hazards stand before and after mitigation, the gravest in detail, the rest in short. */
import { heatMap } from '../../charts/heat-map.ts';
import type { Hazard, Score } from '../../dossier/hazard.ts';
import { bandSpan, schemeWords } from '../../copy/risk-scheme.ts';
import { matrixCells } from '../../risk/register.ts';
import type { RiskScheme } from '../../risk/scheme.ts';
import { hidesSeverity, levelOf, priorityOf, rpn } from '../../risk/score.ts';
import { riskLevels } from '../../vocabulary.ts';
import { count, figure, listUpTo, nbsp, sentenceStart } from '../../copy/number.ts';
import { cell, fitted, levelBars, levelBox, mono, quiet, strong, type Block, type Cell, type Rich, type Row, type Run } from './content.ts';
import { numberOf, type Source } from './source.ts';

/** Hazards that get two lines each; the others get one. */
const detailed = 8;
/** More than this and the rest of the register stands in `hazards.json` only. */
const listed = 2000;

/** Points of one heat map: half the text's width, less half the gutter. */
const mapWidth = 218;

/** Section 5. */
export function hazardSection(source: Source): Block[] {
  const { hazards, summary } = source;
  const head: Block = { kind: 'section', number: numberOf(source, 'hazards'), title: 'Hazards and residual risk' };
  if (summary.total === 0) return [head, { kind: 'lead', rich: ['The register of this revision names no hazard.'] }];
  const rest = hazards.slice(detailed);
  return [
    head,
    { kind: 'lead', rich: [leadOf(source)] },
    { kind: 'halves', left: [map(source, 'inherent')], right: [map(source, 'residual')] },
    totals(source),
    { kind: 'subhead', number: null, title: [hazards.length <= detailed ? `${sentenceStart(count(hazards.length, 'hazard'))}, by residual level, then severity` : `Highest ${detailed} of ${figure(hazards.length)}, by residual level, then severity`], bookmark: 'Highest hazards' },
    highest(source),
    ...(rest.length === 0 ? [] : restOf(rest, source.scheme)),
  ];
}

function leadOf({ hazards, summary }: Source): string {
  const sum = (of: 'inherent' | 'residual'): number => hazards.reduce((total, hazard) => total + rpn(hazard[of]), 0);
  const [before, after] = [sum('inherent'), sum('residual')];
  const { high, serious } = summary.residual;
  const word = (n: number): string => (n === 0 ? 'none' : figure(n));
  const moved = after === before ? `stays at ${figure(after)}` : `${after < before ? 'falls' : 'rises'} from ${figure(before)} to ${figure(after)}, by ${percent(before, after)}`;
  return `${sentenceStart(count(summary.total, 'hazard'))}. After mitigation ${word(high)} ${high === 1 || high === 0 ? 'is' : 'are'} High and ${word(serious)} ${serious === 1 || serious === 0 ? 'is' : 'are'} Serious. The sum of risk priority numbers ${moved}.`;
}

function percent(before: number, after: number): string {
  const share = (Math.abs(after - before) / before) * 100;
  return share < 1 ? `less than 1${nbsp}%` : `${figure(share)}${nbsp}%`;
}

function map({ hazards, summary, scheme }: Source, of: 'inherent' | 'residual'): Block {
  const scene = heatMap({
    cells: matrixCells(hazards, of, scheme).map((row) => row.map(({ level, hazards: inside }) => ({ count: inside.length, level }))),
    severities: scheme.severities.map((band) => [band.name, bandSpan(band)] as const),
    likelihoods: scheme.likelihoods.map(bandSpan), ends: [scheme.likelihoods[0]!.name, scheme.likelihoods.at(-1)!.name], width: mapWidth,
  });
  const counts = summary[of];
  const title = `${of === 'inherent' ? 'Initial' : 'Residual'}: ${figure(counts.high)} High, ${figure(counts.serious)} Serious`;
  return { kind: 'figure', number: 0, unnumbered: true, title, scene, note: [] };
}

function totals({ summary }: Source): Block {
  const levels = [...riskLevels].reverse();
  const row = (label: string, of: 'inherent' | 'residual', bold: boolean): Row => [[cell(label), ...levels.map((level) => cell(bold ? strong(figure(summary[of][level])) : figure(summary[of][level]))), cell(figure(summary.total))]];
  return {
    kind: 'table', summary: 'Hazards at each level before and after mitigation',
    columns: [{ head: ['Level'], width: 34 }, ...levels.map((level) => ({ head: [levelBox(level), nbsp, levelBars(level), `${nbsp}${sentenceStart(level)}`], width: 28 })), { head: ['Total'], width: 16, align: 'end' as const }],
    rows: [row('Initial', 'inherent', false), row('Residual', 'residual', true)],
  };
}

/** Ratings in a fixed order; the residual RPN is the row's one fact, and a sign warns where it hides a severity of 9 or 10. */
function scores(score: Score, residual: boolean, scheme: RiskScheme): Cell[] {
  const number: Run = residual ? strong(figure(rpn(score))) : { text: figure(rpn(score)) };
  const level = levelOf(score, scheme);
  return [
    cell(figure(score.severity)), cell(figure(score.likelihood)), cell(figure(score.detectability)),
    { paragraphs: [residual && hidesSeverity(score) ? [{ sign: 'warning' }, nbsp, number] : [number]], maxLines: 1 },
    cell(figure(priorityOf(score))), { paragraphs: [[levelBars(level), nbsp, residual ? strong(sentenceStart(level)) : sentenceStart(level)]], maxLines: 1 },
  ];
}

function highest(source: Source): Block {
  const shown = source.hazards.slice(0, detailed);
  const hiding = source.summary.hiding.length;
  const notes: Rich = [
    `S severity, L likelihood, D detectability, each 1 to 10; 10 is worst. The level follows from S and L${source.scheme.id === 'fmea' ? '' : `, by ${schemeWords[source.scheme.id]}`}. RPN = S × L × D. Pr: priority for action, 1 first. `,
    ...(hiding > 0 ? [{ sign: 'warning' } as Run, `${nbsp}RPN hides severity: S is 9 or more though RPN is 100 or less; read the level. `] : []),
    'The whole register is in ', mono('hazards.json'), ', embedded.',
  ];
  return {
    kind: 'table', summary: 'Gravest hazards with their scores before and after mitigation',
    columns: [
      { head: ['Hazard'], width: 13.5 }, { head: ['Harm, then mitigation'], width: 64.1 }, { head: [''], width: 14, tone: 'ink-2' }, { head: ['S'], width: 4.8, align: 'end' }, { head: ['L'], width: 4.8, align: 'end' }, { head: ['D'], width: 4.8, align: 'end' },
      { head: ['RPN'], width: 11, align: 'end' }, { head: ['Pr'], width: 7, align: 'end' }, { head: ['Level'], width: 19 }, { head: ['Evidence'], width: 19 },
    ],
    rows: shown.map((hazard): Row => [
      [cell(strong(hazard.id)), fitted(2, hazard.title), cell(quiet('Initial')), ...scores(hazard.inherent, false, source.scheme), fitted(3, evidenceOf(hazard))],
      [cell(''), mitigationsOf(hazard), cell(quiet('Residual')), ...scores(hazard.residual, true, source.scheme), fitted(2, quiet(conditionOf(source, hazard)))],
    ]),
    note: notes,
  };
}

/** Each on lines of its own; beyond these the whole is in the register. */
const mitigationsOf = ({ mitigations }: Hazard): Cell => ({ paragraphs: mitigations.length === 0 ? [[quiet('No mitigation')]] : mitigations.map(({ id, title }): Rich => [quiet(`${id.replaceAll(' ', nbsp)}${nbsp}${title}`)]), maxLines: 12 });

const evidenceIds = (hazard: Hazard): string[] => [...new Set([...hazard.evidence, ...hazard.mitigations.flatMap((mitigation) => mitigation.evidence)])].sort();
const evidenceOf = (hazard: Hazard): string => (evidenceIds(hazard).length === 0 ? 'None' : evidenceIds(hazard).join(', '));

/** A condition that names the hazard in its text. */
function conditionOf({ basis }: Source, hazard: Hazard): string {
  const named = basis.conditions.filter(({ text }) => text.includes(hazard.id)).map(({ id }) => id);
  return named.length === 0 ? '' : `Condition${nbsp}${listUpTo(named, 1)}`;
}

/** One line each. */
function restOf(rest: readonly Hazard[], scheme: RiskScheme): Block[] {
  const shown = rest.slice(0, listed);
  return [
    { kind: 'subhead', number: null, title: [rest.length === 1 ? 'The other hazard' : `The other ${figure(rest.length)} hazards`], bookmark: 'All other hazards' },
    {
      kind: 'table', summary: 'All other hazards with their residual scores',
      columns: [{ head: ['Hazard'], width: 17 }, { head: ['Harm'], width: 66 }, { head: ['Initial'], width: 20 }, { head: ['S'], width: 5, align: 'end' }, { head: ['L'], width: 5, align: 'end' }, { head: ['D'], width: 5, align: 'end' }, { head: ['RPN'], width: 11, align: 'end' }, { head: ['Pr'], width: 7, align: 'end' }, { head: ['Residual'], width: 26 }],
      rows: shown.map((hazard): Row => [[
        cell(hazard.id), fitted(2, hazard.title), { paragraphs: [[levelBars(levelOf(hazard.inherent, scheme)), `${nbsp}${sentenceStart(levelOf(hazard.inherent, scheme))}`]], maxLines: 1 }, ...scores(hazard.residual, true, scheme),
      ]]),
      ...(rest.length > listed ? { note: [`${figure(rest.length - listed)} more hazards, all of them lower, are in `, mono('hazards.json'), ', embedded.'] } : {}),
    },
  ];
}
