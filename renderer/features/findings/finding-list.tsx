import { useEffect, useRef, type ReactNode } from 'react';
import { findingGroupWords, turnWords, type Reader } from '../../../shared/copy/finding.ts';
import { figure } from '../../../shared/copy/number.ts';
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import { findingWords } from '../../../shared/copy/status.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { findingState } from '../../components/finding-line.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { StateShape } from '../../components/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import type { FindingGroup } from './findings-view.ts';
import styles from './findings.module.css';

const words = findingsWords.list;

/** The findings by gravity, each a link to its thread. */
export function FindingList({ dossier, groups, selected, reader }: { readonly dossier: DossierId; readonly groups: readonly FindingGroup[]; readonly selected: Digest | null; readonly reader: Reader }): ReactNode {
  const landmark = useLandmark();
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), [selected]);
  return (
    <nav className={styles.list} aria-label={landmark(words.label)}>
      {groups.map(({ severity, findings }) => (
        <section key={severity} aria-label={landmark(findingGroupWords[severity])}>
          <h3>{findingGroupWords[severity]} <span>{figure(findings.length)}</span></h3>
          <ul>
            {findings.map((finding) => {
              const replies = finding.thread.filter(({ kind }) => kind === 'answered').length;
              return (
                <li key={finding.finding}>
                  <a ref={finding.finding === selected ? here : undefined} href={hrefOf({ kind: 'dossier', dossier, tab: 'findings', item: finding.finding })} aria-current={finding.finding === selected ? 'true' : undefined} data-waits={reader.waits(finding)} data-closed={finding.resolution !== null}>
                    <StateShape state={findingState(finding)} />
                    <span className={styles.text}><span className="visually-hidden">{findingWords[severity]}: </span>{finding.text}</span>
                    <small><span>{finding.item ?? words.whole}</span><span>{words.by(finding.member === reader.me ? findingsWords.you : reader.nameOf(finding.member), finding.claimedAt)}</span></small>
                    <small><b>{turnWords(finding, reader)}</b>{replies > 0 && <span>{words.replies(replies)}</span>}</small>
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
