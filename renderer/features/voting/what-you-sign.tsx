import type { ReactNode } from 'react';
import { count, figure } from '../../../shared/copy/number.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { DossierContent } from '../../queries/content.ts';
import { itemPlaces } from '../../queries/item-titles.ts';
import { hrefOf } from '../../route.ts';
import styles from './voting.module.css';

export interface WhatYouSignProps {
  readonly dossier: DossierId;
  readonly summary: DossierSummary;
  readonly content: DossierContent | undefined;
  readonly unread: readonly ItemId[];
  /** Hazards whose residual level is High. */
  readonly grave: ReadonlySet<ItemId>;
  readonly recuses: boolean;
}

/** The exact revision that the signature will name, what it covers, what the member hasn't viewed, and what happens then. */
export function WhatYouSign({ dossier, summary, content, unread, grave, recuses }: WhatYouSignProps): ReactNode {
  const { latest, findings } = summary;
  const blockers = findings.filter((finding) => finding.severity === 'blocker' && finding.resolution === null).length;
  const places = itemPlaces(content);
  const gravest = [...unread.filter((id) => grave.has(id)), ...unread.filter((id) => !grave.has(id))].slice(0, 6);
  return (
    <section className={styles.signing} aria-label="What you sign">
      <h3>What you sign</h3>
      <dl>
        <dt>Revision</dt><dd>{figure(latest.ordinal)}, the one on your screen<br /><DigestMark digest={latest.digest} of="the revision" whole /></dd>
        {content !== undefined && <><dt>Artifacts</dt><dd>{content.revision.artifacts.slice(0, 4).map((artifact) => <span key={artifact.digest} className={styles.artifact}>{artifact.name} <DigestMark digest={artifact.digest} of={artifact.name} /></span>)}</dd></>}
        {content !== undefined && <><dt>Scope</dt><dd>{count(content.revision.hazards.count, 'hazard')}, {count(content.revision.evidence.length, 'piece')} of evidence, {count(content.revision.documents.length, 'document')}</dd></>}
      </dl>
      {!recuses && (unread.length > 0 || blockers > 0) && (
        <div className={styles.warn}>
          {blockers > 0 && <p><StateMark state="failed">{count(blockers, 'blocker')} open: approval needs {blockers === 1 ? 'it' : 'them'} resolved, whatever the votes.</StateMark></p>}
          {unread.length > 0 && (
            <p><StateMark state="warning" strong>{count(unread.length, 'item')} not viewed</StateMark>
              {' '}{gravest.map((id, index) => <span key={id}>{index === 0 ? '' : ', '}<a href={hrefOf({ kind: 'dossier', dossier, tab: places.get(id)?.tab ?? 'overview', item: id })}>{id}</a></span>)}{unread.length > gravest.length ? ` and ${figure(unread.length - gravest.length)} more` : ''}.
              {' '}You may still vote; the signed vote names what was not viewed.</p>
          )}
        </div>
      )}
      <h3>What happens next</h3>
      <ol>
        <li>A separate window shows the exact statement and asks for your passphrase.</li>
        <li>{recuses ? 'Your recusal is kept on this machine and shared when a store is in reach. It can’t be withdrawn.' : 'The vote is kept on this machine and shared when a store is in reach.'}</li>
        {!recuses && <li>A later vote of yours supersedes it; nothing edits it. A newer revision makes it stale.</li>}
      </ol>
    </section>
  );
}
