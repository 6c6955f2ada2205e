import { useMemo, useRef, useState, type ReactNode } from 'react';
import { allEvidenceSentence, evidenceSentence, limitText, measurementWords, originWords, readingRules, valueText } from '../../../shared/copy/evidence.ts';
import { longDay } from '../../../shared/copy/date.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import { evidenceKinds } from '../../../shared/dossier/evidence.ts';
import type { Judgement } from '../../../shared/evidence/judge.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { FilterField } from '../../components/filter-field.tsx';
import { FindingLine } from '../../components/finding-line.tsx';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import type { JudgedEvidence } from '../../queries/content.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useViewed } from '../../queries/viewed.ts';
import { go } from '../../route.ts';
import { Entries } from './entries.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { ItemLink, itemTabs, type ItemTabs } from './item-link.tsx';
import { Lineage } from './lineage.tsx';
import { Measurements, type Moved } from './measurements.tsx';
import { Properties } from './properties.tsx';
import { Provenance } from './provenance.tsx';
import { intervalScenes, seriesScene } from './scenes.ts';
import styles from './evidence.module.css';

/** All evidence of the latest revision, and one piece in detail. */
export function EvidenceTab(props: ContentTabProps): ReactNode {
  const { dossier, view, content, delta, item, onSheet } = props;
  const { memberName } = useSession();
  const search = useRef<HTMLInputElement>(null);
  const { viewed, mark } = useViewed(view.summary.latest.digest);
  const [text, setText] = useState('');
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = content.evidence.filter(({ entry }) => words.every((word) => `${entry.id}\n${entry.title}\n${evidenceKindWords[entry.kind]}`.toLowerCase().includes(word)));
  const groups = evidenceKinds.map((kind) => shown.filter(({ entry }) => entry.kind === kind)).filter((group) => group.length > 0);
  const order = groups.flat();
  const changed = useMemo(() => new Set((delta?.changes ?? []).flatMap((change) => [change.id, ...(change.within === null ? [] : [change.within])])), [delta]);
  const selected = content.evidence.find(({ entry }) => entry.id === item) ?? order[0] ?? null;

  const items = useMemo(() => itemTabs(content), [content]);

  const select = (id: ItemId): void => go({ kind: 'dossier', dossier, tab: 'evidence', item: id }, { replace: true });
  const step = (by: 1 | -1): void => {
    const stops = changed.size > 0 && order.some(({ entry }) => changed.has(entry.id)) ? order.filter(({ entry }) => changed.has(entry.id) || entry.id === selected?.entry.id) : order;
    const at = stops.findIndex(({ entry }) => entry.id === selected?.entry.id);
    const to = stops[at + by];
    if (to !== undefined) select(to.entry.id);
  };
  const markViewed = (): void => {
    if (selected === null) return;
    mark([selected.entry.id]);
    const next = order[order.indexOf(selected) + 1];
    if (next !== undefined) select(next.entry.id);
  };
  useShortcuts('Evidence', [
    { keys: 'n', words: 'Next change', run: () => step(1) }, { keys: 'p', words: 'Previous change', run: () => step(-1) }, { keys: 'v', words: 'Mark viewed, then next', run: markViewed },
    { keys: '/', words: 'Filter evidence', run: () => search.current?.focus() },
  ]);

  // Of a provenance record the way from data to artifact is the point; elsewhere it comes after what was found.
  const lineage = selected !== null && selected.evidence.lineage.length > 0 && <Lineage lineage={selected.evidence.lineage} />;
  return (
    <div className={styles.tab}>
      <div className={styles.side}>
        <div className={styles.find}><FilterField label="Filter evidence" value={text} onChange={setText} field={search} keys="/" /></div>
        <p className={styles.all} role="status">{shown.length === 0 && content.evidence.length > 0 ? 'No evidence fits the filter.' : allEvidenceSentence(content.evidence.map(({ judgement }) => judgement.state))}</p>
        <EvidenceList groups={groups} selected={selected?.entry.id ?? null} viewed={viewed} changed={changed} onSelect={select} />
      </div>
      {selected === null ? <p className={styles.nothing}>{allEvidenceSentence([])}</p> : (
        <article key={selected.entry.id} className={styles.detail} aria-label={`Evidence ${selected.entry.id}`} tabIndex={0}>
          <Head piece={selected} dossier={dossier} items={items} usedBy={content.register.hazards.filter((hazard) => hazard.evidence.includes(selected.entry.id) || hazard.mitigations.some((mitigation) => mitigation.evidence.includes(selected.entry.id))).map(({ id }) => id)}>
            <Action onClick={() => onSheet({ kind: 'finding', item: selected.entry.id })} barred={view.permissions['record-finding']}>Record finding</Action>
            {viewed.has(selected.entry.id) ? <StateMark state="passed">Viewed</StateMark> : <Action onClick={markViewed} keys="V">Mark viewed</Action>}
          </Head>
          {selected.evidence.properties.length > 0 && <Properties properties={selected.evidence.properties} counts={selected.judgement.properties} />}
          {selected.entry.kind === 'provenance' && lineage}
          {selected.evidence.entries.length > 0 && <Entries entries={selected.evidence.entries} counts={selected.judgement.entries} dossier={dossier} items={items} />}
          <Charts piece={selected} />
          {(selected.evidence.results.length > 0 || selected.judgement.judgements.length > 0) && (
            <section className={styles.block} aria-label="Measurements against limits">
              <Measurements results={selected.evidence.results} judgements={selected.judgement.judgements} release={delta?.before.revision.product.release ?? null}
                moves={(delta?.changes ?? []).filter((change): change is Moved => change.kind === 'metric-moved' && change.within === selected.entry.id)} />
            </section>
          )}
          <Findings view={view} id={selected.entry.id} memberName={memberName} />
          {selected.entry.kind !== 'provenance' && lineage}
          <Provenance piece={selected} dossier={dossier} items={items} />
        </article>
      )}
    </div>
  );
}

