import type { ReactNode } from 'react';
import { componentsWords } from '../../../shared/copy/screens/components.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { DigestMark } from '../../components/digest.tsx';
import { Sentence } from '../../components/sentence.tsx';
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

const words = votingWords.signing;

/** The exact revision that the signature will name, what it covers, what the member hasn't viewed, and what happens then. */
export function WhatYouSign({ dossier, summary, content, unread, grave, recuses }: WhatYouSignProps): ReactNode {
  const { latest, findings } = summary;
  const blockers = findings.filter((finding) => finding.severity === 'blocker' && finding.resolution === null).length;
  const places = itemPlaces(content);
  const gravest = [...unread.filter((id) => grave.has(id)), ...unread.filter((id) => !grave.has(id))].slice(0, 6);
  return (
    <section className={styles.signing} aria-label={words.head}>
      <h3>{words.head}</h3>
      <dl>
        <dt>{words.revision}</dt><dd>{words.shown(latest.ordinal)}<br /><DigestMark digest={latest.digest} of={componentsWords.digest.revision} whole /></dd>
        {content !== undefined && <><dt>{words.artifacts}</dt><dd>{content.revision.artifacts.slice(0, 4).map((artifact) => <span key={artifact.digest} className={styles.artifact}>{artifact.name} <DigestMark digest={artifact.digest} of={artifact.name} /></span>)}</dd></>}
        {content !== undefined && <><dt>{words.scope}</dt><dd>{words.covers({ hazards: content.revision.hazards.count, evidence: content.revision.evidence.length, documents: content.revision.documents.length })}</dd></>}
      </dl>
      {!recuses && (unread.length > 0 || blockers > 0) && (
        <div className={styles.warn}>
          {blockers > 0 && <p><StateMark state="failed">{words.blockers(blockers)}</StateMark></p>}
          {unread.length > 0 && (
            <p><StateMark state="warning" strong>{words.unread(unread.length)}</StateMark>
              {' '}<Sentence parts={words.unreadItems(unread.length - gravest.length)} slots={{ items: gravest.map((id, index) => <span key={id}>{index === 0 ? '' : ', '}<a href={hrefOf({ kind: 'dossier', dossier, tab: places.get(id)?.tab ?? 'overview', item: id })}>{id}</a></span>) }} /></p>
          )}
        </div>
      )}
      <h3>{words.next}</h3>
      <ol>
        <li>{words.steps.sign}</li>
        <li>{recuses ? words.steps.recusal : words.steps.vote}</li>
        {!recuses && <li>{words.steps.later}</li>}
      </ol>
    </section>
  );
}
