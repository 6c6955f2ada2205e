import { useEffect, useRef, type ReactNode } from 'react';
import { findWords, foundIn } from '../../shared/copy/find.ts';
import { paletteWords } from '../../shared/copy/screens/palette.ts';
import { levelOf } from '../../shared/risk/score.ts';
import { LevelMark } from '../components/level-mark.tsx';
import { useRiskScheme } from '../queries/risk-scheme.ts';
import type { Stretch } from '../search/marks.ts';
import { keyWords } from './key-words.ts';
import type { PaletteGroup, PaletteRow } from './palette-rows.ts';
import styles from './palette.module.css';

/** The id of a row's element, for the field to point to. */
export function rowId(list: string, at: number): string {
  return `${list}-${at}`;
}

export interface PaletteListProps {
  readonly id: string;
  readonly groups: readonly PaletteGroup[];
  /** More is on its way. */
  readonly isBusy: boolean;
  /** The place of the row that Enter takes, counted through all groups. */
  readonly active: number;
  readonly onActive: (at: number) => void;
  readonly onChoose: (row: PaletteRow) => void;
}

/** What there is to choose, by group. The focus never enters: the field says which row is meant. */
export function PaletteList({ id, groups, isBusy, active, onActive, onChoose }: PaletteListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active === 0) list.current?.scrollTo(0, 0);
    else document.getElementById(rowId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  const starts = groups.map((_, group) => groups.slice(0, group).reduce((sum, { rows }) => sum + rows.length, 0));
  return (
    <div ref={list} id={id} role="listbox" aria-label={findWords.results} aria-busy={isBusy} tabIndex={-1} className={styles.list}>
      {groups.map(({ heading, total, rows }, group) => (
        <div key={heading} role="group" aria-labelledby={`${id}-g${group}`}>
          <p id={`${id}-g${group}`} role="presentation" className={styles.heading}>{heading}{total !== null && <span className={styles.total}>{paletteWords.total(total)}</span>}</p>
          {rows.map((row, place) => {
            const at = starts[group]! + place;
            return (
              <div key={row.key} id={rowId(id, at)} role="option" aria-selected={at === active} className={styles.row} data-more={row.isMore}
                onPointerMove={() => { if (at !== active) onActive(at); }} onClick={() => onChoose(row)}>
                <Row row={row} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function Row({ row: { id, words, line, where, aside, hit, keys } }: { readonly row: PaletteRow }): ReactNode {
  const scheme = useRiskScheme();
  const residual = hit?.residual ?? null;
  const lane = hit?.lane ?? null;
  return (
    <>
      {id !== '' && <span className={styles.id}>{id}</span>}
      <span className={styles.words}><Marked stretches={words} /></span>
      <span className={styles.aside}>
        {aside}
        {residual !== null && <span className={styles.level}><LevelMark level={levelOf(residual, scheme)} /></span>}
        {keys !== null && <span className={styles.keys} aria-hidden="true">{keyWords(keys).map((key) => <kbd key={key}>{key}</kbd>)}</span>}
      </span>
      {line !== null && <span className={styles.line}>{foundIn[line.in]}<Marked stretches={line.text} /></span>}
      {(where !== '' || lane !== null) && <span className={styles.where}>{lane !== null && <span className={styles.lane} data-lane={lane}>{paletteWords.lanes[lane]}</span>}{where}</span>}
    </>
  );
}

function Marked({ stretches }: { readonly stretches: readonly Stretch[] }): ReactNode {
  return stretches.map(({ text, isMatch }, place) => (isMatch ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>));
}
