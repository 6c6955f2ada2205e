import { useMemo, useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { shortDay } from '../../../shared/copy/date.ts';
import { sentenceStart, size } from '../../../shared/copy/number.ts';
import { componentsWords } from '../../../shared/copy/screens/components.ts';
import { dossierWords } from '../../../shared/copy/screens/dossier.ts';
import { checkWords } from '../../../shared/copy/status.ts';
import { requirementLabel, requirementReason } from '../../../shared/copy/readiness.ts';
import { speaksAgainst, type Change } from '../../../shared/dossier/change.ts';
import { askedOfEvidence, readiness, type RequirementId } from '../../../shared/events/readiness.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { Clamped } from '../../components/clamped.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { Paragraphs } from '../../components/prose.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateShape } from '../../components/state-mark.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useBaseline, useHidesReviewed } from '../../queries/baseline.ts';
import { useContent } from '../../queries/content.ts';
import { itemPlaces } from '../../queries/item-titles.ts';
import { useGo } from '../../queries/pane.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useReviewed } from '../../queries/reviewed-items.ts';
import { useViewed } from '../../queries/viewed.ts';
import { hrefOf, tabWords, type DossierTab } from '../../route.ts';
import { DeltaHead } from './delta-head.tsx';
import { DeltaTable, itemOf } from './delta-table.tsx';
import { Gravest } from './gravest.tsx';
import { overviewSentence } from './overview-sentence.ts';
import styles from './overview.module.css';

const { overview: words, delta: deltaWords } = dossierWords;

const none: readonly ItemId[] = [];

/** Where each requirement is read. */
const askedAt = { blockers: 'findings', evidence: 'evidence', limits: 'evidence', runs: 'evidence', residual: 'hazards', mitigations: 'hazards', traces: 'hazards', record: 'overview', quorum: 'votes' } as const satisfies Record<RequirementId, DossierTab>;

