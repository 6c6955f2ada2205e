import type { ReactNode } from 'react';
import { evidenceStateWords } from '../../../shared/copy/evidence.ts';
import { hidingWords } from '../../../shared/copy/hazard.ts';
import { figure } from '../../../shared/copy/number.ts';
import { hazardsWords } from '../../../shared/copy/screens/hazards.ts';
import { ratingWords, scoringStateSentences, scoringStateWords, type ScoringState } from '../../../shared/copy/scoring.ts';
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

const words = hazardsWords.table;

/** The register's columns; ratings are the residual ones, which give way to members' scores where there is little room: the detail has them. The change column stands only where there is an earlier approval. */
export function registerColumns({ changes, release, viewed, scored }: ColumnParts): readonly Column[] {
  const shift = scored ? 6 : 0;
  const { heads, names } = words;
  return [
    { id: 'id', head: heads.id, width: '3.8rem', sort: 'id', cell: (row) => <span className={styles.id}>{row.hazard.id}</span> },
    { id: 'title', head: heads.title, width: 'minmax(9rem, 1fr)', sort: 'title', cell: (row) => <span className={styles.title} data-unread={!viewed.has(row.hazard.id)} title={row.hazard.title}>{row.hazard.title}</span> },
    { id: 'residual', head: heads.residual, width: '6.4rem', sort: 'residual', cell: (row) => <LevelMark level={row.residualLevel} /> },
    { id: 'severity', head: heads.severity, name: ratingWords.severity, width: '1.9rem', fromRem: scored ? 49 : 0, align: 'end', sort: 'severity', cell: (row) => row.hazard.residual.severity },
    { id: 'likelihood', head: heads.likelihood, name: ratingWords.likelihood, width: '1.9rem', fromRem: scored ? 49 : 0, align: 'end', sort: 'likelihood', cell: (row) => row.hazard.residual.likelihood },
    { id: 'detectability', head: heads.detectability, name: ratingWords.detectability, width: '1.9rem', fromRem: 47 + shift, align: 'end', sort: 'detectability', cell: (row) => row.hazard.residual.detectability },
    { id: 'rpn', head: heads.rpn, name: names.rpn, width: '3.4rem', fromRem: 36, align: 'end', sort: 'rpn', cell: (row) => (row.hides ? <span className={styles.hiding} title={hidingWords(row.residualRpn, row.hazard.residual.severity)}><StateShape state="warning" />{figure(row.residualRpn)} <span className="visually-hidden">{hidingWords(row.residualRpn, row.hazard.residual.severity)}</span></span> : figure(row.residualRpn)) },
    { id: 'priority', head: heads.priority, name: names.priority, width: '2.2rem', fromRem: 42 + shift, align: 'end', sort: 'priority', cell: (row) => row.priority },
    { id: 'inherent', head: heads.inherent, width: '6.4rem', fromRem: 68 + shift, sort: 'inherent', cell: (row) => <span className={styles.before}><LevelMark level={row.inherentLevel} /></span> },
    { id: 'owner', head: heads.owner, width: '8rem', fromRem: 84 + shift, sort: 'owner', cell: (row) => <span title={row.hazard.owner ?? undefined}>{row.hazard.owner ?? <span className={styles.id}>{words.noOwner}</span>}</span> },
    { id: 'mitigations', head: heads.mitigations, name: names.mitigations, width: '2.7rem', fromRem: 58 + shift, align: 'end', sort: 'mitigations', cell: (row) => (row.hazard.mitigations.length === 0 ? <span className={styles.hiding}><StateShape state="untraced" />0</span> : row.hazard.mitigations.length) },
    { id: 'evidence', head: heads.evidence, width: '7rem', sort: 'evidence', cell: evidenceCell },
    { id: 'scores', head: heads.scores, name: hazardsWords.view.columnNames.scores, width: '5.6rem', fromRem: scored ? 40 : 1000, sort: 'scores', cell: (row) => (row.scoring === null ? '' : <ScoringMark scoring={row.scoring} />) },
    ...(release === null ? [] : [{ id: 'since' as const, head: words.since(release), width: '5.4rem', fromRem: 41, cell: (row: RegisterRow): ReactNode => { const change = changes.get(row.hazard.id); return change === undefined ? '' : <ChangeMark change={change} />; } }]),
    { id: 'viewed', head: heads.viewed, width: '3.7rem', fromRem: 52 + shift, align: 'center', cell: (row) => (viewed.has(row.hazard.id) ? <span className={styles.tick}><span aria-hidden="true">✓</span><span className="visually-hidden">{heads.viewed}</span></span> : '') },
  ];
}

/** What has expired, or judged another artifact, never reads as passed; what failed or is missing is graver. What only changed since it was reviewed is what it is. */
function evidenceCell({ evidence, stale }: RegisterRow): ReactNode {
  if (stale.some(({ reason }) => reason !== 'suspect-link') && evidence !== 'failed') return <StateMark state="stale">{words.stale}</StateMark>;
  if (evidence === 'reading') return <StateMark state="not-judged">{words.reading}</StateMark>;
  return <StateMark state={evidence}>{evidence === 'untraced' ? words.untraced : evidenceStateWords[evidence]}</StateMark>;
}

const scoringShapes = { 'none': 'not-judged', 'hidden': 'open', 'apart': 'contested', 'higher': 'warning', 'lower': 'indeterminate', 'alike': 'open', 'agreed': 'passed', 'agreed-before': 'stale' } as const satisfies Record<ScoringState, MarkState>;

function ScoringMark({ scoring: { state, scored } }: { readonly scoring: ScoringView }): ReactNode {
  const words = scoringStateWords(state, scored);
  return words === '' ? '' : <span title={`${scoringStateSentences[state]}.`}><StateMark state={scoringShapes[state]}>{words}</StateMark></span>;
}
