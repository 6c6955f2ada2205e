import { useEffect, useRef, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { findingGroupWords, turnWords, type Reader } from '../../../shared/copy/finding.ts';
import { count, figure } from '../../../shared/copy/number.ts';
import { findingWords } from '../../../shared/copy/status.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { findingState } from '../../components/finding-line.tsx';
import { StateShape } from '../../components/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import type { FindingGroup } from './findings-view.ts';
import styles from './findings.module.css';

/** The findings by gravity, each a link to its thread. */
export function FindingList({ dossier, groups, selected, reader }: { readonly dossier: DossierId; readonly groups: readonly FindingGroup[]; readonly selected: Digest | null; readonly reader: Reader }): ReactNode {
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), [selected]);
  return (
    <nav className={styles.list} aria-label="Findings and questions">
      {groups.map(({ severity, findings }) => (
        <section key={severity} aria-label={findingGroupWords[severity]}>
          <h3>{findingGroupWords[severity]} <span>{figure(findings.length)}</span></h3>
          <ul>
            {findings.map((finding) => {
              const replies = finding.thread.filter(({ kind }) => kind === 'answered').length;
              return (
                <li key={finding.finding}>
                  <a ref={finding.finding === selected ? here : undefined} href={hrefOf({ kind: 'dossier', dossier, tab: 'findings', item: finding.finding })} aria-current={finding.finding === selected ? 'true' : undefined} data-waits={reader.waits(finding)} data-closed={finding.resolution !== null}>
                    <StateShape state={findingState(finding)} />
                    <span className={styles.text}><span className="visually-hidden">{findingWords[severity]}: </span>{finding.text}</span>
                    <small><span>{finding.item ?? 'Whole revision'}</span><span>{finding.member === reader.me ? 'You' : reader.nameOf(finding.member)}, {shortDay(finding.claimedAt)}</span></small>
                    <small><b>{turnWords(finding, reader)}</b>{replies > 0 && <span>{count(replies, 'reply', 'replies')}</span>}</small>
                  </a>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
