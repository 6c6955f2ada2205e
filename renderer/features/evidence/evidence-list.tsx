import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { evidenceStateText } from '../../../shared/copy/evidence.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { StateShape } from '../../components/state-mark.tsx';
import type { JudgedEvidence } from '../../queries/content.ts';
import styles from './evidence.module.css';

export interface EvidenceListProps {
  readonly groups: readonly (readonly JudgedEvidence[])[];
  readonly selected: string | null;
  readonly viewed: ReadonlySet<ItemId>;
  readonly changed: ReadonlySet<string>;
  readonly onSelect: (id: ItemId) => void;
}

/** Evidence by kind, each with its state in words. Arrow keys choose. */
export function EvidenceList({ groups, selected, viewed, changed, onSelect }: EvidenceListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const ids = groups.flat().map(({ entry }) => entry.id);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = ids.findIndex((id) => id === selected);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 };
    const index = to[event.key];
    if (index === undefined || ids.length === 0) return;
    event.preventDefault();
    onSelect(ids[Math.min(ids.length - 1, Math.max(0, index))]!);
  };

  return (
    <div className={styles.list} role="listbox" aria-label="Evidence" tabIndex={0} ref={list} onKeyDown={onKeyDown} aria-activedescendant={selected !== null && ids.includes(selected as ItemId) ? `evidence-${selected}` : undefined}>
      {groups.map((group) => (
        <div key={group[0]!.entry.kind} role="group" aria-label={evidenceKindWords[group[0]!.entry.kind]}>
          <p className={styles.kind} aria-hidden="true">{evidenceKindWords[group[0]!.entry.kind]}</p>
          {group.map(({ entry, judgement }) => (
            <div key={entry.id} id={`evidence-${entry.id}`} className={styles.entry} role="option" aria-selected={entry.id === selected} onClick={() => onSelect(entry.id)}>
              <StateShape state={judgement.state} />
              <span className={viewed.has(entry.id) ? undefined : styles.unread}>{entry.title}</span>
              <small>{entry.id}{changed.has(entry.id) ? ', changed' : ''}<span>{evidenceStateText(judgement)}</span></small>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
