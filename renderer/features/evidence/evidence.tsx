import { useMemo, useRef, useState, type ReactNode } from 'react';
import { allEvidenceSentence } from '../../../shared/copy/evidence.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import { evidenceKinds } from '../../../shared/dossier/evidence.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { FilterField } from '../../components/filter-field.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { useGo } from '../../queries/pane.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useViewed } from '../../queries/viewed.ts';
import { EvidenceList } from './evidence-list.tsx';
import { EvidencePiece } from './evidence-piece.tsx';
import styles from './evidence.module.css';

/** All evidence of the latest revision, and one piece in detail. */
export function EvidenceTab(props: ContentTabProps): ReactNode {
  const go = useGo();
  const { dossier, view, content, delta, item } = props;
  const search = useRef<HTMLInputElement>(null);
  const { viewed, mark } = useViewed(view.summary.latest.digest);
  const [text, setText] = useState('');
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = content.evidence.filter(({ entry }) => words.every((word) => `${entry.id}\n${entry.title}\n${evidenceKindWords[entry.kind]}`.toLowerCase().includes(word)));
  const groups = evidenceKinds.map((kind) => shown.filter(({ entry }) => entry.kind === kind)).filter((group) => group.length > 0);
  const order = groups.flat();
  const changed = useMemo(() => new Set((delta?.changes ?? []).flatMap((change) => [change.id, ...(change.within === null ? [] : [change.within])])), [delta]);
  const selected = content.evidence.find(({ entry }) => entry.id === item) ?? order[0] ?? null;

  const select = (id: ItemId): void => go({ kind: 'dossier', dossier, tab: 'evidence', item: id }, { replace: true });
  const step = (by: 1 | -1): void => {
    const stops = changed.size > 0 && order.some(({ entry }) => changed.has(entry.id)) ? order.filter(({ entry }) => changed.has(entry.id) || entry.id === selected?.entry.id) : order;
    const at = stops.findIndex(({ entry }) => entry.id === selected?.entry.id);
    const to = stops[at + by];
    if (to !== undefined) select(to.entry.id);
  };
  const markViewed = (): void => {
    if (selected === null) return;
    mark([selected.entry.id]);
    const next = order[order.indexOf(selected) + 1];
    if (next !== undefined) select(next.entry.id);
  };
  useShortcuts('Evidence', [
    { keys: 'n', words: 'Next change', run: () => step(1) }, { keys: 'p', words: 'Previous change', run: () => step(-1) }, { keys: 'v', words: 'Mark viewed, then next', run: markViewed },
    { keys: '/', words: 'Filter evidence', run: () => search.current?.focus() },
  ]);

  return (
    <div className={styles.tab}>
      <div className={styles.side}>
        <div className={styles.find}><FilterField label="Filter evidence" value={text} onChange={setText} field={search} keys="/" /></div>
        <p className={styles.all} role="status">{shown.length === 0 && content.evidence.length > 0 ? 'No evidence fits the filter.' : allEvidenceSentence(content.evidence.map(({ judgement }) => judgement.state))}</p>
        <EvidenceList groups={groups} selected={selected?.entry.id ?? null} viewed={viewed} changed={changed} onSelect={select} />
      </div>
      {selected === null ? <p className={styles.nothing}>{allEvidenceSentence([])}</p> : (
        <EvidencePiece key={selected.entry.id} {...props} piece={selected} usedBy={tracedTo(content, selected.entry.id)} viewed={viewed.has(selected.entry.id)} onViewed={markViewed} />
      )}
    </div>
  );
}

/** Hazards that rest on a piece of evidence, themselves or through a mitigation. */
function tracedTo({ register }: ContentTabProps['content'], id: ItemId): readonly ItemId[] {
  return register.hazards.filter(({ evidence, mitigations }) => evidence.includes(id) || mitigations.some((mitigation) => mitigation.evidence.includes(id))).map((hazard) => hazard.id);
}
