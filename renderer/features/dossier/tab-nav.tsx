import type { ReactNode } from 'react';
import { longDay } from '../../../shared/copy/date.ts';
import { count, figure } from '../../../shared/copy/number.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import type { Delta } from '../../dossier-tab.ts';
import { useBaseline } from '../../queries/baseline.ts';
import type { DossierContent } from '../../queries/content.ts';
import type { DossierView } from '../../queries/dossier.ts';
import { dossierTabs, hrefOf, tabWords, type DossierTab } from '../../route.ts';
import styles from './workspace.module.css';

/** The dossier's tabs with what each holds, and what the delta is measured from. */
export function TabNav({ dossier, tab, view, content, delta }: { readonly dossier: DossierId; readonly tab: DossierTab; readonly view: DossierView; readonly content: DossierContent | undefined; readonly delta: Delta | null | undefined }): ReactNode {
  const { summary, baseline } = view;
  const counts: Record<DossierTab, string> = {
    overview: delta === null || delta === undefined ? '' : count(delta.items.length, 'item'),
    hazards: content === undefined ? '' : figure(content.register.hazards.length), evidence: content === undefined ? '' : figure(content.evidence.length), trace: '', provenance: '', incidents: '',
    documents: content === undefined ? '' : figure(content.revision.documents.length),
    findings: summary.findings.length === 0 ? '' : figure(summary.findings.filter((finding) => finding.resolution === null).length),
    votes: summary.open ? `${figure(summary.tally.counts.counted)} of ${figure(summary.tally.minimum)}` : 'decided', history: figure(summary.revisions.length), packet: summary.packets.length === 0 ? '' : figure(summary.packets.length),
  };
  const { options, chosen } = useBaseline(view);
  const approved = options.find(({ choice }) => choice.kind === 'approval')?.name;
  return (
    <nav className={styles.nav} aria-label="Dossier">
      <ul>
        {dossierTabs.map((name) => (
          <li key={name}><a href={hrefOf({ kind: 'dossier', dossier, tab: name, item: null })} aria-current={name === tab ? 'page' : undefined}><span>{tabWords[name]}</span>{counts[name] !== '' && <small>{counts[name]}</small>}</a></li>
        ))}
      </ul>
      {baseline !== null && (
        <p className={styles.baseline}>Last approved{approved === undefined ? '' : `: ${approved}`}<br />{approvedOn(summary, baseline.decision) ?? ''}<DigestMark digest={baseline.revision} of="the last approved revision" /></p>
      )}
      {chosen !== null && chosen.choice.kind !== 'approval' && <p className={styles.baseline} data-chosen="true">Compared with {chosen.name}</p>}
    </nav>
  );
}

/** The day of that decision, where it is on this dossier. */
function approvedOn({ decisions }: DossierView['summary'], act: string): string | null {
  const decided = decisions.find(({ decision }) => decision.act === act);
  return decided === undefined ? null : `${longDay(decided.decision.claimedAt)} `;
}
