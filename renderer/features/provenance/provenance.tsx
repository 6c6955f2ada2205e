import { useMemo, useRef, useState, type ReactNode } from 'react';
import { checkLevelWords } from '../../../shared/copy/check.ts';
import { breakSentence, breakWords, lineageDetail, lineageSentence, provenanceWords, undrawnWords } from '../../../shared/copy/lineage.ts';
import { count, figure } from '../../../shared/copy/number.ts';
import { breakLevels, checkLevels, type CheckLevel } from '../../../shared/evidence/check.ts';
import { lineageGraph, type LineageBreak } from '../../../shared/evidence/lineage-graph.ts';
import { Action } from '../../components/action.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LayeredGraph } from '../../components/layered-graph.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { hrefOf } from '../../route.ts';
import { DataTable } from './data-table.tsx';
import { provenanceDrawing } from './provenance-graph.ts';
import styles from './provenance.module.css';

const levelMarks = { error: 'failed', warning: 'warning', note: 'untraced' } as const satisfies Record<CheckLevel, MarkState>;
const fewBreaks = 6;

/** Where data and artifact came from, joined from all evidence: where it breaks first, then the way from raw data to artifact, drawn and as a table. */
export function ProvenanceTab({ dossier, view, content, onSheet }: ContentTabProps): ReactNode {
  const { artifacts } = content.revision;
  const graph = useMemo(() => lineageGraph(new Map(content.evidence.map(({ entry, evidence }) => [entry.id, evidence])), artifacts), [content, artifacts]);
  const drawing = useMemo(() => provenanceDrawing(graph, artifacts.map(({ name }) => name)), [graph, artifacts]);
  const breaks = useMemo(() => checkLevels.flatMap((level) => graph.breaks.filter(({ kind }) => breakLevels[kind] === level)), [graph]);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const barred = view.permissions['record-finding'];

  if (graph.data.length === 0) return <div className={styles.tab}><EmptyState sentence={provenanceWords.nothing} action={<Action onClick={() => onSheet({ kind: 'finding', item: null })} barred={barred}>{provenanceWords.ask}</Action>} /></div>;
  const choose = (key: string): void => {
    setChosen(key);
    table.current?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const shown = all ? breaks : breaks.slice(0, fewBreaks);
  return (
    <div className={styles.tab} tabIndex={0} role="group" aria-label="Provenance, scrollable">
      <TabHeader sentence={lineageSentence(graph, artifacts.length, breaks.filter(({ kind }) => breakLevels[kind] === 'error').length)} detail={lineageDetail(graph)} />
      {breaks.length > 0 && (
        <section className={styles.section} aria-label="Breaks">
          <h3>{count(breaks.length, 'break')}</h3>
          <ul className={styles.breaks}>
            {shown.map((broken, index) => (
              <li key={index}>
                <StateMark state={levelMarks[breakLevels[broken.kind]]}>{checkLevelWords[breakLevels[broken.kind]]}</StateMark>
                <p>{breakSentence(broken)} <span>{breakWords[broken.kind].todo}</span></p>
                <Break broken={broken} dossier={dossier}><Action onClick={() => onSheet({ kind: 'finding', item: 'evidence' in broken ? broken.evidence : null })} barred={barred}>Record finding</Action></Break>
              </li>
            ))}
          </ul>
          {breaks.length > shown.length && <p className={styles.more}>{figure(breaks.length - shown.length)} more. <button type="button" className={styles.link} onClick={() => setAll(true)}>Show all</button></p>}
        </section>
      )}
      <section className={styles.drawing} aria-label="Drawing">
        <LayeredGraph label="The way from raw data to artifact, as a drawing. The table below holds the same." nodes={drawing.nodes} edges={drawing.edges} selected={chosen} onChoose={choose} boxWidth={172} gap={46}>
          <strong>From raw data to artifact</strong>{drawing.undrawn > 0 && ` ${undrawnWords(drawing.undrawn)}`}
        </LayeredGraph>
      </section>
      <div ref={table}><DataTable graph={graph} dossier={dossier} chosen={chosen} /></div>
    </div>
  );
}

function Break({ broken, dossier, children }: { readonly broken: LineageBreak; readonly dossier: ContentTabProps['dossier']; readonly children: ReactNode }): ReactNode {
  return <div className={styles.actions}>{'evidence' in broken && <a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: broken.evidence })}>{broken.evidence}</a>}{children}</div>;
}
