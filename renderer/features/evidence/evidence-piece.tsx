import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { evidenceSentence, intervalBasis, limitText, measurementWords, valueText } from '../../../shared/copy/evidence.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import type { Judgement } from '../../../shared/evidence/judge.ts';
import type { Digest, DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { FindingLine } from '../../components/finding-line.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { useWidthRem } from '../../components/register-table.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { ContentTabProps, Seek } from '../../dossier-tab.ts';
import type { JudgedEvidence } from '../../queries/content.ts';
import { useEarlierReleases } from '../../queries/releases.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useSpot } from '../../queries/spot.ts';
import { hrefOf, tabWords } from '../../route.ts';
import { Entries } from './entries.tsx';
import { HazardCoverageBlock } from './hazard-coverage.tsx';
import { ItemLinks, itemTabs, type ItemTabs } from './item-link.tsx';
import { Lineage } from './lineage.tsx';
import { Measurements, type Moved } from './measurements.tsx';
import { Properties } from './properties.tsx';
import { Provenance } from './provenance.tsx';
import { historyCaption, historyScene, metricHistories, type MetricHistory } from './release-history.ts';
import { intervalScenes, mostBars, seriesScene } from './scenes.ts';
import styles from './evidence.module.css';

interface EvidencePieceProps extends ContentTabProps {
  readonly piece: JudgedEvidence;
  /** Hazards that the register traces to it. */
  readonly usedBy: readonly ItemId[];
  readonly viewed: boolean;
  readonly onViewed: () => void;
}

/** One piece of evidence: its conclusion, what was measured against which limit, the releases before, the files and the run it comes from. */
export function EvidencePiece({ piece, usedBy, viewed, onViewed, spot, dossier, view, content, delta, onSheet }: EvidencePieceProps): ReactNode {
  const { id } = piece.entry;
  const landmark = useLandmark();
  const { memberName } = useSession();
  const pointed = useSpot(spot)?.spot ?? null;
  const markOfKind = (kind: 'metric' | 'property' | 'entry'): string | null => (pointed?.kind === kind ? pointed.mark : null);
  const { release, name: product } = content.revision.product;
  const items = useMemo(() => itemTabs(content), [content]);
  const earlier = useEarlierReleases(dossier, id);
  const historyOf = useMemo(() => metricHistories(earlier.map((one) => ({ release: one.release, results: one.results })), release), [earlier, release]);
  const moves = useMemo(() => (delta?.changes ?? []).filter((change): change is Moved => change.kind === 'metric-moved' && change.within === id), [delta, id]);
  const onRaw = useCallback((seek: Seek | null, file: Digest | null = null) => {
    keepInSight(document.activeElement);
    onSheet({ kind: 'raw-file', evidence: id, file, seek });
  }, [onSheet, id]);
  useShortcuts(tabWords.evidence, [{ keys: 'r', words: evidenceWords.piece.rawFile, run: () => onRaw(null) }]);

  // Of a provenance record the way from data to artifact is the point; elsewhere it comes after what was found.
  const lineage = piece.evidence.lineage.length > 0 && <Lineage lineage={piece.evidence.lineage} />;
  return (
    <article className={styles.detail} aria-label={evidenceWords.piece.label(id)} tabIndex={0}>
      <Head piece={piece} product={product} historyOf={historyOf} dossier={dossier} items={items} usedBy={usedBy}>
        <Action onClick={() => onRaw(null)} keys="R">{evidenceWords.piece.rawFile}</Action>
        <Action onClick={() => onSheet({ kind: 'finding', item: id })} barred={view.permissions['record-finding']}>{actionWords.recordFinding}</Action>
        {viewed ? <StateMark state="passed">{actionWords.viewed}</StateMark> : <Action onClick={onViewed} keys="V">{actionWords.markViewed}</Action>}
      </Head>
      {piece.evidence.properties.length > 0 && <Properties pointed={markOfKind('property')} properties={piece.evidence.properties} counts={piece.judgement.properties} files={piece.entry.files} onRaw={onRaw} />}
      {piece.judgement.properties.total > 0 && <HazardCoverageBlock content={content} piece={id} dossier={dossier} items={items} />}
      {piece.entry.kind === 'provenance' && lineage}
      {piece.evidence.entries.length > 0 && <Entries pointed={markOfKind('entry')} entries={piece.evidence.entries} counts={piece.judgement.entries} dossier={dossier} items={items} />}
      <Charts piece={piece} />
      {(piece.evidence.results.length > 0 || piece.judgement.judgements.length > 0) && (
        <section className={styles.block} aria-label={landmark(evidenceWords.measurements.section)}>
          <Measurements pointed={markOfKind('metric')} results={piece.evidence.results} judgements={piece.judgement.judgements} release={delta?.name ?? null}
            moves={moves} historyOf={historyOf} onRaw={onRaw} />
        </section>
      )}
      <Findings view={view} id={id} memberName={memberName} />
      {piece.entry.kind !== 'provenance' && lineage}
      <Provenance piece={piece} dossier={dossier} items={items} onRaw={onRaw} />
    </article>
  );
}

/** The sheet takes room from the tab: whatever it was opened from stays in sight once both are laid out. */
function keepInSight(from: Element | null): void {
  requestAnimationFrame(() => requestAnimationFrame(() => { if (from?.isConnected === true) from.scrollIntoView({ block: 'nearest' }); }));
}

interface HeadProps { readonly piece: JudgedEvidence; readonly product: string; readonly historyOf: (measurement: Measurement) => MetricHistory | null; readonly dossier: DossierId; readonly items: ItemTabs; readonly usedBy: readonly ItemId[]; readonly children: ReactNode }

function Head({ piece, product, historyOf, dossier, items, usedBy, children }: HeadProps): ReactNode {
  const { entry, evidence, judgement } = piece;
  const words = evidenceWords.piece;
  // What only the file names is not traced by the register: the two must not look alike.
  const named = evidence.links.hazardIds.filter((id) => !usedBy.some((one) => one === id));
  const lead = judgement.properties.total > 0 ? null : leading(judgement.judgements);
  const history = lead === null ? null : historyOf(lead.measurement);
  return (
    <header className={styles.head}>
      <div>
        <p className={styles.place}>
          {words.place(entry.id, evidenceKindWords[entry.kind])} <Sentence parts={words.usedBy(usedBy.length)} slots={{ hazards: <ItemLinks ids={usedBy} most={6} dossier={dossier} items={items} /> }} />
          {named.length > 0 && <> <Sentence parts={words.names} slots={{ hazards: <ItemLinks ids={named} most={6} dossier={dossier} items={items} /> }} /></>}
        </p>
        <h2>{evidenceSentence(judgement, evidence)}</h2>
        <p className={styles.title}>{entry.title}</p>
        {evidence.expiresOn !== null && <p className={styles.title}><StateMark state={judgement.expired ? 'stale' : 'open'}>{judgement.expired ? words.expired(evidence.expiresOn) : words.countsUntil(evidence.expiresOn)}</StateMark></p>}
      </div>
      <div className={styles.actions}>{children}</div>
      {lead !== null && (
        <div className={styles.lead}><p><strong>{valueText(lead.measurement.value, lead.measurement.unit, lead.judgement.interval === null ? [] : [lead.judgement.interval.low])}</strong>
            <span>{lead.judgement.interval === null ? words.noInterval : words.interval(valueText(lead.judgement.interval.low, lead.measurement.unit), valueText(lead.judgement.interval.high, lead.measurement.unit), intervalBasis(lead.judgement.interval.of))}<br />
              {words.against(measurementWords(lead.judgement), lead.judgement.threshold.origin, limitText(lead.judgement.threshold, lead.measurement.unit))}</span></p>
          {history !== null && <figure className={styles.history}><figcaption>{historyCaption(history, product)}</figcaption><SceneDrawing scene={historyScene(history, lead.measurement, lead.judgement.threshold)} maxScale={1.2} /></figure>}</div>
      )}
    </header>
  );
}

/** The measurement to lead with: the gravest that has a number. */
function leading(judgements: readonly Judgement[]): { readonly judgement: Judgement; readonly measurement: Measurement & { readonly value: number } } | null {
  const measured = judgements.filter((judgement) => judgement.measurement?.value != null);
  const judgement = (['failed', 'indeterminate', 'passed'] as const).map((result) => measured.find((one) => one.result === result)).find((one) => one !== undefined);
  return judgement?.measurement?.value == null ? null : { judgement, measurement: { ...judgement.measurement, value: judgement.measurement.value } };
}

/** In rem. */
const leastForBars = 36;

function Charts({ piece: { evidence, judgement } }: { readonly piece: JudgedEvidence }): ReactNode {
  const landmark = useLandmark();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidthRem(box);
  // What a limit says of the number of properties, the properties themselves say better.
  const bars = useMemo(() => (judgement.properties.total > 0 ? [] : intervalScenes(judgement, 460)), [judgement]);
  const run = useMemo(() => seriesScene(evidence, judgement, 330), [evidence, judgement]);
  if (bars.length === 0 && run === null) return null;
  // Where the bars' words would be too small to read, the table below says the same.
  const hasRoom = width === 0 || width >= leastForBars;
  return (
    <div ref={box}>{(hasRoom || run !== null) && <section className={styles.charts} aria-label={landmark(evidenceWords.charts.label)}>
      {hasRoom && judgement.judgements.length > mostBars && bars.length > 0 && <p className={styles.title}>{evidenceWords.charts.worst(judgement.judgements.length)}</p>}
      {hasRoom && bars.map((scene, index) => <SceneDrawing key={index} scene={scene} maxScale={1.65} />)}
      {run !== null && <SceneDrawing scene={run} maxScale={1.6} />}
    </section>}</div>
  );
}

function Findings({ view, id, memberName }: { readonly view: ContentTabProps['view']; readonly id: ItemId; readonly memberName: (id: string) => string }): ReactNode {
  const landmark = useLandmark();
  const findings = view.summary.findings.filter((finding) => finding.item === id);
  if (findings.length === 0) return null;
  return <section className={styles.block} aria-label={landmark(evidenceWords.piece.findings)}><h3>{evidenceWords.piece.findings}</h3>{findings.map((finding) => <FindingLine key={finding.finding} finding={finding} memberName={memberName} href={hrefOf({ kind: 'dossier', dossier: view.summary.dossier, tab: 'findings', item: finding.finding })} />)}</section>;
}
