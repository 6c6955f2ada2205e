import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { TextRange } from '../../../shared/annotation/anchor.ts';
import type { Carried } from '../../../shared/annotation/carry.ts';
import { shortDay } from '../../../shared/copy/date.ts';
import { annotationWord } from '../../../shared/copy/document.ts';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import { privilegedWords } from '../../../shared/copy/screens/privileged.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { useLandmark } from '../../components/landmark.ts';
import { StateMark } from '../../components/state-mark.tsx';
import type { LaneAnnotation } from '../../queries/privileged.ts';
import { Excerpt } from './excerpt.tsx';
import { LaneWord } from './lane.tsx';
import styles from './documents.module.css';

const said = documentsWords.notes;

export interface MarginProps {
  readonly carried: Carried<LaneAnnotation>;
  /** On documents that the revision doesn't hold any more. */
  readonly elsewhere: readonly LaneAnnotation[];
  readonly withdrawn: readonly LaneAnnotation[];
  readonly current: Digest | null;
  readonly memberName: (id: string) => string;
  /** Whose own annotations can be withdrawn. */
  readonly member: string;
  /** The number of the revision that it was made on; null for the latest. */
  readonly ordinalOf: (revision: Digest) => number | null;
  /** What is said of the privileged lane. */
  readonly count: ReactNode;
  readonly onGo: (annotation: LaneAnnotation, range: TextRange) => void;
  readonly onWithdraw: (annotation: LaneAnnotation) => void;
}

/** The notes beside the text, in its order; the orphans under them; what was withdrawn at the end. */
export function Margin({ carried: { placed, orphans }, elsewhere, withdrawn, current, count, onGo, ...common }: MarginProps): ReactNode {
  const landmark = useLandmark();
  const [words, setWords] = useState('');
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current?.querySelector('[data-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const fits = ({ text, tags, member, anchor }: LaneAnnotation): boolean => words.toLowerCase().split(/\s+/).every((word) => `${text}\n${tags.map((tag) => `#${tag}`).join('\n')}\n${common.memberName(member)}\n${anchor.quote.exact}`.toLowerCase().includes(word));
  const shown = placed.filter(({ annotation }) => fits(annotation));
  const lost = [...orphans, ...elsewhere];
  return (
    <div ref={root} className={styles.notes}>
      <div className={styles.notesHead}>
        <h3>{said.title}</h3>
        {placed.length > 3 && <input type="search" className={styles.filter} aria-label={said.filter} placeholder={said.filterHint} value={words} onChange={(event) => setWords(event.target.value)} />}
      </div>
      {placed.length === 0 && <p className={styles.quiet}>{said.none}</p>}
      {placed.length > 0 && shown.length === 0 && <p className={styles.quiet} role="status">{said.noneFits}</p>}
      <ol>{shown.map(({ annotation, range }) => <Card key={annotation.annotation} annotation={annotation} isCurrent={annotation.annotation === current} onGo={() => onGo(annotation, range)} {...common} />)}</ol>
      {count}
      {lost.length > 0 && (
        <section className={styles.orphans} aria-label={landmark(said.orphans)}>
          <h3><StateMark state="stale">{said.lost(lost.length)}</StateMark></h3>
          <p className={styles.quiet}>{said.lostWhy(lost.length)}</p>
          <ol>{lost.map((annotation) => <Card key={annotation.annotation} annotation={annotation} isCurrent={annotation.annotation === current} where={elsewhere.includes(annotation) ? said.goneDocument(annotation.item) : null} {...common} />)}</ol>
        </section>
      )}
      {withdrawn.length > 0 && (
        <details className={styles.withdrawn}>
          <summary>{said.withdrawn(withdrawn.length)}</summary>
          <ol>{withdrawn.map((annotation) => <Card key={annotation.annotation} annotation={annotation} isCurrent={false} {...common} />)}</ol>
        </details>
      )}
    </div>
  );
}

interface CardProps extends Pick<MarginProps, 'memberName' | 'member' | 'ordinalOf' | 'onWithdraw'> {
  readonly annotation: LaneAnnotation;
  readonly isCurrent: boolean;
  readonly where?: string | null;
  /** Null: there is no place to go to. */
  readonly onGo?: () => void;
}

function Card({ annotation, isCurrent, where = null, onGo, memberName, member, ordinalOf, onWithdraw }: CardProps): ReactNode {
  const [asked, setAsked] = useState(false);
  const word = annotationWord(annotation);
  const ordinal = ordinalOf(annotation.revision);
  const mine = annotation.member === member && annotation.withdrawnAt === null;
  return (
    <li className={styles.card} data-lane={annotation.lane} data-current={isCurrent} data-annotation={annotation.annotation} tabIndex={-1} aria-label={(annotation.lane === 'privileged' ? privilegedWords : said).by(word, memberName(annotation.member))}>
      {annotation.lane === 'privileged' && <LaneWord />}
      <Excerpt text={annotation.anchor.quote.exact} />
      {annotation.text !== '' && <p className={styles.noteText}>{annotation.text}</p>}
      {annotation.tags.length > 0 && <p className={styles.tags}>{annotation.tags.map((tag) => `#${tag}`).join('  ')}</p>}
      <p className={styles.by}>{said.line({ isHighlight: annotation.text === '', member: memberName(annotation.member), day: shortDay(annotation.claimedAt), ordinal, where, withdrawnDay: annotation.withdrawnAt === null ? null : shortDay(annotation.withdrawnAt) })}</p>
      {(onGo !== undefined || mine) && (
        <p className={styles.cardButtons}>
          {onGo !== undefined && <button type="button" onClick={onGo}>{said.go}</button>}
          {mine && !asked && <button type="button" onClick={() => setAsked(true)}>{said.withdraw}</button>}
          {mine && asked && <><button type="button" onClick={() => { setAsked(false); onWithdraw(annotation); }}>{said.withdrawSure[word]}</button><button type="button" onClick={() => setAsked(false)}>{said.keep}</button></>}
        </p>
      )}
    </li>
  );
}