/** How the release stands in one sentence; what changed since the last approval; what an approval asks; what is under review. */
export function Overview({ dossier, view, content, delta, onSheet }: ContentTabProps): ReactNode {
  const landmark = useLandmark();
  const go = useGo();
  const { summary, permissions } = view;
  const { revision } = content;
  const { memberName } = useSession();
  const { viewed, mark } = useViewed(summary.latest.digest);
  const asked = useMemo(() => readiness(summary, content), [summary, content]);
  // What evidence says is said once all of it is here; the register's own is there from the start.
  const isReading = content.unread !== undefined;
  const before = useContent(useBaseline(view).chosen?.revision ?? null);
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

  useShortcuts(tabWords.overview, [
    { keys: 'n', words: actionWords.nextChange, run: () => step(1) }, { keys: 'p', words: actionWords.previousChange, run: () => step(-1) },
    { keys: 'v', words: actionWords.markViewedNext, run: () => { if (item !== null) { mark([item]); step(1); } } },
    { keys: 'e', words: deltaWords.open, run: () => { const place = item === null ? undefined : places.get(item); if (item !== null && place !== undefined) go({ kind: 'dossier', dossier, tab: place.tab, item }); } },
  ]);

  return (
    <div className={styles.tab}>
      <div className={styles.main}>
        <TabHeader sentence={overviewSentence(summary, asked, delta, isReading || (delta === undefined && before?.unread !== undefined))} detail={summary.latest.note ?? dossierWords.sentence.published(summary.latest.ordinal, memberName(summary.latest.publishedBy), summary.latest.claimedAt)} />
        <section className={styles.section} data-tour="overview" aria-label={landmark(deltaWords.head)}>
          <DeltaHead view={view} delta={delta} reading={isReading || before?.unread !== undefined} reviewed={all.filter(isReviewed).length}>
            {all.length > 0 && <Segments label={deltaWords.which} value={shown} onChange={(next) => { setShown(next); setAt(null); }} segments={[{ value: 'all', label: deltaWords.all, count: all.length }, { value: 'against', label: deltaWords.against, count: against.length }]} />}
          </DeltaHead>
          {delta && changes.length > 0 && <div className={styles.wide} role="group" aria-label={componentsWords.scrollable(deltaWords.changes)} tabIndex={0}><DeltaTable dossier={dossier} changes={changes} release={sentenceStart(delta.name)} latest={delta.before.revision.product.release === revision.product.release ? dossierWords.revision(summary.latest.ordinal) : revision.product.release} places={places} viewed={reviewed} at={at} /></div>}
          {folded.length > 0 && <p className={styles.folded}>{deltaWords.folded(folded.length, new Set(folded.map((change) => itemOf(change, places))).size)}</p>}
        </section>
        <Gravest dossier={dossier} content={content} />
        <section className={styles.section} aria-label={landmark(words.use)}>
          <h3>{words.use}</h3>
          <Paragraphs text={revision.intendedUse} />
          {delta && delta.before.revision.intendedUse !== revision.intendedUse && <details><summary>{words.useBefore(delta.before.revision.product.release)}</summary><Paragraphs text={delta.before.revision.intendedUse} /></details>}
        </section>
        <section className={styles.section} aria-label={landmark(words.notCovered)}>
          <h3>{words.notCovered}</h3>
          {revision.notCovered.length === 0 ? <p className={styles.quiet}>{words.nothingExcluded}</p> : <ul className={styles.bullets}>{revision.notCovered.map((text) => <li key={text}>{text}</li>)}</ul>}
        </section>
      </div>
      <div className={styles.side}>
        <section className={styles.section} data-tour="overview" aria-label={landmark(words.readiness)}>
          <h3>{words.asks}</h3>
          <ul className={styles.asked}>
            {asked.map((one) => (isReading && askedOfEvidence.has(one.id)
              ? <li key={one.id}><StateShape state="not-judged" /><a href={hrefOf({ kind: 'dossier', dossier, tab: askedAt[one.id], item: null })}>{requirementLabel(one)}</a><p>{dossierWords.header.reading}</p></li>
              : <li key={one.id}><StateShape state={one.result} /><a href={hrefOf({ kind: 'dossier', dossier, ...(one.id === 'record' && one.designRecord !== null ? { tab: places.get(one.designRecord)?.tab ?? askedAt.record, item: one.designRecord } : { tab: askedAt[one.id], item: null }) })}>{requirementLabel(one)} <span className="visually-hidden">{checkWords[one.result]}</span></a><p>{requirementReason(one)}</p></li>
            ))}
          </ul>
        </section>
        <section className={styles.section} aria-label={landmark(words.artifacts)}>
          <h3>{words.underReview(revision.artifacts.length)}</h3>
          <ul className={styles.files}>{revision.artifacts.map((artifact) => <li key={artifact.name}><Clamped text={artifact.name} /><small>{artifact.kind === 'oci' ? words.oci : artifact.sizeBytes === null ? words.file : size(artifact.sizeBytes)}</small><DigestMark digest={artifact.digest} of={artifact.name} /></li>)}</ul>
        </section>
        {revision.documents.length > 0 && (
          <section className={styles.section} aria-label={landmark(words.documents)}>
            <h3>{words.documentsCount(revision.documents.length)}</h3>
            <ul className={styles.files}>{revision.documents.map((document) => <li key={document.id}><a href={hrefOf({ kind: 'dossier', dossier, tab: 'documents', item: document.id })}><Clamped text={`${document.id} ${document.title}`} />{viewed.has(document.id) && <><span aria-hidden="true" className={styles.tick}> ✓ </span><span className="visually-hidden">{deltaWords.viewed}</span></>}</a><small>{size(document.sizeBytes)}</small><DigestMark digest={document.object} of={document.title} /></li>)}</ul>
          </section>
        )}
        <section className={styles.section} aria-label={landmark(words.revisions)}>
          <h3>{words.revisionsCount(summary.revisions.length)}</h3>
          <ul className={styles.files}>{[...summary.revisions].reverse().slice(0, 8).map((one) => <li key={one.digest}><span>{dossierWords.revision(one.ordinal)}</span><small>{shortDay(one.claimedAt)}</small><DigestMark digest={one.digest} of={words.ofRevision(one.ordinal)} /></li>)}</ul>
          <p className={styles.owners}>{words.owners(revision.owners)}</p>
        </section>
        <div className={styles.section}><Action onClick={() => onSheet({ kind: 'finding', item: null })} barred={permissions['record-finding']}>{actionWords.recordFinding}</Action></div>
      </div>
    </div>
  );
}
