import { useEffect, useRef, type ReactNode } from 'react';
import { closePaneWords, paneLabel, paneWords } from '../../../shared/copy/pane.ts';
import { ItemId } from '../../../shared/vocabulary.ts';
import { Icon } from '../../components/icon.tsx';
import { closePane, enterPane, PaneContext, useActingPane } from '../../queries/pane.ts';
import { tabWords, type Pane, type Place } from '../../route.ts';
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
  const stand = `${acting} ${isSplit}`;
  const lastStand = useRef(stand);
  // The focus follows into the pane that acts; on the first showing it stays where the browser has it.
  useEffect(() => {
    if (lastStand.current === stand) return;
    lastStand.current = stand;
    const pane = root.current?.querySelector<HTMLElement>(`[data-pane='${acting}']`);
    if (!pane || pane.contains(document.activeElement)) return;
    const before = lastIn.current[acting];
    (before !== undefined && pane.contains(before) ? before : pane).focus({ preventScroll: true });
  }, [stand, acting]);

  const shown: readonly (readonly [Pane, Place])[] = [['main', main], ...(beside === null ? [] : [['beside', beside] as const])];
  return (
    <div ref={root} className={styles.panes} data-split={isSplit}>
      {shown.map(([pane, place]) => (
        <PaneContext key={pane} value={pane}>
          <section className={styles.pane} data-pane={pane} data-acting={isSplit && pane === acting} tabIndex={-1} aria-label={isSplit ? paneLabel(pane, tabWords[place.tab], named(place.item)) : undefined}
            onPointerDownCapture={() => enterPane(pane)}
            onFocusCapture={({ target }) => { lastIn.current[pane] = target as HTMLElement; enterPane(pane); }}>
            {isSplit && <PaneHead pane={pane} place={place} title={place.item === null ? undefined : titleOf(place.item)} acts={pane === acting} />}
            <div className={styles.area}>{draw(place)}</div>
          </section>
        </PaneContext>
      ))}
    </div>
  );
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
