import { useMemo, useState, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { count, figure, sentenceStart, size } from '../../../shared/copy/number.ts';
import { checkWords } from '../../../shared/copy/status.ts';
import { requirementLabel, requirementReason } from '../../../shared/copy/readiness.ts';
import { speaksAgainst, type Change } from '../../../shared/dossier/change.ts';
import { readiness, type RequirementId } from '../../../shared/events/readiness.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Paragraphs } from '../../components/prose.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateShape } from '../../components/state-mark.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useHidesReviewed } from '../../queries/baseline.ts';
import { itemPlaces } from '../../queries/item-titles.ts';
import { useGo } from '../../queries/pane.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useReviewed } from '../../queries/reviewed-items.ts';
import { useViewed } from '../../queries/viewed.ts';
import { hrefOf, type DossierTab } from '../../route.ts';
import { DeltaHead } from './delta-head.tsx';
import { DeltaTable, itemOf } from './delta-table.tsx';
import { Gravest } from './gravest.tsx';
import { foldedLine, overviewSentence } from './overview-sentence.ts';
import styles from './overview.module.css';

const none: readonly ItemId[] = [];

/** Where each requirement is read. */
const askedAt = { blockers: 'findings', evidence: 'evidence', limits: 'evidence', runs: 'evidence', residual: 'hazards', mitigations: 'hazards', traces: 'hazards', record: 'overview', quorum: 'votes' } as const satisfies Record<RequirementId, DossierTab>;

