import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { closePaneWords, landmarkInPane, paneLabel, paneWords } from '../../../shared/copy/pane.ts';
import { ItemId } from '../../../shared/vocabulary.ts';
import { Icon } from '../../components/icon.tsx';
import { LandmarkContext } from '../../components/landmark.ts';
import { closePane, enterPane, PaneContext, useActingPane, useClosedPane } from '../../queries/pane.ts';
import { tabWords, type Pane, type Place } from '../../route.ts';
import { isSame, standingAfter, type Standing } from './beside.ts';
import styles from './panes.module.css';

export interface PanesProps {
  readonly main: Place;
  readonly beside: Place | null;
  /** What an item is called; undefined where nothing is called that. */
  readonly titleOf: (item: string) => string | undefined;
  readonly draw: (place: Place) => ReactNode;
}

/** One tab, or two side by side. Keys act in the pane that the member was in last: it is marked, and has the focus. */
export function Panes({ main, beside, titleOf, draw }: PanesProps): ReactNode {
  const acting = useActingPane();
  const root = useRef<HTMLDivElement>(null);
  const lastIn = useRef<Partial<Record<Pane, HTMLElement>>>({});
  const isSplit = beside !== null;
  const closed = useClosedPane();
  const [standing, setStanding] = useState<Standing>({ main, beside, keys: { main: 0, beside: 1 } });
  const now = isSame(standing.main, main) && isSame(standing.beside, beside) ? standing : standingAfter(standing, main, beside, closed);
  if (now !== standing) setStanding(now);
  const stand = `${acting} ${isSplit}`;
  const lastStand = useRef(stand);
  // The focus follows into the pane that acts; on the first showing it stays where the browser has it.
  useEffect(() => {
    if (lastStand.current === stand) return;
    lastStand.current = stand;
    const pane = root.current?.querySelector<HTMLElement>(`[data-pane='${acting}']`);
    if (!pane || pane.contains(document.activeElement)) return;
    // Where the first pane was closed, what the member was last in has come over from the second.
    const before = [lastIn.current[acting], lastIn.current.beside].find((one) => one !== undefined && pane.contains(one));
    (before ?? pane).focus({ preventScroll: true });
  }, [stand, acting]);

  const shown: readonly (readonly [Pane, Place])[] = [['main', main], ...(beside === null ? [] : [['beside', beside] as const])];
  return (
    <div ref={root} className={styles.panes} data-split={isSplit}>
      {shown.map(([pane, place]) => (
        <PaneContext key={now.keys[pane]} value={pane}>
          <section className={styles.pane} data-pane={pane} data-acting={isSplit && pane === acting} tabIndex={-1} aria-label={isSplit ? paneLabel(pane, tabWords[place.tab], named(place.item)) : undefined}
            onPointerDownCapture={() => enterPane(pane)}
            onFocusCapture={({ target }) => { lastIn.current[pane] = target as HTMLElement; enterPane(pane); }}>
            {isSplit && <PaneHead pane={pane} place={place} title={place.item === null ? undefined : titleOf(place.item)} acts={pane === acting} />}
            <div className={styles.area}><Named pane={isSplit && main.tab === beside.tab ? pane : null}>{draw(place)}</Named></div>
          </section>
        </PaneContext>
      ))}
    </div>
  );
}

/** Where both panes show one tab, each part of it carries its pane's name: landmarks of one name can't be told apart. */
function Named({ pane, children }: { readonly pane: Pane | null; readonly children: ReactNode }): ReactNode {
  const nameOf = useMemo(() => (label: string) => (pane === null ? label : landmarkInPane(label, pane)), [pane]);
  return <LandmarkContext value={nameOf}>{children}</LandmarkContext>;
}

/** Which place it is, how to get there by key, and how to close it. */
function PaneHead({ pane, place: { tab, item }, title, acts }: { readonly pane: Pane; readonly place: Place; readonly title: string | undefined; readonly acts: boolean }): ReactNode {
  return (
    <header className={styles.head}>
      <p><b>{tabWords[tab]}</b>{named(item) !== null && <> <span className={styles.item}>{item}</span></>}{title !== undefined && <> {title}</>}</p>
      {!acts && <span className={styles.hint} aria-hidden="true"><kbd>F6</kbd> {paneWords.go}</span>}
      <button type="button" className={styles.close} onClick={() => closePane(pane)} aria-label={closePaneWords(tabWords[tab])} title={`${closePaneWords(tabWords[tab])}${acts ? ' (Ctrl+\\)' : ''}`}><Icon name="close" size={16} /></button>
    </header>
  );
}

/** Items that people name; a finding has only a digest. */
function named(item: string | null): string | null {
  return ItemId.safeParse(item).success ? item : null;
}
