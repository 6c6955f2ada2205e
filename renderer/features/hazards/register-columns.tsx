import type { ReactNode } from 'react';
import { evidenceStateWords } from '../../../shared/copy/evidence.ts';
import { hidingWords } from '../../../shared/copy/hazard.ts';
import { figure } from '../../../shared/copy/number.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import type { RegisterColumn } from '../../components/register-table.tsx';
import { StateMark, StateShape } from '../../components/state-mark.tsx';
import type { HazardChange } from './changed.ts';
import type { RegisterRow } from './register-rows.ts';
import styles from './hazards.module.css';

/** The register's columns; ratings are the residual ones. The change column stands only where there is an earlier approval. */
export function registerColumns({ changes, release, viewed }: { readonly changes: ReadonlyMap<ItemId, HazardChange>; readonly release: string | null; readonly viewed: ReadonlySet<ItemId> }): readonly RegisterColumn<RegisterRow>[] {
  return [
    { id: 'id', head: 'Id', width: '3.8rem', sort: 'id', cell: (row) => <span className={styles.id}>{row.hazard.id}</span> },
    { id: 'title', head: 'Hazard', width: 'minmax(7rem, 1fr)', sort: 'title', cell: (row) => <span className={styles.title} data-unread={!viewed.has(row.hazard.id)} title={row.hazard.title}>{row.hazard.title}</span> },
    { id: 'residual', head: 'Residual', width: '6.4rem', sort: 'residual', cell: (row) => <LevelMark level={row.residualLevel} /> },
    { id: 'severity', head: 'S', name: 'Severity', width: '1.9rem', align: 'end', sort: 'severity', cell: (row) => row.hazard.residual.severity },
    { id: 'likelihood', head: 'L', name: 'Likelihood', width: '1.9rem', align: 'end', sort: 'likelihood', cell: (row) => row.hazard.residual.likelihood },
    { id: 'detectability', head: 'D', name: 'Detectability', width: '1.9rem', fromRem: 47, align: 'end', sort: 'detectability', cell: (row) => row.hazard.residual.detectability },
    { id: 'rpn', head: 'RPN', name: 'RPN, risk priority number', width: '3.4rem', fromRem: 32, align: 'end', sort: 'rpn', cell: (row) => (row.hides ? <span className={styles.hiding} title={hidingWords(row.residualRpn, row.hazard.residual.severity)}><StateShape state="warning" />{figure(row.residualRpn)}<span className="visually-hidden">, {hidingWords(row.residualRpn, row.hazard.residual.severity)}</span></span> : figure(row.residualRpn)) },
    { id: 'priority', head: 'Pr.', name: 'Priority', width: '2.2rem', fromRem: 56, align: 'end', sort: 'priority', cell: (row) => row.priority },
    { id: 'inherent', head: 'Inherent', width: '6.4rem', fromRem: 68, sort: 'inherent', cell: (row) => <span className={styles.before}><LevelMark level={row.inherentLevel} /></span> },
    { id: 'mitigations', head: 'Mit.', name: 'Mitigations', width: '2.7rem', fromRem: 58, align: 'end', sort: 'mitigations', cell: (row) => row.hazard.mitigations.length },
    { id: 'evidence', head: 'Evidence', width: '7rem', sort: 'evidence', cell: (row) => <StateMark state={row.evidence}>{row.evidence === 'untraced' ? 'Untraced' : evidenceStateWords[row.evidence]}</StateMark> },
    ...(release === null ? [] : [{ id: 'since', head: `Since ${release}`, width: '5.4rem', fromRem: 38, cell: (row: RegisterRow): ReactNode => <Change change={changes.get(row.hazard.id)} /> }]),
    { id: 'viewed', head: 'Viewed', width: '3.7rem', fromRem: 52, align: 'center', cell: (row) => (viewed.has(row.hazard.id) ? <span className={styles.tick}><span aria-hidden="true">✓</span><span className="visually-hidden">Viewed</span></span> : '') },
  ];
}

const signs = { against: '▲', mixed: '◆', neutral: '~', for: '▽' } as const satisfies Record<HazardChange['reading'], string>;
const names = { against: 'worse, ', mixed: 'mixed, ', neutral: '', for: 'better, ' } as const satisfies Record<HazardChange['reading'], string>;

function Change({ change }: { readonly change: HazardChange | undefined }): ReactNode {
  if (change === undefined) return '';
  return <span className={styles.change} data-reading={change.reading}><span aria-hidden="true">{signs[change.reading]} </span><span className="visually-hidden">{names[change.reading]}</span>{change.text}</span>;
}
