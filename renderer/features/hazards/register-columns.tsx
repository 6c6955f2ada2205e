import type { ReactNode } from 'react';
import { evidenceStateWords } from '../../../shared/copy/evidence.ts';
import { hidingWords } from '../../../shared/copy/hazard.ts';
import { figure } from '../../../shared/copy/number.ts';
import { scoringStateSentences, scoringStateWords, type ScoringState } from '../../../shared/copy/scoring.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import type { RegisterColumn } from '../../components/register-table.tsx';
import { StateMark, StateShape, type MarkState } from '../../components/state-mark.tsx';
import { ChangeMark } from './change-mark.tsx';
import type { HazardChange } from './changed.ts';
import type { RegisterRow } from './register-rows.ts';
import type { ChosenColumn } from './register-view.ts';
import type { ScoringView } from './scoring-rows.ts';
import styles from './hazards.module.css';

export interface ColumnParts {
  readonly changes: ReadonlyMap<ItemId, HazardChange>;
  /** The release that was approved last, or null. */
  readonly release: string | null;
  readonly viewed: ReadonlySet<ItemId>;
  /** Whether anybody has scored a hazard. */
  readonly scored: boolean;
}

type Column = RegisterColumn<RegisterRow> & { readonly id: ChosenColumn | 'id' | 'title' };

/** The register's columns; ratings are the residual ones. The change column stands only where there is an earlier approval. */
export function registerColumns({ changes, release, viewed, scored }: ColumnParts): readonly Column[] {
  const shift = scored ? 6 : 0;
  return [
    { id: 'id', head: 'Id', width: '3.8rem', sort: 'id', cell: (row) => <span className={styles.id}>{row.hazard.id}</span> },
    { id: 'title', head: 'Hazard', width: 'minmax(7rem, 1fr)', sort: 'title', cell: (row) => <span className={styles.title} data-unread={!viewed.has(row.hazard.id)} title={row.hazard.title}>{row.hazard.title}</span> },
    { id: 'residual', head: 'Residual', width: '6.4rem', sort: 'residual', cell: (row) => <LevelMark level={row.residualLevel} /> },
    { id: 'severity', head: 'S', name: 'Severity', width: '1.9rem', align: 'end', sort: 'severity', cell: (row) => row.hazard.residual.severity },
    { id: 'likelihood', head: 'L', name: 'Likelihood', width: '1.9rem', align: 'end', sort: 'likelihood', cell: (row) => row.hazard.residual.likelihood },
    { id: 'detectability', head: 'D', name: 'Detectability', width: '1.9rem', fromRem: 47 + shift, align: 'end', sort: 'detectability', cell: (row) => row.hazard.residual.detectability },
    { id: 'rpn', head: 'RPN', name: 'RPN, risk priority number', width: '3.4rem', fromRem: 32, align: 'end', sort: 'rpn', cell: (row) => (row.hides ? <span className={styles.hiding} title={hidingWords(row.residualRpn, row.hazard.residual.severity)}><StateShape state="warning" />{figure(row.residualRpn)}<span className="visually-hidden">, {hidingWords(row.residualRpn, row.hazard.residual.severity)}</span></span> : figure(row.residualRpn)) },
    { id: 'priority', head: 'Pr.', name: 'Pr., priority', width: '2.2rem', fromRem: 42, align: 'end', sort: 'priority', cell: (row) => row.priority },
    { id: 'inherent', head: 'Inherent', width: '6.4rem', fromRem: 68 + shift, sort: 'inherent', cell: (row) => <span className={styles.before}><LevelMark level={row.inherentLevel} /></span> },
    { id: 'owner', head: 'Owner', width: '8rem', fromRem: 84 + shift, sort: 'owner', cell: (row) => <span title={row.hazard.owner ?? undefined}>{row.hazard.owner ?? <span className={styles.id}>None named</span>}</span> },
    { id: 'mitigations', head: 'Mit.', name: 'Mit., mitigations', width: '2.7rem', fromRem: 58 + shift, align: 'end', sort: 'mitigations', cell: (row) => (row.hazard.mitigations.length === 0 ? <span className={styles.hiding}><StateShape state="untraced" />0</span> : row.hazard.mitigations.length) },
    { id: 'evidence', head: 'Evidence', width: '7rem', sort: 'evidence', cell: evidenceCell },
    { id: 'scores', head: 'Members', name: 'Members’ scores', width: '5.6rem', fromRem: scored ? 40 : 1000, sort: 'scores', cell: (row) => (row.scoring === null ? '' : <ScoringMark scoring={row.scoring} />) },
    ...(release === null ? [] : [{ id: 'since' as const, head: `Since ${release}`, width: '5.4rem', fromRem: 38 + shift, cell: (row: RegisterRow): ReactNode => { const change = changes.get(row.hazard.id); return change === undefined ? '' : <ChangeMark change={change} />; } }]),
    { id: 'viewed', head: 'Viewed', width: '3.7rem', fromRem: 52 + shift, align: 'center', cell: (row) => (viewed.has(row.hazard.id) ? <span className={styles.tick}><span aria-hidden="true">✓</span><span className="visually-hidden">Viewed</span></span> : '') },
  ];
}

/** What has expired never reads as passed; what failed or is missing is graver. */
function evidenceCell({ evidence, gaps }: RegisterRow): ReactNode {
  if (gaps.includes('stale-evidence') && evidence !== 'failed') return <StateMark state="stale">Stale</StateMark>;
  return <StateMark state={evidence}>{evidence === 'untraced' ? 'Untraced' : evidenceStateWords[evidence]}</StateMark>;
}

const scoringShapes = { 'none': 'not-judged', 'hidden': 'open', 'apart': 'contested', 'higher': 'warning', 'lower': 'indeterminate', 'alike': 'open', 'agreed': 'passed', 'agreed-before': 'stale' } as const satisfies Record<ScoringState, MarkState>;

function ScoringMark({ scoring: { state, scored } }: { readonly scoring: ScoringView }): ReactNode {
  const words = scoringStateWords(state, scored);
  return words === '' ? '' : <span title={`${scoringStateSentences[state]}.`}><StateMark state={scoringShapes[state]}>{words}</StateMark></span>;
}