/** How the release stands in one sentence; what changed since the last approval; what an approval asks; what is under review. */
export function Overview({ dossier, view, content, delta, onSheet }: ContentTabProps): ReactNode {
  const go = useGo();
  const { summary, permissions } = view;
  const { revision } = content;
  const { memberName } = useSession();
  const { viewed, mark } = useViewed(summary.latest.digest);
  const asked = useMemo(() => readiness(summary, content), [summary, content]);
  const places = useMemo(() => itemPlaces(content), [content]);
  const [at, setAt] = useState<number | null>(null);
  const [shown, setShown] = useState<'all' | 'against'>('all');
  const [hides] = useHidesReviewed();
  const reviewed = useReviewed(summary.latest.digest, content, delta?.items ?? none);
  const isReviewed = (change: Change): boolean => {
    const item = itemOf(change, places);
    return item !== null && reviewed.has(item);
  };
  const all = delta?.changes ?? [];
  const against = all.filter(speaksAgainst);
  const wanted = shown === 'all' ? all : against;
  const folded = hides ? wanted.filter(isReviewed) : [];
  const changes = hides ? wanted.filter((change) => !isReviewed(change)) : wanted;
  const step = (by: 1 | -1): void => setAt((now) => (changes.length === 0 ? null : now === null ? (by === 1 ? 0 : changes.length - 1) : Math.min(changes.length - 1, Math.max(0, now + by))));
  const current = at === null ? undefined : changes[at];
  const item = current === undefined ? null : itemOf(current, places);

  useShortcuts('Overview', [
    { keys: 'n', words: 'Next change', run: () => step(1) }, { keys: 'p', words: 'Previous change', run: () => step(-1) },
    { keys: 'v', words: 'Mark viewed, then next', run: () => { if (item !== null) { mark([item]); step(1); } } },
    { keys: 'e', words: 'Open the item', run: () => { const place = item === null ? undefined : places.get(item); if (item !== null && place !== undefined) go({ kind: 'dossier', dossier, tab: place.tab, item }); } },
  ]);

  return (
    <div className={styles.tab}>
      <div className={styles.main}>
        <TabHeader sentence={overviewSentence(summary, asked, delta)} detail={summary.latest.note ?? `Revision ${figure(summary.latest.ordinal)}, published by ${memberName(summary.latest.publishedBy)} on ${shortDay(summary.latest.claimedAt)}.`} />
        <section className={styles.section} aria-label="What changed">
          <DeltaHead view={view} delta={delta} reviewed={all.filter(isReviewed).length}>
            {all.length > 0 && <Segments label="Which changes" value={shown} onChange={(next) => { setShown(next); setAt(null); }} segments={[{ value: 'all', label: 'All', count: all.length }, { value: 'against', label: 'Against', count: against.length }]} />}
          </DeltaHead>
          {delta && changes.length > 0 && <div className={styles.wide} role="group" aria-label="Changes, scrollable" tabIndex={0}><DeltaTable dossier={dossier} changes={changes} release={sentenceStart(delta.name)} latest={delta.before.revision.product.release === revision.product.release ? `Revision ${figure(summary.latest.ordinal)}` : revision.product.release} places={places} viewed={reviewed} at={at} /></div>}
          {folded.length > 0 && <p className={styles.folded}>{foldedLine(folded.length, new Set(folded.map((change) => itemOf(change, places))).size)}</p>}
        </section>
        <Gravest dossier={dossier} content={content} />
        <section className={styles.section} aria-label="Intended use">
          <h3>Intended use</h3>
          <Paragraphs text={revision.intendedUse} />
          {delta && delta.before.revision.intendedUse !== revision.intendedUse && <details><summary>As it was in {delta.before.revision.product.release}</summary><Paragraphs text={delta.before.revision.intendedUse} /></details>}
        </section>
        <section className={styles.section} aria-label="Not covered">
          <h3>Not covered</h3>
          {revision.notCovered.length === 0 ? <p className={styles.quiet}>Nothing is excluded.</p> : <ul className={styles.bullets}>{revision.notCovered.map((text) => <li key={text}>{text}</li>)}</ul>}
        </section>
      </div>
      <div className={styles.side}>
        <section className={styles.section} aria-label="Readiness">
          <h3>What an approval asks</h3>
          <ul className={styles.asked}>
            {asked.map((one) => (
              <li key={one.id}><StateShape state={one.result} /><a href={hrefOf({ kind: 'dossier', dossier, ...(one.id === 'record' && one.designRecord !== null ? { tab: places.get(one.designRecord)?.tab ?? askedAt.record, item: one.designRecord } : { tab: askedAt[one.id], item: null }) })}>{requirementLabel(one)}<span className="visually-hidden">: {checkWords[one.result]}</span></a><p>{requirementReason(one)}</p></li>
            ))}
          </ul>
        </section>
        <section className={styles.section} aria-label="Artifacts">
          <h3>{revision.artifacts.length === 1 ? 'Artifact' : `${figure(revision.artifacts.length)} artifacts`} under review</h3>
          <ul className={styles.files}>{revision.artifacts.map((artifact) => <li key={artifact.name}><span>{artifact.name}</span><small>{artifact.kind === 'oci' ? 'OCI image' : artifact.sizeBytes === null ? 'File' : size(artifact.sizeBytes)}</small><DigestMark digest={artifact.digest} of={artifact.name} /></li>)}</ul>
        </section>
        {revision.documents.length > 0 && (
          <section className={styles.section} aria-label="Documents">
            <h3>{count(revision.documents.length, 'document')}</h3>
            <ul className={styles.files}>{revision.documents.map((document) => <li key={document.id}><a href={hrefOf({ kind: 'dossier', dossier, tab: 'documents', item: document.id })}>{document.id} {document.title}{viewed.has(document.id) && <><span aria-hidden="true" className={styles.tick}> ✓</span><span className="visually-hidden">, viewed</span></>}</a><small>{size(document.sizeBytes)}</small><DigestMark digest={document.object} of={document.title} /></li>)}</ul>
          </section>
        )}
        <section className={styles.section} aria-label="Revisions">
          <h3>{count(summary.revisions.length, 'revision')}</h3>
          <ul className={styles.files}>{[...summary.revisions].reverse().slice(0, 8).map((one) => <li key={one.digest}><span>Revision {figure(one.ordinal)}</span><small>{shortDay(one.claimedAt)}</small><DigestMark digest={one.digest} of={`revision ${one.ordinal}`} /></li>)}</ul>
          <p className={styles.owners}>Owned by {revision.owners.length === 0 ? 'nobody named' : revision.owners.join(', ')}; owners don’t vote (rule V-2).</p>
        </section>
        <div className={styles.section}><Action onClick={() => onSheet({ kind: 'finding', item: null })} barred={permissions['record-finding']}>Record finding</Action></div>
      </div>
    </div>
  );
}
