import { useMemo, useRef, useState, type ReactNode } from 'react';
import { incidentsWords } from '../../../shared/copy/screens/incidents.ts';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { useWidthRem } from '../../components/register-table.tsx';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { hrefOf } from '../../route.ts';
import { happenings, happeningsDetail, happeningsScene, happeningsSentence, seekHappening, type Happening } from './happenings.ts';
import styles from './incidents.module.css';

const { subsets } = incidentsWords.bar;
type Subset = 'all' | 'unsettled' | 'incident' | 'drift';

const fits = (happening: Happening, subset: Subset): boolean => (subset === 'all' ? true : subset === 'unsettled' ? happening.standing !== 'settled' : happening.kind === subset);
const words = incidentsWords.table;

/** Incidents and drift of the latest revision on one time line, alarms first in the table below it. */
export function Incidents({ dossier, view, content, onSheet }: ContentTabProps): ReactNode {
  const [subset, setSubset] = useState<Subset>('all');
  const all = useMemo(() => happenings(content.evidence), [content]);
  const published = view.summary.latest.claimedAt;
  const tab = useRef<HTMLDivElement>(null);
  // In a narrow place, and at 200 % text, the drawing is less wide, so that its words keep their size.
  const room = useWidthRem(tab);
  const width = room === 0 ? 560 : Math.max(280, Math.min(560, Math.round(room * 9)));
  const scene = useMemo(() => happeningsScene(all, published, content.revision.product.release, width), [all, published, content, width]);
  const shown = useMemo(() => all.filter((one) => fits(one, subset)), [all, subset]);
  const evidenceHref = (item: string | null): string => hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item });
  if (all.length === 0) {
    return (
      <div className={styles.tab}><EmptyState sentence={incidentsWords.nothing} action={<ButtonLink href={evidenceHref(null)}>{incidentsWords.seeEvidence}</ButtonLink>} /></div>
    );
  }
  const n = (one: Subset): number => all.filter((happening) => fits(happening, one)).length;
  const columns: readonly LongColumn<Happening>[] = [
    { id: 'state', head: words.heads.state, width: '8.5rem', cell: ({ mark, word }) => <StateMark state={mark}>{word}</StateMark> },
    { id: 'when', head: words.heads.when, width: '7rem', cell: ({ at, zoneless }) => <span className={styles.when} title={zoneless ? words.zoneless : undefined}>{at === null ? '–' : words.when(at, zoneless)}</span> },
    { id: 'kind', head: words.heads.kind, width: '5rem', cell: ({ kind }) => words.kinds[kind] },
    { id: 'what', head: words.heads.what, width: 'minmax(14rem, 1fr)', isHead: true, cell: ({ title, text }) => <>{title}{text !== null && <Told text={text} />}</>, brief: ({ title }) => title },
    { id: 'from', head: words.heads.evidence, width: '5rem', cell: ({ evidence, source }) => <a href={evidenceHref(evidence)} title={source}>{evidence}</a> },
    { id: 'raw', head: words.heads.inFile, width: '5.5rem', cell: (one) => <button type="button" className={styles.link} aria-label={words.showLabel(one.measurement?.rawText || words.show, one.title)} onClick={() => onSheet({ kind: 'raw-file', evidence: one.evidence, file: null, seek: seekHappening(one) })}>{one.measurement?.rawText ? <code>{one.measurement.rawText}</code> : words.show}</button> },
  ];
  return (
    <div ref={tab} className={styles.tab} tabIndex={0} role="group" aria-label={incidentsWords.label}>
      <TabHeader sentence={happeningsSentence(all)} detail={happeningsDetail(all)}
        actions={<Segments label={incidentsWords.bar.which} value={subset} onChange={setSubset} segments={[
          { value: 'all', label: subsets.all, count: all.length }, { value: 'unsettled', label: subsets.unsettled, count: n('unsettled') },
          ...(n('incident') > 0 && n('drift') > 0 ? [{ value: 'incident' as const, label: subsets.incident, count: n('incident') }, { value: 'drift' as const, label: subsets.drift, count: n('drift') }] : []),
        ]} />} />
      {scene !== null && (
        <figure className={styles.line}>
          <SceneDrawing scene={scene} maxScale={1.7} />
          <figcaption>{(['alarm', 'open', 'settled'] as const).map((standing) => <span key={standing}><i data-state={standing} aria-hidden="true" /> {incidentsWords.line.key[standing]}</span>)}</figcaption>
        </figure>
      )}
      {shown.length === 0 ? <p className={styles.none}>{words.none}</p> : (
        <LongTable label={words.label} columns={columns} rows={shown} rowId={({ key }) => key} fills about={({ title, text, word }) => words.about(word, title, text)} />
      )}
    </div>
  );
}

/** What its file tells: the story, then what it says about it besides. */
function Told({ text }: { readonly text: string }): ReactNode {
  const [story = '', ...besides] = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return <><small className={styles.text}>{clipped(story)}</small>{besides.length > 0 && <small className={styles.besides}>{clipped(besides.join('; '))}</small>}</>;
}

const clipped = (text: string): string => (text.length <= 240 ? text : `${text.slice(0, 220).trimEnd()}…`);
