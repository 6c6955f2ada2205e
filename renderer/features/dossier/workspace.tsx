import { useEffect, useMemo, useState, type ComponentType, type ReactNode } from 'react';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { ContentTabProps, DossierSheet, RecordTabProps, SheetProps } from '../../dossier-tab.ts';
import { useBaseline } from '../../queries/baseline.ts';
import { useContent, useContentTrouble } from '../../queries/content.ts';
import { useDifference } from '../../queries/delta.ts';
import { useDossier, type DossierView } from '../../queries/dossier.ts';
import { useLookedAt } from '../../queries/looked.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { dossierTabs, go, hrefOf, tabWords, type DossierTab } from '../../route.ts';
import { DossierHeader } from './dossier-header.tsx';
import { TabNav } from './tab-nav.tsx';
import styles from './workspace.module.css';

/** What shows each tab: those that show the revision itself are only drawn once it is here. */
export type TabViews = { readonly [T in DossierTab]: T extends 'overview' | 'hazards' | 'evidence' | 'documents' | 'trace' | 'provenance' | 'incidents' ? ComponentType<ContentTabProps> : ComponentType<RecordTabProps> };
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
  const { chosen } = useBaseline(view);
  const before = useContent(chosen?.revision ?? null);
  const difference = useDifference(before, content);
  const delta = useMemo(() => (chosen === null ? null : difference === undefined || before === undefined ? undefined : { ...difference, before, name: chosen.name }), [chosen, difference, before]);
  useLookedAt(revision, content !== undefined);
  const [sheet, setSheet] = useState<DossierSheet | null>(null);
  // Documents used to be read over the overview: a link from then leads to their tab.
  const isDocument = tab === 'overview' && content?.revision.documents.some(({ id }) => id === item) === true;
  useEffect(() => { if (isDocument) go({ kind: 'dossier', dossier, tab: 'documents', item }, { replace: true }); }, [isDocument, dossier, item]);
  useShortcuts('Dossier', [
    ...dossierTabs.slice(0, 10).map((name, index) => ({ keys: String((index + 1) % 10), words: tabWords[name], run: () => go({ kind: 'dossier', dossier, tab: name, item: null }) })),
    { keys: 'Ctrl+Enter', words: 'Vote', run: () => setSheet({ kind: 'vote' }) },
  ]);
  const props: RecordTabProps = { dossier, view, content, delta, item, onSheet: setSheet };
  const sheetProps: SheetProps = { dossier, view, content, onSheet: setSheet, onClose: () => setSheet(null) };

  return (
    <div className={styles.workspace} data-sheet={sheet !== null}>
      <DossierHeader dossier={dossier} view={view} content={content} onVote={() => setSheet({ kind: 'vote' })} />
      <TabNav dossier={dossier} tab={tab} view={view} content={content} delta={delta} />
      <div className={styles.area}><TabView tab={tab} tabs={tabs} props={props} waiting={trouble === null ? <p className={styles.waiting} role="status">Opening revision…</p> : <div className={styles.waiting}><TroubleNote trouble={trouble} /></div>} /></div>
      {sheet !== null && <div className={styles.sheet} data-reading={sheet.kind === 'raw-file'}>{drawSheet(sheets, sheet, sheetProps)}</div>}
    </div>
  );
}

/** Draws the tab; one that shows the revision waits until it is here. */
function TabView({ tab, tabs, props, waiting }: { readonly tab: DossierTab; readonly tabs: TabViews; readonly props: RecordTabProps; readonly waiting: ReactNode }): ReactNode {
  if (tab === 'overview' || tab === 'hazards' || tab === 'evidence' || tab === 'documents' || tab === 'trace' || tab === 'provenance' || tab === 'incidents') {
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
    case 'score': return sheets.score(sheet, props);
    case 'raw-file': return sheets['raw-file'](sheet, props);
  }
}
