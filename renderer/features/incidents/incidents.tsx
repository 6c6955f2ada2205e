import { useMemo, useState, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { hrefOf } from '../../route.ts';
import { happenings, happeningsDetail, happeningsScene, happeningsSentence, seekHappening, type Happening } from './happenings.ts';
import styles from './incidents.module.css';

type Subset = 'all' | 'unsettled' | 'incident' | 'drift';

const fits = (happening: Happening, subset: Subset): boolean => (subset === 'all' ? true : subset === 'unsettled' ? happening.standing !== 'settled' : happening.kind === subset);
const kindWords = { incident: 'Incident', drift: 'Drift' } as const satisfies Record<Happening['kind'], string>;

/** Incidents and drift of the latest revision on one time line, alarms first in the table below it. */
export function Incidents({ dossier, view, content, onSheet }: ContentTabProps): ReactNode {
  const [subset, setSubset] = useState<Subset>('all');
  const all = useMemo(() => happenings(content.evidence), [content]);
  const published = view.summary.latest.claimedAt;
  const scene = useMemo(() => happeningsScene(all, published, content.revision.product.release, 560), [all, published, content]);
  const shown = useMemo(() => all.filter((one) => fits(one, subset)), [all, subset]);
  const evidenceHref = (item: string | null): string => hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item });
  if (all.length === 0) {
    return (
      <div className={styles.tab}><EmptyState sentence="This revision holds no incident and no drift report." action={<ButtonLink href={evidenceHref(null)}>See the evidence it holds</ButtonLink>} /></div>
    );
  }
  const n = (one: Subset): number => all.filter((happening) => fits(happening, one)).length;
  const columns: readonly LongColumn<Happening>[] = [
    { id: 'state', head: 'State', width: '10rem', cell: ({ mark, word }) => <StateMark state={mark}>{word}</StateMark> },
    { id: 'when', head: 'When', width: '9rem', cell: ({ at, zoneless }) => <span className={styles.when} title={zoneless ? 'The file gives no time zone: the day may be off by one.' : undefined}>{at === null ? '–' : `${zoneless ? 'about ' : ''}${shortDay(at)}`}</span> },
    { id: 'kind', head: 'Kind', width: '5rem', cell: ({ kind }) => kindWords[kind] },
    { id: 'what', head: 'What', width: 'minmax(14rem, 1fr)', isHead: true, cell: ({ title, text }) => <>{title}{text !== null && <small className={styles.text}>{clipped(text)}</small>}</>, brief: ({ title }) => title },
    { id: 'from', head: 'Evidence', width: '5rem', cell: ({ evidence, source }) => <a href={evidenceHref(evidence)} title={source}>{evidence}</a> },
    { id: 'raw', head: 'In the file', width: '8rem', cell: (one) => <button type="button" className={styles.link} aria-label={`${one.measurement?.rawText || 'Show'}: ${one.title} in the raw file`} onClick={() => onSheet({ kind: 'raw-file', evidence: one.evidence, file: null, seek: seekHappening(one) })}><code>{one.measurement?.rawText || 'Show'}</code></button> },
  ];
  return (
    <div className={styles.tab} tabIndex={0} role="group" aria-label="Incidents and drift">
      <TabHeader sentence={happeningsSentence(all)} detail={happeningsDetail(all)}
        actions={<Segments label="Which of them" value={subset} onChange={setSubset} segments={[
          { value: 'all', label: 'All', count: all.length }, { value: 'unsettled', label: 'Alarms and open', count: n('unsettled') },
          ...(n('incident') > 0 && n('drift') > 0 ? [{ value: 'incident' as const, label: 'Incidents', count: n('incident') }, { value: 'drift' as const, label: 'Drift', count: n('drift') }] : []),
        ]} />} />
      {scene !== null && (
        <figure className={styles.line}>
          <SceneDrawing scene={scene} maxScale={1.7} />
          <figcaption><span><i data-state="alarm" aria-hidden="true" /> alarm</span><span><i data-state="open" aria-hidden="true" /> not closed, or too close to call</span><span><i data-state="settled" aria-hidden="true" /> closed, or no alarm</span></figcaption>
        </figure>
      )}
      {shown.length === 0 ? <p className={styles.none}>Nothing is alarming or open.</p> : (
        <LongTable label="Incidents and drift" columns={columns} rows={shown} rowId={({ key }) => key} about={({ title, text, word }) => <>{word}. {title}. {text}</>} />
      )}
    </div>
  );
}

const clipped = (text: string): string => (text.length <= 240 ? text : `${text.slice(0, 220).trimEnd()}…`);
