import { useEffect, useRef, type ReactNode } from 'react';
import { speaksAgainst, type Change, type Reading } from '../../../shared/dossier/change.ts';
import { measurementWords } from '../../../shared/copy/evidence.ts';
import { dossierWords } from '../../../shared/copy/screens/dossier.ts';
import { basisChange } from '../../../shared/packet/baseline.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { Clamped } from '../../components/clamped.tsx';
import type { ItemPlace } from '../../queries/item-titles.ts';
import { hrefOf } from '../../route.ts';
import styles from './overview.module.css';

const signs = { against: '▲', mixed: '◆', neutral: '·', for: '▽' } as const satisfies Record<Reading, string>;
const words = dossierWords.delta;

/** The item of the latest revision that a change is read at; null where there is none. */
export function itemOf(change: Change, places: ReadonlyMap<ItemId, ItemPlace>): ItemId | null {
  return [change.within, change.id].find((id): id is ItemId => id !== null && places.has(id as ItemId)) ?? null;
}

/** What was measured, by the name that people give it; null for a change of something else. */
function metricName(change: Change): string | null {
  switch (change.kind) {
    case 'metric-moved': case 'metric-restated': case 'metric-added': case 'metric-removed': return measurementWords((change.after ?? change.before)!);
    case 'threshold-loosened': case 'threshold-tightened': case 'threshold-restated': case 'threshold-added': case 'threshold-removed': return measurementWords((change.after ?? change.before)!);
    default: return null;
  }
}

export interface DeltaTableProps {
  readonly dossier: DossierId;
  readonly changes: readonly Change[];
  readonly release: string;
  readonly latest: string;
  readonly places: ReadonlyMap<ItemId, ItemPlace>;
  readonly viewed: ReadonlySet<ItemId>;
  /** Place of the change that the keyboard is on. */
  readonly at: number | null;
}

/** What changed since the last approval, gravest first, each before and after in the words of the packet. */
export function DeltaTable({ dossier, changes, release, latest, places, viewed, at }: DeltaTableProps): ReactNode {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    row.current?.scrollIntoView({ block: 'nearest' });
    row.current?.focus({ preventScroll: true });
  }, [at]);
  return (
    <table className={styles.delta} aria-label={words.label(release)}>
      <thead><tr><th scope="col">{words.heads.item}</th><th scope="col">{words.heads.what}</th><th scope="col" data-end>{release}</th><th scope="col" data-end>{latest}</th><th scope="col" data-end>{words.heads.change}</th><th scope="col">{words.heads.reading}</th></tr></thead>
      <tbody>
        {changes.map((change, index) => {
          const said = basisChange(change);
          const item = itemOf(change, places);
          const place = item === null ? undefined : places.get(item);
          return (
            <tr key={index} ref={index === at ? row : undefined} tabIndex={index === at ? 0 : -1} data-at={index === at} data-reading={change.reading}>
              <td>{item === null || place === undefined ? said.item : <a href={hrefOf({ kind: 'dossier', dossier, tab: place.tab, item })}>{said.item}</a>}{item !== null && viewed.has(item) && <><span aria-hidden="true" className={styles.tick}> ✓ </span><span className="visually-hidden">{words.viewed}</span></>}</td>
              <th scope="row"><Clamped text={metricName(change) ?? said.what} /></th>
              <td data-end>{said.before}</td><td data-end>{said.after}</td><td data-end>{said.change === '–' ? '' : said.change}</td>
              <td data-strong={speaksAgainst(change)}><span aria-hidden="true" className={styles.sign}>{signs[change.reading]}</span>{said.reading} <span className="visually-hidden">{words.readings[change.reading]}</span></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
