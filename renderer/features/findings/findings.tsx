import { useState, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { count, figure, inWords, sentenceStart } from '../../../shared/copy/number.ts';
import { findingWords } from '../../../shared/copy/status.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { findingState } from '../../components/finding-line.tsx';
import { Section } from '../../components/page.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { itemPlaces } from '../../queries/item-titles.ts';
import { useSession } from '../../queries/session.ts';
import { hrefOf } from '../../route.ts';
import { ResolveFinding } from './resolve-finding.tsx';
import styles from './findings.module.css';

const gravity = ['blocker', 'major', 'minor', 'observation'] as const;

/** What the findings come to, the gravest first: `2 blockers are open. Approval needs them resolved.` */
function headline(findings: readonly FindingSummary[]): string {
  const open = findings.filter((finding) => finding.resolution === null);
  const blockers = open.filter((finding) => finding.severity === 'blocker').length;
  if (blockers > 0) return `${sentenceStart(inWords(blockers))} ${blockers === 1 ? 'blocker is' : 'blockers are'} open. Approval needs ${blockers === 1 ? 'it' : 'them'} resolved.`;
  if (open.length > 0) return open.length === 1 ? 'One finding is open; it is no blocker.' : `${sentenceStart(count(open.length, 'finding'))} are open, none of them a blocker.`;
  return findings.length === 0 ? 'No finding is recorded.' : 'Every finding is resolved.';
}

/** All findings on the dossier, open ones first, and how each is resolved. */
export function Findings({ dossier, view, content, onSheet }: RecordTabProps): ReactNode {
  const { memberName, profile } = useSession();
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const [resolving, setResolving] = useState<string | null>(null);
  const { findings, revisions, ballot } = view.summary;
  const open = findings.filter((finding) => finding.resolution === null);
  const places = itemPlaces(content);
  const listed = [...(shown === 'open' ? open : findings)].sort((a, b) => Number(a.resolution !== null) - Number(b.resolution !== null) || gravity.indexOf(a.severity) - gravity.indexOf(b.severity));
  const isSecretary = ballot.roster.members.some((member) => member.id === profile.member && member.status === 'active' && member.roles.includes('secretary'));

  return (
    <div className={styles.tab}>
      <TabHeader sentence={headline(findings)} detail="A blocker bars approval until its author or a secretary resolves it (rule Q-4)."
        actions={<Action onClick={() => onSheet({ kind: 'finding', item: null })} barred={view.permissions['record-finding']}>Record finding</Action>} />
      <Section heading="Findings" aside={<Segments label="Which findings" value={shown} onChange={setShown} segments={[{ value: 'open', label: 'Open', count: open.length }, { value: 'all', label: 'All', count: findings.length }]} />}>
        {listed.length === 0 ? <EmptyState sentence={findings.length === 0 ? 'Record one here, on a hazard or on a piece of evidence.' : 'No finding is open.'} /> : (
          <ul className={styles.list}>
            {listed.map((finding) => {
              const place = finding.item === null ? null : places.get(finding.item);
              const ordinal = revisions.find((revision) => revision.digest === finding.revision)?.ordinal;
              const may = isSecretary || finding.member === profile.member;
              return (
                <li key={finding.finding} aria-label={`${findingWords[finding.severity]} on ${finding.item ?? 'the revision'}`}>
                  <div className={styles.head}>
                    <StateMark state={findingState(finding)} strong={finding.resolution === null}>{findingWords[finding.severity]}{finding.resolution === null ? '' : ', resolved'}</StateMark>
                    <About dossier={dossier} item={finding.item} title={place?.title} tab={place?.tab ?? 'overview'} />
                    <span className={styles.meta}>{memberName(finding.member)}, {shortDay(finding.claimedAt)}{ordinal === undefined || revisions.length === 1 ? '' : `, on revision ${figure(ordinal)}`}</span>
                  </div>
                  <p className={styles.text}>{finding.text}</p>
                  {finding.resolution !== null && <p className={styles.resolution}><strong>Resolved</strong> by {memberName(finding.resolution.member)}, {shortDay(finding.resolution.claimedAt)}: {finding.resolution.text}</p>}
                  {finding.resolution === null && resolving !== finding.finding && (may
                    ? <div><Action onClick={() => setResolving(finding.finding)} barred={view.permissions['resolve-finding']}>Resolve</Action></div>
                    : <p className={styles.meta}>Its author, or a secretary, resolves it.</p>)}
                  {resolving === finding.finding && finding.resolution === null && <ResolveFinding dossier={dossier} finding={finding} onClose={() => setResolving(null)} />}
                </li>
              );
            })}
          </ul>
        )}
      </Section>
    </div>
  );
}

function About({ dossier, item, title, tab }: { readonly dossier: RecordTabProps['dossier']; readonly item: ItemId | null; readonly title: string | undefined; readonly tab: 'overview' | 'hazards' | 'evidence' | 'findings' | 'votes' | 'packet' }): ReactNode {
  if (item === null) return <span>The revision as a whole</span>;
  return <a href={hrefOf({ kind: 'dossier', dossier, tab, item })}>{item}{title === undefined ? '' : ` ${title}`}</a>;
}
