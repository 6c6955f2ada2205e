import { useCallback, useMemo, type ReactNode } from 'react';
import { evidenceSentence, limitText, measurementWords, originWords, readingRules, valueText } from '../../../shared/copy/evidence.ts';
import { longDay } from '../../../shared/copy/date.ts';
import { figure } from '../../../shared/copy/number.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import type { Judgement } from '../../../shared/evidence/judge.ts';
import type { Digest, DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { FindingLine } from '../../components/finding-line.tsx';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { ContentTabProps, Seek } from '../../dossier-tab.ts';
import type { JudgedEvidence } from '../../queries/content.ts';
import { useEarlierReleases } from '../../queries/releases.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { hrefOf } from '../../route.ts';
import { Entries } from './entries.tsx';
import { HazardCoverageBlock } from './hazard-coverage.tsx';
import { ItemLink, itemTabs, type ItemTabs } from './item-link.tsx';
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
export function EvidencePiece({ piece, usedBy, viewed, onViewed, dossier, view, content, delta, onSheet }: EvidencePieceProps): ReactNode {
  const { id } = piece.entry;
  const { memberName } = useSession();
  const { release, name: product } = content.revision.product;
  const items = useMemo(() => itemTabs(content), [content]);
  const earlier = useEarlierReleases(dossier);
  const historyOf = useMemo(() => metricHistories(earlier.map((one) => ({ release: one.release, results: one.results.get(id) ?? [] })), release), [earlier, id, release]);
  const moves = useMemo(() => (delta?.changes ?? []).filter((change): change is Moved => change.kind === 'metric-moved' && change.within === id), [delta, id]);
  const onRaw = useCallback((seek: Seek | null, file: Digest | null = null) => {
    keepInSight(document.activeElement);
    onSheet({ kind: 'raw-file', evidence: id, file, seek });
  }, [onSheet, id]);
  useShortcuts('Evidence', [{ keys: 'r', words: 'Raw file', run: () => onRaw(null) }]);

  // Of a provenance record the way from data to artifact is the point; elsewhere it comes after what was found.
  const lineage = piece.evidence.lineage.length > 0 && <Lineage lineage={piece.evidence.lineage} />;
  return (
    <article className={styles.detail} aria-label={`Evidence ${id}`} tabIndex={0}>
      <Head piece={piece} product={product} historyOf={historyOf} dossier={dossier} items={items} usedBy={usedBy}>
        <Action onClick={() => onRaw(null)} keys="R">Raw file</Action>
        <Action onClick={() => onSheet({ kind: 'finding', item: id })} barred={view.permissions['record-finding']}>Record finding</Action>
        {viewed ? <StateMark state="passed">Viewed</StateMark> : <Action onClick={onViewed} keys="V">Mark viewed</Action>}
      </Head>
      {piece.evidence.properties.length > 0 && <Properties properties={piece.evidence.properties} counts={piece.judgement.properties} files={piece.entry.files} onRaw={onRaw} />}
      {piece.judgement.properties.total > 0 && <HazardCoverageBlock content={content} piece={id} dossier={dossier} items={items} />}
      {piece.entry.kind === 'provenance' && lineage}
      {piece.evidence.entries.length > 0 && <Entries entries={piece.evidence.entries} counts={piece.judgement.entries} dossier={dossier} items={items} />}
      <Charts piece={piece} />
      {(piece.evidence.results.length > 0 || piece.judgement.judgements.length > 0) && (
        <section className={styles.block} aria-label="Measurements against limits">
          <Measurements results={piece.evidence.results} judgements={piece.judgement.judgements} release={delta?.name ?? null}
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
  // What only the file names is not traced by the register: the two must not look alike.
  const named = evidence.links.hazardIds.filter((id) => !usedBy.some((one) => one === id));
  const lead = judgement.properties.total > 0 ? null : leading(judgement.judgements);
  const history = lead === null ? null : historyOf(lead.measurement);
  return (
    <header className={styles.head}>
      <div>
        <p className={styles.place}>{entry.id}, {evidenceKindWords[entry.kind].toLowerCase()}. {usedBy.length === 0 ? 'No hazard is traced to it.' : <>Used by <Ids ids={usedBy} dossier={dossier} items={items} />.</>}{named.length > 0 && <> It names <Ids ids={named} dossier={dossier} items={items} />.</>}</p>
        <h2>{evidenceSentence(judgement, evidence)}</h2>
        <p className={styles.title}>{entry.title}</p>
        {evidence.expiresOn !== null && <p className={styles.title}><StateMark state={judgement.expired ? 'stale' : 'open'}>{judgement.expired ? `Expired on ${longDay(evidence.expiresOn)}. ${readingRules.expired}` : `Counts until ${longDay(evidence.expiresOn)}`}</StateMark></p>}
      </div>
      <div className={styles.actions}>{children}</div>
      {lead !== null && (
        <div className={styles.lead}><p><strong>{valueText(lead.measurement.value, lead.measurement.unit, lead.judgement.interval === null ? [] : [lead.judgement.interval.low])}</strong>
            <span>{lead.judgement.interval === null ? 'no interval is known' : `${valueText(lead.judgement.interval.low, lead.measurement.unit)} to ${valueText(lead.judgement.interval.high, lead.measurement.unit)}, interval ${lead.judgement.interval.of}`}<br />
              {measurementWords(lead.judgement)}; {originWords[lead.judgement.threshold.origin]} is {limitText(lead.judgement.threshold, lead.measurement.unit)}</span></p>
          {history !== null && <figure className={styles.history}><figcaption>{historyCaption(history, product)}</figcaption><SceneDrawing scene={historyScene(history, lead.measurement, lead.judgement.threshold)} maxScale={1.2} /></figure>}</div>
      )}
    </header>
  );
}

function Ids({ ids, dossier, items }: { readonly ids: readonly string[]; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  return <>{ids.slice(0, 6).map((id, index) => <span key={index}>{index === 0 ? '' : ', '}<ItemLink id={id} dossier={dossier} items={items} /></span>)}{ids.length > 6 ? ` and ${ids.length - 6} more` : ''}</>;
}

/** The measurement to lead with: the gravest that has a number. */
function leading(judgements: readonly Judgement[]): { readonly judgement: Judgement; readonly measurement: Measurement & { readonly value: number } } | null {
  const measured = judgements.filter((judgement) => judgement.measurement?.value != null);
  const judgement = (['failed', 'indeterminate', 'passed'] as const).map((result) => measured.find((one) => one.result === result)).find((one) => one !== undefined);
  return judgement?.measurement?.value == null ? null : { judgement, measurement: { ...judgement.measurement, value: judgement.measurement.value } };
}

function Charts({ piece: { evidence, judgement } }: { readonly piece: JudgedEvidence }): ReactNode {
  // What a limit says of the number of properties, the properties themselves say better.
  const bars = useMemo(() => (judgement.properties.total > 0 ? [] : intervalScenes(judgement, 460)), [judgement]);
  const run = useMemo(() => seriesScene(evidence, judgement, 330), [evidence, judgement]);
  if (bars.length === 0 && run === null) return null;
  return (
    <section className={styles.charts} aria-label="Charts">
      {judgement.judgements.length > mostBars && bars.length > 0 && <p className={styles.title}>The worst of each; the table below has all {figure(judgement.judgements.length)}.</p>}
      {bars.map((scene, index) => <SceneDrawing key={index} scene={scene} maxScale={1.65} />)}
      {run !== null && <SceneDrawing scene={run} maxScale={1.6} />}
    </section>
  );
}

function Findings({ view, id, memberName }: { readonly view: ContentTabProps['view']; readonly id: ItemId; readonly memberName: (id: string) => string }): ReactNode {
  const findings = view.summary.findings.filter((finding) => finding.item === id);
  if (findings.length === 0) return null;
  return <section className={styles.block} aria-label="Findings"><h3>Findings</h3>{findings.map((finding) => <FindingLine key={finding.finding} finding={finding} memberName={memberName} href={hrefOf({ kind: 'dossier', dossier: view.summary.dossier, tab: 'findings', item: finding.finding })} />)}</section>;
}