function Head({ piece, dossier, items, usedBy, children }: { readonly piece: JudgedEvidence; readonly dossier: DossierId; readonly items: ItemTabs; readonly usedBy: readonly ItemId[]; readonly children: ReactNode }): ReactNode {
  const { entry, evidence, judgement } = piece;
  // What only the file names is not traced by the register: the two must not look alike.
  const named = evidence.links.hazardIds.filter((id) => !usedBy.some((one) => one === id));
  const lead = judgement.properties.total > 0 ? null : leading(judgement.judgements);
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
        <p className={styles.lead}><strong>{valueText(lead.measurement.value, lead.measurement.unit, lead.judgement.interval === null ? [] : [lead.judgement.interval.low])}</strong>
            <span>{lead.judgement.interval === null ? 'no interval is known' : `${valueText(lead.judgement.interval.low, lead.measurement.unit)} to ${valueText(lead.judgement.interval.high, lead.measurement.unit)}, interval ${lead.judgement.interval.of}`}<br />
              {measurementWords(lead.judgement)}; {originWords[lead.judgement.threshold.origin]} is {limitText(lead.judgement.threshold, lead.measurement.unit)}</span></p>
      )}
    </header>
  );
}

function Ids({ ids, dossier, items }: { readonly ids: readonly string[]; readonly dossier: DossierId; readonly items: ItemTabs }): ReactNode {
  return <>{ids.slice(0, 6).map((id, index) => <span key={index}>{index === 0 ? '' : ', '}<ItemLink id={id} dossier={dossier} items={items} /></span>)}{ids.length > 6 ? ` and ${ids.length - 6} more` : ''}</>;
}

/** The measurement to lead with: the gravest that has a number. */
function leading(judgements: readonly Judgement[]): { readonly judgement: Judgement; readonly measurement: { readonly value: number; readonly unit: NonNullable<Judgement['measurement']>['unit'] } } | null {
  const measured = judgements.filter((judgement) => judgement.measurement?.value != null);
  const judgement = (['failed', 'indeterminate', 'passed'] as const).map((result) => measured.find((one) => one.result === result)).find((one) => one !== undefined);
  return judgement?.measurement?.value == null ? null : { judgement, measurement: { value: judgement.measurement.value, unit: judgement.measurement.unit } };
}

function Charts({ piece: { evidence, judgement } }: { readonly piece: JudgedEvidence }): ReactNode {
  const bars = useMemo(() => intervalScenes(judgement, 460), [judgement]);
  const run = useMemo(() => seriesScene(evidence, judgement, 330), [evidence, judgement]);
  if (bars.length === 0 && run === null) return null;
  return (
    <section className={styles.charts} aria-label="Charts">
      {bars.map((scene, index) => <SceneDrawing key={index} scene={scene} maxScale={1.65} />)}
      {run !== null && <SceneDrawing scene={run} maxScale={1.6} />}
    </section>
  );
}

function Findings({ view, id, memberName }: { readonly view: ContentTabProps['view']; readonly id: ItemId; readonly memberName: (id: string) => string }): ReactNode {
  const findings = view.summary.findings.filter((finding) => finding.item === id);
  if (findings.length === 0) return null;
  return <section className={styles.block} aria-label="Findings"><h3>Findings</h3>{findings.map((finding) => <FindingLine key={finding.finding} finding={finding} memberName={memberName} />)}</section>;
}
