import { useMemo, useState, type ReactNode } from 'react';
import { historyKindNames, historyKindWords, historySentence, type HistoryKind, type HistoryNames } from '../../../shared/copy/history.ts';
import { historyTabWords as words } from '../../../shared/copy/screens/history.ts';
import type { MemberId } from '../../../shared/vocabulary.ts';
import { SelectField } from '../../components/select-field.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { useHistory } from '../../queries/history.ts';
import { useGo } from '../../queries/pane.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { tabWords } from '../../route.ts';
import { EraSection } from './era-section.tsx';
import { entryId, erasOf, kindCounts, peopleOf, timeline } from './timeline.ts';
import styles from './history.module.css';

/** How many of the newest revisions are compared without being asked to. */
const comparedAtOnce = 2;

/** Every revision with what it changed, and everything that happened on it and around it, on one time line, newest first. */
export function History({ dossier, view, item }: RecordTabProps): ReactNode {
  const go = useGo();
  const { entries, news, unknown, meetingTitleOf, packetNumberOf, before } = useHistory(dossier);
  const [kind, setKind] = useState<HistoryKind | 'all'>('all');
  const [person, setPerson] = useState<MemberId | 'all'>('all');
  const { memberName } = useSession();
  const names = useMemo<HistoryNames>(() => {
    const questions = new Set(entries.flatMap(({ fact }) => (fact.type === 'question.asked/1' ? [fact.digest] : [])));
    return { nameOf: memberName, isQuestion: (finding) => questions.has(finding), meetingTitleOf, packetNumberOf };
  }, [entries, memberName, meetingTitleOf, packetNumberOf]);
  const line = useMemo(() => timeline(entries, news), [entries, news]);
  const eras = useMemo(() => erasOf(line, { kind, person }), [line, kind, person]);
  const counts = useMemo(() => kindCounts(line), [line]);
  const people = useMemo(() => peopleOf(line).map((id) => ({ value: id, label: memberName(id) })).sort((a, b) => (a.label < b.label ? -1 : 1)), [line, memberName]);
  const order = useMemo(() => eras.flatMap((era) => [...(era.publication === null ? [] : [era.publication.digest as string]), ...era.entries.map(entryId)]), [eras]);
  const isNothing = kind !== 'all' && kind !== 'revisions' && eras.every((era) => era.entries.length === 0);
  const step = (by: 1 | -1): void => {
    const at = order.findIndex((id) => id === item);
    const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))];
    if (next !== undefined) go({ kind: 'dossier', dossier, tab: 'history', item: next }, { replace: true });
  };
  useShortcuts(tabWords.history, [{ keys: 'n', words: words.keys.next, run: () => step(1) }, { keys: 'p', words: words.keys.previous, run: () => step(-1) }]);

  return (
    <div className={styles.tab} role="group" aria-label={words.scroller} tabIndex={0} data-scrolls>
      <TabHeader sentence={historySentence(entries.map(({ fact }) => fact))} detail={unknown === 0 ? words.detail : <>{words.detail} {words.unknown(unknown)}</>}
        actions={(
          <>
            <SelectField<HistoryKind | 'all'> label={words.kind} value={kind} onChange={setKind} groups={[{ heading: null, options: [{ value: 'all', label: words.everything }, ...historyKindNames.filter((one) => counts[one] > 0 || one === kind).map((one) => ({ value: one, label: words.kindOption(historyKindWords[one], counts[one]) }))] }]} />
            <SelectField<MemberId | 'all'> label={words.person} value={person} onChange={setPerson} groups={[{ heading: null, options: [{ value: 'all', label: words.everybody }, ...people] }]} />
          </>
        )} />
      {isNothing && <p className={styles.quiet} role="status">{words.none}</p>}
      {eras.map((era, index) => <EraSection key={era.publication?.digest ?? ''} dossier={dossier} era={era} before={before} summary={view.summary} item={item} names={names} opens={index < comparedAtOnce} />)}
    </div>
  );
}
