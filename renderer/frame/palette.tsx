import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { findWords, nothingFound, readingWords } from '../../shared/copy/find.ts';
import { homeWords } from '../../shared/copy/screens/home.ts';
import { paletteWords } from '../../shared/copy/screens/palette.ts';
import { Icon } from '../components/icon.tsx';
import { Segments } from '../components/segments.tsx';
import { useHome } from '../queries/home.ts';
import { goBeside } from '../queries/pane.ts';
import { remember } from '../queries/recent.ts';
import type { SearchState } from '../queries/search.ts';
import { useSession } from '../queries/session.ts';
import { keyOf } from '../queries/shortcuts.ts';
import { placeIn, routeOf, type Place, type Route } from '../route.ts';
import { keyWords } from './key-words.ts';
import { stepIn } from './palette-match.ts';
import { PaletteList, rowId } from './palette-list.tsx';
import { usePaletteGroups, type PaletteGroup, type PaletteRow } from './palette-rows.ts';
import styles from './palette.module.css';

/** `dossiers`: only to go to one. */
export type PaletteKind = 'all' | 'dossiers';

/** How long the list has to stand still before it is told: nobody wants to hear every letter’s. */
const toldAfterMs = 500;

/** Finds anything by its words and runs what can be run here: one field, one list, all of it by keyboard. The focus stays in the field. */
export function Palette({ route, kind, onClose }: { readonly route: Route; readonly kind: PaletteKind; readonly onClose: () => void }): ReactNode {
  const { profile: { board } } = useSession();
  const home = useHome();
  const here = route.kind === 'dossier' ? route.dossier : null;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isWithin, setWithin] = useState(false);
  /** The row chosen, by its key: what is found meanwhile may move it. */
  const [active, setActive] = useState({ text: '', key: '' });
  const taken = useRef<string | null>(null);
  const within = isWithin ? here : null;
  const { groups, search, isNothing } = usePaletteGroups({ text, here, within, onlyDossiers: kind === 'dossiers', onText: setText, onEverywhere: () => setWithin(false) });
  const rows = groups.flatMap((group) => group.rows);
  const at = active.text === text ? Math.max(0, rows.findIndex(({ key }) => key === active.key)) : 0;
  const setAt = (next: number): void => setActive({ text, key: rows[next]?.key ?? '' });
  const listId = useId();
  const label = kind === 'dossiers' ? findWords.dossiers : findWords.label;
  const isEmpty = text.trim() === '';

  useEffect(() => dialog.current?.showModal(), []);

  const choose = (row: PaletteRow | undefined): void => {
    if (row === undefined) return;
    if (row.does === null) {
      row.run();
      field.current?.focus();
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
    return to?.kind === 'dossier' && to.dossier === here ? placeIn(to, 'main') : null;
  };
  const openBeside = (row: PaletteRow | undefined): void => {
    const place = placeOf(row);
    if (row !== undefined && place !== null) choose({ ...row, run: () => goBeside(place) });
  };
  // Enter means the list of what is typed, never the one before: it waits until the list is there. Whoever goes on typing has changed their mind.
  useEffect(() => {
    if (taken.current === null) return;
    if (taken.current !== text) taken.current = null;
    else if (!search.isPending) {
      taken.current = null;
      choose(rows[at]);
    }
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const key = keyOf(event.nativeEvent);
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = moves[key];
    if (by !== undefined) setAt(Math.abs(by) === 1 ? stepIn(rows.length, at, by) : Math.min(Math.max(0, at + by), Math.max(0, rows.length - 1)));
    else if (key === 'Enter' && event.target instanceof HTMLInputElement) {
      if (search.isPending) taken.current = text;
      else choose(rows[at]);
    }
    else if (key === 'Ctrl+Enter') openBeside(search.isPending ? undefined : rows[at]);
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
          <input ref={field} type="text" role="combobox" autoFocus autoComplete="off" spellCheck={false} aria-label={label} placeholder={label} aria-expanded={rows.length > 0} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={rows[at] === undefined ? undefined : rowId(listId, at)} value={text} onChange={(event) => setText(event.target.value)} />
          {here !== null && kind === 'all' && (
            <Segments label={findWords.where} value={isWithin ? 'here' : 'everywhere'} onChange={(where) => { setWithin(where === 'here'); field.current?.focus(); }} segments={[{ value: 'here', label: home?.titleOf(here) ?? here }, { value: 'everywhere', label: findWords.everywhere }]} />
          )}
        </div>
        {search.answer?.near === true && rows.length > 0 && <p className={styles.say}>{findWords.nearest}</p>}
        {isNothing && <p className={styles.say}>{nothingFound(text.trim(), within === null ? null : home?.titleOf(within) ?? within)} {kind === 'all' && <span className={styles.searched}>{paletteWords.searched}</span>}</p>}
        {kind === 'dossiers' && home?.dossiers.length === 0 && <p className={styles.say}>{homeWords.conclusion.none} {homeWords.conclusion.noneDetail}</p>}
        <PaletteList id={listId} groups={groups} isBusy={search.isPending} active={at} onActive={setAt} onChoose={choose} />
        <footer className={styles.foot}>
          {!isEmpty && <span><kbd>↑</kbd><kbd>↓</kbd> {findWords.move}</span>}<span><Keys of="Enter" /> {findWords.open}</span>
          {!isEmpty && placeOf(rows[at]) !== null && <span><Keys of="Ctrl+Enter" /> {findWords.beside}</span>}
          {here !== null && kind === 'all' && <span><Keys of="Ctrl+k" /> {isWithin ? findWords.lookEverywhere : findWords.lookHere}</span>}
          {isEmpty && kind === 'all' && paletteWords.signs.map(({ sign, words }) => <span key={sign}><kbd>{sign}</kbd> {words}</span>)}
          {!isEmpty && <span><Keys of="Escape" /> {findWords.close}</span>}
          <span className={styles.state}>{kind === 'all' ? stateWords(search) : ''}</span>
        </footer>
      </div>
      <Told text={isEmpty || search.isPending ? '' : paletteWords.results(totalOf(groups), groups.length)} />
    </dialog>
  );
}

function Keys({ of }: { readonly of: string }): ReactNode {
  return keyWords(of).map((key) => <kbd key={key}>{key}</kbd>);
}

/** How many things fit, those counted in that aren’t listed yet. */
function totalOf(groups: readonly PaletteGroup[]): number {
  return groups.reduce((sum, { total, rows }) => sum + (total ?? rows.length), 0);
}

/** Says a result to those who don’t see it, once it stands. */
function Told({ text }: { readonly text: string }): ReactNode {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), toldAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return <p className="visually-hidden" role="status">{said}</p>;
}

/** What the search can’t have found, in the order of how much it matters. */
function stateWords({ isBroken, read, of, cut, unread }: SearchState): string {
  if (isBroken) return paletteWords.failed;
  if (read < of) return readingWords(read, of);
  return cut ? paletteWords.cut : unread ? findWords.titlesOnly : '';
}
