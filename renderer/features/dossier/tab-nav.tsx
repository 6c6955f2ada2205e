import { useMemo, type ReactNode } from 'react';
import { longDay } from '../../../shared/copy/date.ts';
import { dossierWords, type TabCount } from '../../../shared/copy/screens/dossier.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import type { Delta } from '../../dossier-tab.ts';
import { useBaseline } from '../../queries/baseline.ts';
import type { DossierContent } from '../../queries/content.ts';
import type { DossierView } from '../../queries/dossier.ts';
import { useViewed } from '../../queries/viewed.ts';
import { dossierTabs, hrefOf, tabWords, type DossierTab } from '../../route.ts';
import { contentCounts, tabCounts } from './tab-counts.ts';
import styles from './workspace.module.css';

const words = dossierWords.baseline;
const none: readonly ItemId[] = [];

/** The dossier's tabs with what each holds, and what the delta is measured from. */
export function TabNav({ dossier, tab, view, content, delta }: { readonly dossier: DossierId; readonly tab: DossierTab; readonly view: DossierView; readonly content: DossierContent | undefined; readonly delta: Delta | null | undefined }): ReactNode {
  const { summary, baseline } = view;
  const { viewed } = useViewed(summary.latest.digest);
  const changed = delta?.items ?? none;
  const held = useMemo(() => (content === undefined ? null : contentCounts(content, changed)), [content, changed]);
  const counts = tabCounts(summary, { content: held, documents: content?.revision.documents.map(({ id }) => id) ?? none, viewed, changed: delta?.items.length ?? null });
  const { options, chosen } = useBaseline(view);
  const approved = options.find(({ choice }) => choice.kind === 'approval')?.name;
  return (
    <nav className={styles.nav} aria-label={dossierWords.group}>
      <ul>
        {dossierTabs.map((name) => (
          <li key={name}><a href={hrefOf({ kind: 'dossier', dossier, tab: name, item: null })} aria-current={name === tab ? 'page' : undefined}><span>{tabWords[name]}</span><Count count={counts[name]} /></a></li>
        ))}
      </ul>
      {baseline !== null && (
        <p className={styles.baseline}>{words.approved(approved ?? null)}<br />{approvedOn(summary, baseline.decision) ?? ''}<DigestMark digest={baseline.revision} of={words.of} /></p>
      )}
      {chosen !== null && chosen.choice.kind !== 'approval' && <p className={styles.baseline} data-chosen="true">{words.compared(chosen.name)}</p>}
    </nav>
  );
}

/** Short for the eye, in full for who hears it. */
function Count({ count }: { readonly count: TabCount | null }): ReactNode {
  return count === null ? null : <><small aria-hidden="true" data-waits={count.waits}>{count.shown}</small><span className="visually-hidden"> {count.said}</span></>;
}

/** The day of that decision, where it is on this dossier. */
function approvedOn({ decisions }: DossierView['summary'], act: string): string | null {
  const decided = decisions.find(({ decision }) => decision.act === act);
  return decided === undefined ? null : `${longDay(decided.decision.claimedAt)} `;
}
