import { useMemo, useState, type ReactNode } from 'react';
import { findingsDetail, findingsSentence, type Reader } from '../../../shared/copy/finding.ts';
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import { isAddressedTo } from '../../../shared/events/thread.ts';
import { Action } from '../../components/action.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Segments } from '../../components/segments.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { itemPlaces } from '../../queries/item-titles.ts';
import { useGo } from '../../queries/pane.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { tabWords } from '../../route.ts';
import { FindingList } from './finding-list.tsx';
import { FindingThread } from './finding-thread.tsx';
import { fits, groupedFindings, waitsFor, type Which } from './findings-view.ts';
import styles from './findings.module.css';

const { keys, filter, ...words } = findingsWords;

/** Findings and questions on the dossier: what they come to, the list by gravity, and one with its thread. */
export function Findings({ dossier, view, content, item, onSheet }: RecordTabProps): ReactNode {
  const go = useGo();
  const { memberName, profile: { member: me } } = useSession();
  const [which, setWhich] = useState<Which>('open');
  const { findings, ballot: { roster } } = view.summary;
  const places = useMemo(() => itemPlaces(content), [content]);
  const reader: Reader = { me, nameOf: memberName, waits: (finding) => waitsFor(finding, me, roster) };
  const groups = groupedFindings(findings, which, me, roster);
  const shown = groups.flatMap((group) => group.findings);
  // The address wins over the filter; without one it is what waited for the member first, and stays once it is answered.
  const first = shown.find(reader.waits) ?? shown[0] ?? null;
  const [opened] = useState(first?.finding ?? null);
  const named = (digest: string | null) => findings.find(({ finding }) => finding === digest);
  const selected = named(item) ?? named(opened) ?? first;
  const isSecretary = roster.members.some(({ id, status, roles }) => id === me && status === 'active' && roles.includes('secretary'));
  const step = (by: 1 | -1): void => {
    const at = shown.findIndex(({ finding }) => finding === selected?.finding);
    const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next !== undefined) go({ kind: 'dossier', dossier, tab: 'findings', item: next.finding }, { replace: true });
  };
  useShortcuts(tabWords.findings, [
    { keys: 'n', words: keys.next, run: () => step(1) }, { keys: 'p', words: keys.previous, run: () => step(-1) },
    { keys: 'f', words: keys.record, run: () => onSheet({ kind: 'finding', item: null }) },
  ]);
  const n = (of: Which): number => findings.filter((finding) => fits(finding, of, me, roster)).length;

  return (
    <div className={styles.tab}>
      <div className={styles.top}>
        <TabHeader sentence={findingsSentence(findings, reader)} detail={findingsDetail(findings)}
          actions={<Action onClick={() => onSheet({ kind: 'finding', item: null })} barred={view.permissions['record-finding']} keys="F">{words.record}</Action>} />
      </div>
      {findings.length === 0 ? <div className={styles.none}><EmptyState sentence={words.none} /></div> : (
        <div className={styles.columns}>
          <div className={styles.side}>
            <div className={styles.filter}><Segments label={filter.label} value={which} onChange={setWhich} segments={(['open', 'mine', 'all'] as const).map((value) => ({ value, label: filter[value], count: n(value) }))} /></div>
            {groups.length === 0 ? <p className={styles.quiet}>{words.empty[which]}</p> : <FindingList dossier={dossier} groups={groups} selected={selected?.finding ?? null} reader={reader} />}
          </div>
          {selected !== null && (
            <FindingThread key={selected.finding} dossier={dossier} view={view} finding={selected} place={selected.item === null ? undefined : places.get(selected.item)} reader={reader}
              mayResolve={isSecretary || selected.member === me} mayAssign={isSecretary || selected.member === me || isAddressedTo(selected.addressee, me, roster)} />
          )}
        </div>
      )}
    </div>
  );
}
