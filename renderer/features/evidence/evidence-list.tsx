import { memo, useCallback, useEffect, useId, useMemo, useRef, type HTMLAttributes, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { evidenceStateText } from '../../../shared/copy/evidence.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import { evidenceKinds, type EvidenceEntry, type EvidenceKind } from '../../../shared/dossier/evidence.ts';
import type { EvidenceJudgement } from '../../../shared/evidence/judge.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { Clamped } from '../../components/clamped.tsx';
import { usePrinting } from '../../components/printing.ts';
import { useRowCursor } from '../../components/row-cursor.ts';
import { StateShape } from '../../components/state-mark.tsx';
import { tabWords } from '../../route.ts';
import styles from './evidence.module.css';

/** `judgement` null while the piece is being read. */
export interface ListedEvidence { readonly entry: EvidenceEntry; readonly judgement: EvidenceJudgement | null }

export interface EvidenceListProps {
  readonly groups: readonly (readonly ListedEvidence[])[];
  readonly selected: string | null;
  readonly viewed: ReadonlySet<ItemId>;
  readonly changed: ReadonlySet<string>;
  readonly onSelect: (id: ItemId) => void;
}

/** With more entries than these, only those in sight exist. */
const mostAtOnce = 150;
/** What stands under each other: the name of a kind, and the entries of that kind. */
type Item = { readonly kind: 'head'; readonly group: EvidenceKind } | { readonly kind: 'entry'; readonly group: EvidenceKind; readonly listed: ListedEvidence; readonly place: number; readonly of: number };

/** Evidence by kind, each with its state in words. Arrow keys choose. */
export function EvidenceList({ groups, selected, viewed, changed, onSelect }: EvidenceListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const printing = usePrinting();
  const { ids, items } = useMemo(() => ({
    ids: groups.flat().map(({ entry }) => entry.id),
    items: groups.flatMap((group): Item[] => {
      const of = group[0]!.entry.kind;
      return [{ kind: 'head', group: of }, ...group.map((listed, index): Item => ({ kind: 'entry', group: of, listed, place: index + 1, of: group.length }))];
    }),
  }), [groups]);
  const cursor = useRowCursor({ count: ids.length, idAt: (index) => ids[index]!, selected, selectedAt: ids.findIndex((id) => id === selected), onSelect: (id) => onSelect(id as ItemId) });
  // What the filter hides stays chosen, and is marked nowhere.
  const marked = ids[cursor.at] ?? selected;
  const isLong = ids.length > mostAtOnce && !printing;
  const at = items.findIndex((item) => item.kind === 'entry' && item.listed.entry.id === marked);
  const virtual = useVirtualizer({ count: isLong ? items.length : 0, getScrollElement: () => list.current, estimateSize: (index) => (items[index]!.kind === 'head' ? 28 : 46), overscan: 10, getItemKey: (index) => keyOf(items[index]!) });
  useEffect(() => {
    if (isLong && at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    else list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    // Where it stands may change while one types: only another choice is brought into sight.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [marked]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = cursor.from();
    const to: Record<string, number> = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: ids.length - 1 };
    const index = to[event.key];
    if (index === undefined || ids.length === 0) return cursor.settle();
    event.preventDefault();
    cursor.move(index, event.repeat);
  };
  const { drop } = cursor;
  const choose = useRef(onSelect);
  useEffect(() => { choose.current = onSelect; });
  const onChoose = useCallback((id: ItemId): void => {
    drop();
    choose.current(id);
  }, [drop]);
  const draw = (item: Item, place: Placed | null): ReactNode => (item.kind === 'head'
    ? <p key={keyOf(item)} className={styles.kind} aria-hidden="true" {...(place === null ? {} : placedAt(place.index, place.start, virtual.measureElement))}>{evidenceKindWords[item.group]}</p>
    : <Entry key={item.listed.entry.id} listed={item.listed} domId={`${prefix}${item.listed.entry.id}`} isSelected={item.listed.entry.id === marked} isViewed={viewed.has(item.listed.entry.id)} isChanged={changed.has(item.listed.entry.id)}
        index={place?.index ?? null} start={place?.start ?? 0} measure={virtual.measureElement} place={item.place} of={item.of} onSelect={onChoose} />);
  const drawn: readonly { readonly item: Item; readonly place: Placed | null }[] = isLong
    ? virtual.getVirtualItems().map(({ index, start }) => ({ item: items[index]!, place: { index, start } }))
    : items.map((item) => ({ item, place: null }));

  return (
    <div className={styles.list} data-long={isLong} role="listbox" aria-label={tabWords.evidence} tabIndex={0} ref={list} onKeyDown={onKeyDown} onKeyUp={cursor.onKeyUp} onBlur={cursor.settle} aria-activedescendant={marked !== null && drawn.some(({ item }) => item.kind === 'entry' && item.listed.entry.id === marked) ? `${prefix}${marked}` : undefined}>
      <div className={styles.entries} role="presentation" style={isLong ? { height: virtual.getTotalSize() } : undefined}>
        {evidenceKinds.filter((kind) => drawn.some(({ item }) => item.group === kind)).map((kind) => (
          <div key={kind} role="group" aria-label={evidenceKindWords[kind]}>{drawn.filter(({ item }) => item.group === kind).map(({ item, place }) => draw(item, place))}</div>
        ))}
      </div>
    </div>
  );
}

const keyOf = (item: Item): string => (item.kind === 'head' ? `kind ${item.group}` : item.listed.entry.id);

/** Where a long list has an item. */
interface Placed { readonly index: number; readonly start: number }
type Measure = (element: HTMLElement | null) => void;

function placedAt(index: number, start: number, measure: Measure): Pick<HTMLAttributes<HTMLElement>, 'style'> & { readonly 'data-index': number; readonly ref: Measure } {
  return { 'data-index': index, 'ref': measure, 'style': { position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${start}px)` } };
}

interface EntryProps {
  readonly listed: ListedEvidence; readonly domId: string; readonly isSelected: boolean; readonly isViewed: boolean; readonly isChanged: boolean; readonly onSelect: (id: ItemId) => void;
  /** Where a long list has it; null in a short one. */
  readonly index: number | null; readonly start: number; readonly measure: Measure;
  /** Its place in its group, of how many. */
  readonly place: number; readonly of: number;
}

// An entry that stays as it is isn't drawn again while the mark moves.
const Entry = memo(({ listed: { entry, judgement }, domId, isSelected, isViewed, isChanged, onSelect, index, start, measure, place, of }: EntryProps): ReactNode => (
  <div id={domId} className={styles.entry} role="option" aria-selected={isSelected} onClick={() => onSelect(entry.id)} {...(index === null ? {} : { 'aria-posinset': place, 'aria-setsize': of, ...placedAt(index, start, measure) })}>
    <StateShape state={judgement?.state ?? 'not-judged'} />
    <span className={isViewed ? undefined : styles.unread}><Clamped text={entry.title} /></span>
    <small>{isChanged ? evidenceWords.list.changed(entry.id) : entry.id}<span>{judgement === null ? evidenceWords.list.beingRead : evidenceStateText(judgement)}</span></small>
  </div>
));
