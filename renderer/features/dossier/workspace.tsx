import { useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { diffRevisions } from '../../../shared/dossier/diff.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { ContentTabProps, Delta, DossierSheet, RecordTabProps, SheetProps } from '../../dossier-tab.ts';
import { changedItems } from '../../queries/changes.ts';
import { useContent, useContentTrouble, type DossierContent } from '../../queries/content.ts';
import { useDossier, type DossierView } from '../../queries/dossier.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { dossierTabs, go, hrefOf, tabWords, type DossierTab } from '../../route.ts';
import { DocumentSheet } from './document-sheet.tsx';
import { DossierHeader } from './dossier-header.tsx';
import { TabNav } from './tab-nav.tsx';
import styles from './workspace.module.css';

/** What shows each tab: those that show the revision itself are only drawn once it is here. */
export type TabViews = { readonly [T in DossierTab]: T extends 'overview' | 'hazards' | 'evidence' ? ComponentType<ContentTabProps> : ComponentType<RecordTabProps> };
/** What draws each sheet. */
export type SheetViews = { readonly [K in DossierSheet['kind']]: (sheet: Extract<DossierSheet, { readonly kind: K }>, props: SheetProps) => ReactNode };

export interface WorkspaceProps {
  readonly dossier: DossierId;
  readonly tab: DossierTab;
  readonly item: string | null;
  readonly tabs: TabViews;
  readonly sheets: SheetViews;
}

/** One dossier: what it is, its tabs, the tab shown, and a sheet beside it while something is being written. */
export function Workspace({ dossier, tab, item, tabs, sheets }: WorkspaceProps): ReactNode {
  const view = useDossier(dossier);
  if (view === undefined) return <p className={styles.waiting} role="status">Opening the dossier…</p>;
  if (view === null) return <EmptyState sentence={`No revision of ${dossier} has arrived on this machine.`} action={<a href={hrefOf({ kind: 'home' })}>Back to Home</a>} />;
  return <Opened dossier={dossier} tab={tab} item={item} tabs={tabs} sheets={sheets} view={view} />;
}

function Opened({ dossier, tab, item, tabs, sheets, view }: WorkspaceProps & { readonly view: DossierView }): ReactNode {
  const revision = view.summary.latest.digest;
  const content = useContent(revision);
  const trouble = useContentTrouble(revision);
  const before = useContent(view.baseline?.revision ?? null);
  const isFirst = view.baseline === null;
  const delta = useMemo(() => (isFirst ? null : deltaOf(before, content)), [isFirst, before, content]);
  // A document is read in a sheet of its own, by its address. What was being written when it was opened comes back once it is closed.
  const document = tab === 'overview' ? content?.revision.documents.find(({ id }) => id === item) : undefined;
  const [written, setWritten] = useState<{ readonly sheet: DossierSheet; readonly over: string | undefined } | null>(null);
  const sheet = written?.over === document?.id ? written?.sheet ?? null : null;
  const setSheet = (next: DossierSheet): void => setWritten({ sheet: next, over: document?.id });
  useShortcuts('Dossier', [
    ...dossierTabs.map((name, index) => ({ keys: String(index + 1), words: tabWords[name], run: () => go({ kind: 'dossier', dossier, tab: name, item: null }) })),
    { keys: 'Ctrl+Enter', words: 'Vote', run: () => setSheet({ kind: 'vote' }) },
  ]);
  const props: RecordTabProps = { dossier, view, content, delta, item, onSheet: setSheet };
  const sheetProps: SheetProps = { dossier, view, content, onSheet: setSheet, onClose: () => setWritten(null) };
  const closeDocument = (): void => go({ kind: 'dossier', dossier, tab: 'overview', item: null });

  return (
    <div className={styles.workspace} data-sheet={sheet !== null || document !== undefined}>
      <DossierHeader dossier={dossier} view={view} content={content} onVote={() => setSheet({ kind: 'vote' })} />
      <TabNav dossier={dossier} tab={tab} view={view} content={content} delta={delta} />
      <div className={styles.area}><TabView tab={tab} tabs={tabs} props={props} waiting={trouble === null ? <p className={styles.waiting} role="status">Opening revision…</p> : <div className={styles.waiting}><TroubleNote trouble={trouble} /></div>} /></div>
      {sheet !== null && <div className={styles.sheet}>{drawSheet(sheets, sheet, sheetProps)}</div>}
      {sheet === null && document !== undefined && <div className={styles.sheet} data-reading="true"><DocumentSheet key={document.id} {...sheetProps} entry={document} onClose={closeDocument} /></div>}
    </div>
  );
}

/** Draws the tab; one that shows the revision waits until it is here. */
function TabView({ tab, tabs, props, waiting }: { readonly tab: DossierTab; readonly tabs: TabViews; readonly props: RecordTabProps; readonly waiting: ReactNode }): ReactNode {
  if (tab === 'overview' || tab === 'hazards' || tab === 'evidence') {
    const View = tabs[tab];
    return props.content === undefined ? waiting : <View {...props} content={props.content} />;
  }
  const View = tabs[tab];
  return <View {...props} />;
}

function drawSheet(sheets: SheetViews, sheet: DossierSheet, props: SheetProps): ReactNode {
  switch (sheet.kind) {
    case 'vote': return sheets.vote(sheet, props);
    case 'decision': return sheets.decision(sheet, props);
    case 'finding': return sheets.finding(sheet, props);
  }
}

function deltaOf(before: DossierContent | undefined, content: DossierContent | undefined): Delta | undefined {
  if (before === undefined || content === undefined) return undefined;
  const opened = ({ revision, register, evidence }: DossierContent) => ({ revision, register, evidence: new Map(evidence.map((piece) => [piece.entry.id, piece.evidence])) });
  return { before, changes: diffRevisions(opened(before), opened(content)), items: changedItems(before, content) };
}
