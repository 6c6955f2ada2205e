import { useMemo, useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { checkLevelWords } from '../../../shared/copy/check.ts';
import { breakSentence, breakWords, lineageDetail, lineageSentence } from '../../../shared/copy/lineage.ts';
import { provenanceWords } from '../../../shared/copy/screens/provenance.ts';
import { breakLevels, checkLevels, type CheckLevel } from '../../../shared/evidence/check.ts';
import { lineageGraph, type LineageBreak } from '../../../shared/evidence/lineage-graph.ts';
import { Action } from '../../components/action.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { LayeredGraph } from '../../components/layered-graph.tsx';
import { Roomy } from '../../components/roomy.tsx';
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
  const landmark = useLandmark();
  const { artifacts } = content.revision;
  const graph = useMemo(() => lineageGraph(new Map(content.evidence.map(({ entry, evidence }) => [entry.id, evidence])), artifacts), [content, artifacts]);
  const drawing = useMemo(() => provenanceDrawing(graph, artifacts.map(({ name }) => name)), [graph, artifacts]);
  const breaks = useMemo(() => checkLevels.flatMap((level) => graph.breaks.filter(({ kind }) => breakLevels[kind] === level)), [graph]);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const barred = view.permissions['record-finding'];

  if (graph.data.length === 0) return <div className={styles.tab}><EmptyState sentence={provenanceWords.nothing} action={<Action onClick={() => onSheet({ kind: 'finding', item: null })} barred={barred}>{provenanceWords.ask}</Action>} /></div>;
  const shown = all ? breaks : breaks.slice(0, fewBreaks);
  return (
    <div className={styles.tab} tabIndex={0} role="group" aria-label={provenanceWords.label}>
      <TabHeader sentence={lineageSentence(graph, artifacts.length, breaks.filter(({ kind }) => breakLevels[kind] === 'error').length)} detail={lineageDetail(graph)} />
      {breaks.length > 0 && (
        <section className={styles.section} aria-label={landmark(provenanceWords.breaks.label)}>
          <h3>{provenanceWords.breaks.head(breaks.length)}</h3>
          <ul className={styles.breaks}>
            {shown.map((broken, index) => (
              <li key={index}>
                <StateMark state={levelMarks[breakLevels[broken.kind]]}>{checkLevelWords[breakLevels[broken.kind]]}</StateMark>
                <p>{breakSentence(broken)} <span>{breakWords[broken.kind].todo}</span></p>
                <Break broken={broken} dossier={dossier}><Action onClick={() => onSheet({ kind: 'finding', item: 'evidence' in broken ? broken.evidence : null })} barred={barred}>{actionWords.recordFinding}</Action></Break>
              </li>
            ))}
          </ul>
          {breaks.length > shown.length && <p className={styles.more}>{provenanceWords.breaks.more(breaks.length - shown.length)} <button type="button" className={styles.link} onClick={() => setAll(true)}>{provenanceWords.breaks.showAll}</button></p>}
        </section>
      )}
      <section className={styles.drawing} aria-label={landmark(provenanceWords.drawing.section)}>
        <Roomy head={<strong>{provenanceWords.drawing.head}</strong>} show={provenanceWords.drawing.show} hide={provenanceWords.drawing.hide} className={styles.roomy}><LayeredGraph label={provenanceWords.drawing.label} nodes={drawing.nodes} edges={drawing.edges} selected={chosen} onChoose={setChosen} boxWidth={196} gap={46} turns>
          <strong>{provenanceWords.drawing.head}</strong>{drawing.undrawn > 0 && <> {provenanceWords.drawing.undrawn(drawing.undrawn)}</>}
        </LayeredGraph></Roomy>
      </section>
      <DataTable graph={graph} dossier={dossier} chosen={chosen} />
    </div>
  );
}

function Break({ broken, dossier, children }: { readonly broken: LineageBreak; readonly dossier: ContentTabProps['dossier']; readonly children: ReactNode }): ReactNode {
  return <div className={styles.actions}>{'evidence' in broken && <a href={hrefOf({ kind: 'dossier', dossier, tab: 'evidence', item: broken.evidence })}>{broken.evidence}</a>}{children}</div>;
}
