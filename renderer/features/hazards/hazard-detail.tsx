import type { ReactNode } from 'react';
import { evidenceStateText } from '../../../shared/copy/evidence.ts';
import { actionWords } from '../../../shared/copy/action.ts';
import { gapWords, hidingWords, staleReasonWords } from '../../../shared/copy/hazard.ts';
import { figure } from '../../../shared/copy/number.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import { acceptanceWords } from '../../../shared/copy/risk-scheme.ts';
import type { Refusal } from '../../../shared/result.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { compareLevels } from '../../../shared/risk/score.ts';
import type { DossierId, ItemId, RiskLevel } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { Clamped } from '../../components/clamped.tsx';
import detail from '../../components/detail.module.css';
import { FindingLine } from '../../components/finding-line.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { ScoreTable, type ScoreRow } from '../../components/score-table.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { JudgedEvidence } from '../../queries/content.ts';
import { hrefOf } from '../../route.ts';
import type { RegisterRow } from './register-rows.ts';

export interface HazardDetailProps {
  readonly dossier: DossierId;
  readonly row: RegisterRow;
  /** Its place among the rows shown, from 1. */
  readonly place: { readonly at: number; readonly of: number } | null;
  /** The same hazard in the revision compared with, under its name. */
  readonly before: ScoreRow | null;
  readonly evidence: ReadonlyMap<ItemId, JudgedEvidence>;
  /** Evidence of the revision that is still being read, with its titles. */
  readonly reading: ReadonlyMap<ItemId, string>;
  readonly findings: readonly FindingSummary[];
  readonly memberName: (id: string) => string;
  readonly isViewed: boolean;
  readonly mayRecord: Refusal | null;
  readonly onRecord: () => void;
  readonly onViewed: () => void;
  readonly scheme: RiskScheme;
  /** The level from which the charter bars an approval without conditions. */
  readonly bar: RiskLevel | null;
  /** Sections that others make: the members' scores, and the hazard's history. */
  readonly scoring: ReactNode;
  readonly history: ReactNode;
}

const words = hazardsWords.detail;

/** One hazard: scores before and after, what harms, why, what is done against it, and what proves that. */
export function HazardDetail({ dossier, row, place, before, evidence, reading, findings, memberName, isViewed, mayRecord, onRecord, onViewed, scheme, bar, scoring, history }: HazardDetailProps): ReactNode {
  const landmark = useLandmark();
  const { hazard } = row;
  const acceptance = acceptanceWords(scheme, row.residualLevel);
  const scores: readonly ScoreRow[] = [{ label: words.rows.inherent, score: hazard.inherent }, { label: words.rows.residual, score: hazard.residual, strong: true }, ...(before === null ? [] : [before])];
  return (
    <aside className={detail.pane} aria-label={landmark(words.label(hazard.id))}>
      <div className={detail.scroll} tabIndex={0} role="group" aria-label={words.details(hazard.id)}>
        <header className={detail.head}>
          <p className={detail.place}><span>{words.owned(hazard.id, hazard.owner)}</span>{place !== null && <span>{words.place(place.at, place.of)}</span>}</p>
          <h2>{hazard.title}</h2>
          <ScoreTable label={words.scores(hazard.id)} rows={scores} scheme={scheme} />
          <p className={detail.callout}>{acceptance !== null && <><strong>{acceptance}.</strong> </>}{bar !== null && compareLevels(row.residualLevel, bar) >= 0 && <>{words.bars(row.residualLevel)} </>}{words.priority(row.priority)}{row.hides && <> <strong>{hidingWords(row.residualRpn, hazard.residual.severity)}.</strong></>}</p>
        </header>
        {scoring}
        <Listed title={words.effects} items={hazard.effects} />
        <Listed title={words.causes} items={hazard.causes} />
        <section className={detail.section}>
          <h3>{words.mitigations} <small>{hazard.mitigations.length === 0 ? '' : figure(hazard.mitigations.length)}</small></h3>
          {hazard.mitigations.length === 0 ? <StateMark state="untraced">{gapWords['no-mitigation']}</StateMark> : (
            <ul>
              {hazard.mitigations.map((mitigation) => (
                <li key={mitigation.id}><span className={detail.id}>{mitigation.id}</span> {mitigation.title} <span className={detail.none}><Sentence parts={words.mitigation(mitigation.kind, mitigation.evidence.length > 0)} slots={{ evidence: <Links dossier={dossier} ids={mitigation.evidence} /> }} /></span></li>
              ))}
            </ul>
          )}
        </section>
        <section className={detail.section}>
          <h3>{words.traced} <kbd aria-hidden="true">E</kbd></h3>
          {row.traced.length === 0 ? <StateMark state="untraced">{gapWords['no-evidence']}</StateMark> : (
            <ul>
              {row.traced.map((id) => {
                const piece = evidence.get(id);
                return (
                  <li key={id} className={detail.lines}>
                    <a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: id })}>{id}</a>
                    <Clamped text={piece?.entry.title ?? reading.get(id) ?? words.notHere} />
                    {piece === undefined && reading.has(id) ? <StateMark state="not-judged">{words.reading}</StateMark> : piece === undefined ? <StateMark state="indeterminate">{words.missing}</StateMark> : <StateMark state={piece.judgement.state}>{evidenceStateText(piece.judgement)}</StateMark>}
                    {row.stale.filter(({ evidence: of, reason }) => of === id && reason !== 'expired').map(({ reason }) => <StateMark key={reason} state={reason === 'suspect-link' ? 'suspect' : 'stale'}>{staleReasonWords[reason]}</StateMark>)}
                  </li>
                );
              })}
            </ul>
          )}
        </section>
        {hazard.note !== null && hazard.note !== '' && <section className={detail.section}><h3>{words.note}</h3><p>{hazard.note}</p></section>}
        <section className={detail.section}>
          <h3>{words.findings} <small>{findings.length === 0 ? '' : words.open(findings.filter((finding) => finding.resolution === null).length)}</small></h3>
          {findings.length === 0 ? <p className={detail.none}>{words.noFindings}</p> : findings.map((finding) => <FindingLine key={finding.finding} finding={finding} memberName={memberName} href={hrefOf({ kind: 'dossier', dossier, tab: 'findings', item: finding.finding })} />)}
        </section>
        {history}
      </div>
      <footer className={detail.foot}>
        <Action onClick={onRecord} barred={mayRecord}>{actionWords.recordFinding}</Action>
        {isViewed ? <StateMark state="passed">{actionWords.viewed}</StateMark> : <Action onClick={onViewed} keys="V">{actionWords.markViewed}</Action>}
      </footer>
    </aside>
  );
}

function Listed({ title, items }: { readonly title: string; readonly items: readonly string[] }): ReactNode {
  return (
    <section className={detail.section}>
      <h3>{title}</h3>
      {items.length === 0 ? <p className={detail.none}>{words.noneStated}</p> : items.length === 1 ? <p>{items[0]}</p> : <ol>{items.map((item, index) => <li key={index}>{item}</li>)}</ol>}
    </section>
  );
}

function Links({ dossier, ids }: { readonly dossier: DossierId; readonly ids: readonly ItemId[] }): ReactNode {
  return ids.map((id, index) => <span key={id}>{index === 0 ? '' : ', '}<a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: id })}>{id}</a></span>);
}
