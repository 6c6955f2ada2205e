import { memo, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { allEvidenceSentence } from '../../../shared/copy/evidence.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import { evidenceKindWords } from '../../../shared/copy/status.ts';
import { evidenceKinds } from '../../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../../shared/dossier/hazard.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { FilterField } from '../../components/filter-field.tsx';
import type { ContentTabProps } from '../../dossier-tab.ts';
import { wantEvidence } from '../../queries/content.ts';
import { useGo } from '../../queries/pane.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { useViewed } from '../../queries/viewed.ts';
import { tabWords } from '../../route.ts';
import { EvidenceList, type ListedEvidence } from './evidence-list.tsx';
import { EvidencePiece } from './evidence-piece.tsx';
import styles from './evidence.module.css';

/** All evidence of the latest revision, and one piece in detail. */
export function EvidenceTab(props: ContentTabProps): ReactNode {
  const go = useGo();
  const { dossier, view, content, delta, item } = props;
  const search = useRef<HTMLInputElement>(null);
  const { viewed, mark } = useViewed(view.summary.latest.digest);
  const [text, setText] = useState('');
  const judged = useMemo(() => new Map(content.evidence.map((piece) => [piece.entry.id, piece])), [content]);
  const listed = useMemo(() => content.revision.evidence.map((entry): ListedEvidence => ({ entry, judgement: judged.get(entry.id)?.judgement ?? null })), [content, judged]);
  const { shown, groups, order } = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const fits = listed.filter(({ entry }) => words.every((word) => `${entry.id}\n${entry.title}\n${evidenceKindWords[entry.kind]}`.toLowerCase().includes(word)));
    const byKind = evidenceKinds.map((kind) => fits.filter(({ entry }) => entry.kind === kind)).filter((group) => group.length > 0);
    return { shown: fits, groups: byKind, order: byKind.flat() };
  }, [listed, text]);
  const changed = useMemo(() => new Set((delta?.changes ?? []).flatMap((change) => [change.id, ...(change.within === null ? [] : [change.within])])), [delta]);
  const selected = listed.find(({ entry }) => entry.id === item) ?? order[0] ?? null;
  const piece = selected === null ? undefined : judged.get(selected.entry.id);
  const awaited = selected !== null && piece === undefined ? selected.entry.id : null;
  useEffect(() => { if (awaited !== null) wantEvidence(view.summary.latest.digest, awaited); }, [awaited, view.summary.latest.digest]);

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
  const latest = useRef(markViewed);
  useEffect(() => { latest.current = markViewed; });
  const onViewed = useCallback(() => latest.current(), []);
  const shownId = selected?.entry.id ?? null;
  const usedBy = useMemo(() => (shownId === null ? [] : tracedTo(content.register, shownId)), [content.register, shownId]);
  useShortcuts(tabWords.evidence, [
    { keys: 'n', words: actionWords.nextChange, run: () => step(1) }, { keys: 'p', words: actionWords.previousChange, run: () => step(-1) }, { keys: 'v', words: actionWords.markViewedNext, run: markViewed },
    { keys: '/', words: evidenceWords.list.filter, run: () => search.current?.focus() },
  ]);

  return (
    <div className={styles.tab}>
      <div className={styles.side}>
        <div className={styles.find}><FilterField label={evidenceWords.list.filter} value={text} onChange={setText} field={search} keys="/" /></div>
        <p className={styles.all} role="status">{shown.length === 0 && listed.length > 0 ? evidenceWords.list.noneFits : content.unread !== undefined ? evidenceWords.list.reading(content.unread) : allEvidenceSentence(content.evidence.map(({ judgement }) => judgement.state))}</p>
        <EvidenceList groups={groups} selected={selected?.entry.id ?? null} viewed={viewed} changed={changed} onSelect={select} />
      </div>
      {selected === null ? <p className={styles.nothing}>{allEvidenceSentence([])}</p> : piece === undefined ? <p className={styles.nothing} role="status">{evidenceWords.list.readingOne(selected.entry.id, selected.entry.title)}</p> : (
        <ShownPiece key={selected.entry.id} {...props} piece={piece} usedBy={usedBy} viewed={viewed.has(selected.entry.id)} onViewed={onViewed} />
      )}
    </div>
  );
}

/** A key typed into the filter beside it draws the piece no second time. */
const ShownPiece = memo(EvidencePiece);

/** Hazards that rest on a piece of evidence, themselves or through a mitigation. */
function tracedTo({ hazards }: HazardRegister, id: ItemId): readonly ItemId[] {
  return hazards.filter(({ evidence, mitigations }) => evidence.includes(id) || mitigations.some((mitigation) => mitigation.evidence.includes(id))).map((hazard) => hazard.id);
}
