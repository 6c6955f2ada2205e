import { useEffect, useRef, useState, type ReactNode } from 'react';
import { tourPlace, tourSentences, tourWords } from '../../shared/copy/tour.ts';
import { Button } from '../components/button.tsx';
import { useSettings } from '../queries/session.ts';
import { markTourOffered, skipTour, startTour, useTour, type Tour } from '../queries/tour.ts';
import { go, hrefOf, type Route } from '../route.ts';
import { TourRing } from './tour-ring.tsx';
import styles from './tour-note.module.css';

/** The tour's line below the screen that it speaks of: it takes its own room and covers nothing. On Home it is offered, once on a machine. */
export function TourNote({ route }: { readonly route: Route }): ReactNode {
  const tour = useTour();
  const [{ tourOffered }] = useSettings();
  // Offered is what was on the screen; it stays there until the member goes on or says no.
  const [isOffered, setOffered] = useState(tourOffered !== true);
  const isHome = route.kind === 'home';
  const offers = isOffered && isHome && tour === null;
  useEffect(() => {
    if (offers) markTourOffered();
    if (!isHome) setOffered(false);
  }, [offers, isHome]);
  if (tour !== null) return <Stop tour={tour} isHere={isAt(route, tour.stop.route)} />;
  if (!offers) return null;
  return (
    <aside className={styles.note} aria-label={tourWords.label}>
      <p>{tourWords.offer}</p>
      <span className={styles.actions}>
        <Button weight="quiet" onClick={() => setOffered(false)}>{tourWords.decline}</Button>
        <Button onClick={() => { setOffered(false); startTour(); }}>{tourWords.take}</Button>
      </span>
    </aside>
  );
}

/** Whether the stop's screen is the one shown, whatever is selected on it. */
function isAt(now: Route, stop: Route): boolean {
  return now.kind === 'dossier' && stop.kind === 'dossier' ? now.dossier === stop.dossier && now.tab === stop.tab : hrefOf(now) === hrefOf(stop);
}

function Stop({ tour: { stop: { step: name, route }, at, of, step }, isHere }: { readonly tour: Tour; readonly isHere: boolean }): ReactNode {
  const [isSeen, setSeen] = useState(true);
  const note = useRef<HTMLElement>(null);
  // The focus stays with the tour from stop to stop, so that Enter goes on.
  useEffect(() => note.current?.querySelector<HTMLElement>('[data-next]')?.focus({ preventScroll: true }), [at]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('dialog:modal, [aria-modal="true"]') === null) skipTour();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <aside ref={note} className={styles.note} aria-label={tourWords.label} data-running="true">
      {isHere && <TourRing key={name} step={name} onSubject={setSeen} />}
      <span className={styles.place}>{tourPlace(at, of)}</span>
      <p role="status">{tourSentences[name]} {isHere ? !isSeen && tourWords.notHere : tourWords.elsewhere}</p>
      <span className={styles.actions}>
        <Button weight="quiet" keys="Esc" onClick={skipTour}>{tourWords.skip}</Button>
        {!isHere && <Button weight="primary" onClick={() => go(route)}>{tourWords.goThere}</Button>}
        <Button onClick={() => step(-1)} disabled={at === 0}>{tourWords.back}</Button>
        <Button data-next onClick={() => step(1)}>{at === of - 1 ? tourWords.end : tourWords.next}</Button>
      </span>
    </aside>
  );
}
