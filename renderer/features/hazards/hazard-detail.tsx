import type { ReactNode } from 'react';
import { evidenceStateText } from '../../../shared/copy/evidence.ts';
import { gapWords, hidingWords, mitigationWords, priorityWords } from '../../../shared/copy/hazard.ts';
import { count, figure } from '../../../shared/copy/number.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import { acceptanceWords } from '../../../shared/copy/risk-scheme.ts';
import type { Refusal } from '../../../shared/result.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import detail from '../../components/detail.module.css';
import { FindingLine } from '../../components/finding-line.tsx';
import { ScoreTable, type ScoreRow } from '../../components/score-table.tsx';
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
  readonly findings: readonly FindingSummary[];
  readonly memberName: (id: string) => string;
  readonly isViewed: boolean;
  readonly mayRecord: Refusal | null;
  readonly onRecord: () => void;
  readonly onViewed: () => void;
  readonly scheme: RiskScheme;
  /** Sections that others make: the members' scores, and the hazard's history. */
  readonly scoring: ReactNode;
  readonly history: ReactNode;
}

/** One hazard: scores before and after, what harms, why, what is done against it, and what proves that. */
export function HazardDetail({ dossier, row, place, before, evidence, findings, memberName, isViewed, mayRecord, onRecord, onViewed, scheme, scoring, history }: HazardDetailProps): ReactNode {
  const { hazard } = row;
  const acceptance = acceptanceWords(scheme, row.residualLevel);
  const scores: readonly ScoreRow[] = [{ label: 'Inherent', score: hazard.inherent }, { label: 'Residual', score: hazard.residual, strong: true }, ...(before === null ? [] : [before])];
  return (
    <aside className={detail.pane} aria-label={`Hazard ${hazard.id}`}>
      <div className={detail.scroll} tabIndex={0} role="group" aria-label={`Details of ${hazard.id}`}>
        <header className={detail.head}>
          <p className={detail.place}><span>{hazard.id}{hazard.owner === null ? '' : `, owned by ${hazard.owner}`}</span>{place !== null && <span>{figure(place.at)} of {figure(place.of)}</span>}</p>
          <h2>{hazard.title}</h2>
          <ScoreTable label={`Scores of ${hazard.id}`} rows={scores} scheme={scheme} />
          <p className={detail.callout}>{acceptance !== null && <><strong>{acceptance}.</strong> </>}Priority {row.priority}: {priorityWords[row.priority].toLowerCase()}.{row.hides && <> <strong>{hidingWords(row.residualRpn, hazard.residual.severity)}.</strong></>}</p>
        </header>
        {scoring}
        <Listed title="Effects" items={hazard.effects} />
        <Listed title="Causes" items={hazard.causes} />
        <section className={detail.section}>
          <h3>Mitigations <small>{hazard.mitigations.length === 0 ? '' : figure(hazard.mitigations.length)}</small></h3>
          {hazard.mitigations.length === 0 ? <StateMark state="untraced">{gapWords['no-mitigation']}</StateMark> : (
            <ul>
              {hazard.mitigations.map((mitigation) => (
                <li key={mitigation.id}><span className={detail.id}>{mitigation.id}</span> {mitigation.title} <span className={detail.none}>{mitigationWords[mitigation.kind]}{mitigation.evidence.length === 0 ? ', no evidence of its own' : <>, by <Links dossier={dossier} ids={mitigation.evidence} /></>}</span></li>
              ))}
            </ul>
          )}
        </section>
        <section className={detail.section}>
          <h3>Traced evidence <kbd aria-hidden="true">E</kbd></h3>
          {row.traced.length === 0 ? <StateMark state="untraced">{gapWords['no-evidence']}</StateMark> : (
            <ul>
              {row.traced.map((id) => {
                const piece = evidence.get(id);
                return (
                  <li key={id} className={detail.lines}>
                    <a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: id })}>{id}</a>
                    <span>{piece?.entry.title ?? 'Not in this revision'}</span>
                    {piece === undefined ? <StateMark state="indeterminate">Missing</StateMark> : <StateMark state={piece.judgement.state}>{evidenceStateText(piece.judgement)}</StateMark>}
                  </li>
                );
              })}
            </ul>
          )}
        </section>
        {hazard.note !== null && hazard.note !== '' && <section className={detail.section}><h3>Note of the release team</h3><p>{hazard.note}</p></section>}
        <section className={detail.section}>
          <h3>Findings <small>{findings.length === 0 ? '' : count(findings.filter((finding) => finding.resolution === null).length, 'open', 'open')}</small></h3>
          {findings.length === 0 ? <p className={detail.none}>None recorded.</p> : findings.map((finding) => <FindingLine key={finding.finding} finding={finding} memberName={memberName} href={hrefOf({ kind: 'dossier', dossier, tab: 'findings', item: finding.finding })} />)}
        </section>
        {history}
      </div>
      <footer className={detail.foot}>
        <Action onClick={onRecord} barred={mayRecord}>Record finding</Action>
        {isViewed ? <StateMark state="passed">Viewed</StateMark> : <Action onClick={onViewed} keys="V">Mark viewed</Action>}
      </footer>
    </aside>
  );
}

function Listed({ title, items }: { readonly title: string; readonly items: readonly string[] }): ReactNode {
  return (
    <section className={detail.section}>
      <h3>{title}</h3>
      {items.length === 0 ? <p className={detail.none}>None stated.</p> : items.length === 1 ? <p>{items[0]}</p> : <ol>{items.map((item, index) => <li key={index}>{item}</li>)}</ol>}
    </section>
  );
}

function Links({ dossier, ids }: { readonly dossier: DossierId; readonly ids: readonly ItemId[] }): ReactNode {
  return ids.map((id, index) => <span key={id}>{index === 0 ? '' : ', '}<a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: id })}>{id}</a></span>);
}
