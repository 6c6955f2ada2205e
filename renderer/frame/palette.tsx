import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { findWords, foundSentence, nothingFound, readingWords, cutWords } from '../../shared/copy/find.ts';
import { Icon } from '../components/icon.tsx';
import { Segments } from '../components/segments.tsx';
import { useHome } from '../queries/home.ts';
import { goBeside } from '../queries/pane.ts';
import { remember } from '../queries/recent.ts';
import type { SearchAnswer } from '../queries/search.ts';
import { mostDocuments } from '../queries/search-store.ts';
import { useSession } from '../queries/session.ts';
import { keyOf } from '../queries/shortcuts.ts';
import { routeOf, type Place, type Route } from '../route.ts';
import { stepIn } from './palette-match.ts';
import { PaletteList, rowId } from './palette-list.tsx';
import { usePaletteGroups, type PaletteRow } from './palette-rows.ts';
import styles from './palette.module.css';

/** `dossiers`: only to go to one. */
export type PaletteKind = 'all' | 'dossiers';

/** Finds anything by its words and runs what can be run here: one field, one list, all of it by keyboard. The focus stays in the field. */
export function Palette({ route, kind, onClose }: { readonly route: Route; readonly kind: PaletteKind; readonly onClose: () => void }): ReactNode {
  const { profile: { board } } = useSession();
  const home = useHome();
  const here = route.kind === 'dossier' ? route.dossier : null;
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [isWithin, setWithin] = useState(false);
  const [active, setActive] = useState({ text: '', at: 0 });
  const taken = useRef<string | null>(null);
  // The field keeps up with the typing; the list follows when there is time.
  const looked = useDeferredValue(text);
  const within = isWithin ? here : null;
  const { groups, answer } = usePaletteGroups({ text: looked, here, within, onlyDossiers: kind === 'dossiers' });
  const rows = groups.flatMap((group) => group.rows);
  const at = active.text === looked ? Math.min(active.at, Math.max(0, rows.length - 1)) : 0;
  const listId = useId();
  const label = kind === 'dossiers' ? findWords.dossiers : findWords.label;

  useEffect(() => dialog.current?.showModal(), []);

  const choose = (row: PaletteRow | undefined): void => {
    if (row === undefined) return;
    if (row.does === null) {
      row.run();
      return;
    }
    remember(board.id, row.does);
    // Closing gives the focus back first, so that a command may put it elsewhere. The browser tells of it only later: a key pressed until then would find the palette still there.
    dialog.current?.close();
    onClose();
    row.run();
  };
  /** The place in the dossier shown that a row leads to: it can be opened in the other pane. */
  const placeOf = (row: PaletteRow | undefined): Place | null => {
    const to = row?.does?.kind === 'go' ? routeOf(row.does.what) : null;
    return to?.kind === 'dossier' && to.dossier === here ? { tab: to.tab, item: to.item } : null;
  };
  const openBeside = (row: PaletteRow | undefined): void => {
    const place = placeOf(row);
    if (row !== undefined && place !== null) choose({ ...row, run: () => goBeside(place) });
  };
  // Enter means the list of what is typed, never the one before: it waits until the list is there. Whoever goes on typing has changed their mind.
  useEffect(() => {
    if (taken.current === null) return;
    if (taken.current !== text) taken.current = null;
    else if (looked === text) {
      taken.current = null;
      choose(rows[at]);
    }
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const key = keyOf(event.nativeEvent);
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = moves[key];
    if (by !== undefined) setActive({ text: looked, at: Math.abs(by) === 1 ? stepIn(rows.length, at, by) : Math.min(Math.max(0, at + by), Math.max(0, rows.length - 1)) });
    else if (key === 'Enter' && event.target instanceof HTMLInputElement) {
      if (looked === text) choose(rows[at]);
      else taken.current = text;
    }
    else if (key === 'Ctrl+Enter') openBeside(looked === text ? rows[at] : undefined);
    else if (key === 'Ctrl+k') {
      if (here !== null && kind === 'all') setWithin(!isWithin);
    } else return;
    event.preventDefault();
  };

  return (
    <dialog ref={dialog} className={styles.palette} aria-label={label} onClose={onClose} onKeyDown={onKeyDown} onClick={(event) => { if (event.target === dialog.current) dialog.current.close(); }}>
      <div className={styles.inside}>
        <div className={styles.field}>
          <Icon name="search" />
          <input type="text" role="combobox" autoFocus autoComplete="off" spellCheck={false} aria-label={label} placeholder={label} aria-expanded={rows.length > 0} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={rows[at] === undefined ? undefined : rowId(listId, at)} value={text} onChange={(event) => setText(event.target.value)} />
          {here !== null && kind === 'all' && (
            <Segments label={findWords.where} value={isWithin ? 'here' : 'everywhere'} onChange={(where) => setWithin(where === 'here')} segments={[{ value: 'everywhere', label: findWords.everywhere }, { value: 'here', label: home?.titleOf(here) ?? here }]} />
          )}
        </div>
        {answer?.near === true && rows.length > 0 && <p className={styles.say}>{findWords.nearest}</p>}
        <PaletteList id={listId} groups={groups} active={at} onActive={(next) => setActive({ text: looked, at: next })} onChoose={choose} />
        {rows.length === 0 && looked.trim() !== '' && <p className={styles.say}>{nothingFound(looked.trim(), within === null ? null : home?.titleOf(within) ?? within)}</p>}
        <footer className={styles.foot}>
          <span><kbd>↑</kbd><kbd>↓</kbd> {findWords.move}</span><span><kbd>Enter</kbd> {findWords.open}</span>
          {placeOf(rows[at]) !== null && <span><kbd>Ctrl</kbd><kbd>Enter</kbd> {findWords.beside}</span>}
          {here !== null && kind === 'all' && <span><kbd>Ctrl</kbd><kbd>K</kbd> {isWithin ? findWords.lookEverywhere : findWords.lookHere}</span>}
          <span><kbd>Esc</kbd> {findWords.close}</span>
          <span className={styles.state}>{stateWords(answer)}</span>
        </footer>
      </div>
      <p className="visually-hidden" role="status">{looked.trim() === '' ? '' : foundSentence(rows.length)}</p>
    </dialog>
  );
}

/** What the search can't have found, in the order of how much it matters. */
function stateWords(answer: SearchAnswer | null): string {
  if (answer === null) return '';
  if (answer.read < answer.of) return readingWords(answer.read, answer.of);
  return answer.cut ? cutWords(mostDocuments) : answer.hasPdf ? findWords.titlesOnly : '';
}
