import { useEffect, useMemo, useRef, useState, type ComponentType, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { actionWords } from '../../../shared/copy/action.ts';
import { paneWords } from '../../../shared/copy/pane.ts';
import { dossierWords } from '../../../shared/copy/screens/dossier.ts';
import type { DossierId, ItemId } from '../../../shared/vocabulary.ts';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { ContentTabProps, DossierSheet, RecordTabProps, SheetProps } from '../../dossier-tab.ts';
import { useBaseline } from '../../queries/baseline.ts';
import { useContent, useContentTrouble, wholeContent } from '../../queries/content.ts';
import { useDifference } from '../../queries/delta.ts';
import { useDossier, type DossierView } from '../../queries/dossier.ts';
import { itemTitle } from '../../queries/item-titles.ts';
import { useLookedAt } from '../../queries/looked.ts';
import { actingPane, closePane, enterPane, goBeside, goHere, useActingPane, useGo } from '../../queries/pane.ts';
import { keyOf, useShortcuts } from '../../queries/shortcuts.ts';
import { currentRoute, dossierTabs, go, hrefOf, inPane, placeIn, tabWords, type DossierTab, type Pane, type Place } from '../../route.ts';
import { partnerOf, placeOfHref } from './beside.ts';
import { DossierHeader } from './dossier-header.tsx';
import { Panes } from './panes.tsx';
import { TabNav } from './tab-nav.tsx';
import styles from './workspace.module.css';

/** What shows each tab: those that show the revision itself are only drawn once it is here. */
export type TabViews = { readonly [T in DossierTab]: T extends 'overview' | 'hazards' | 'evidence' | 'documents' | 'trace' | 'provenance' | 'incidents' ? ComponentType<ContentTabProps> : ComponentType<RecordTabProps> };
/** What draws each sheet. */
export type SheetViews = { readonly [K in DossierSheet['kind']]: (sheet: Extract<DossierSheet, { readonly kind: K }>, props: SheetProps) => ReactNode };

export interface WorkspaceProps extends Place {
  readonly dossier: DossierId;
  /** What the second pane shows, where there is one. */
  readonly beside: Place | null;
  readonly tabs: TabViews;
  readonly sheets: SheetViews;
}

const words = dossierWords;

/** One dossier: what it is, its tabs, the one or two tabs shown, and a sheet beside it while something is being written. */
export function Workspace({ dossier, tab, item, spot, beside, tabs, sheets }: WorkspaceProps): ReactNode {
  const view = useDossier(dossier);
  if (view === undefined) return <p className={styles.waiting} role="status">{words.opening}</p>;
  if (view === null) return <Page><EmptyState sentence={words.notHere(dossier)} action={<ButtonLink href={hrefOf({ kind: 'home' })}>{words.home}</ButtonLink>} /></Page>;
  return <Opened dossier={dossier} tab={tab} item={item} {...(spot !== undefined && { spot })} beside={beside} tabs={tabs} sheets={sheets} view={view} />;
}

function Opened({ dossier, tab, item, spot, beside, tabs, sheets, view }: WorkspaceProps & { readonly view: DossierView }): ReactNode {
  const revision = view.summary.latest.digest;
  const content = useContent(revision, tab === 'evidence' ? item as ItemId | null : null);
  const trouble = useContentTrouble(revision);
  const { chosen } = useBaseline(view);
  const before = useContent(chosen?.revision ?? null);
  const difference = useDifference(before, content);
  const delta = useMemo(() => (chosen === null ? null : difference === undefined || before === undefined ? undefined : { ...difference, before, name: chosen.name }), [chosen, difference, before]);
  useLookedAt(revision, content !== undefined);
  const [sheet, setSheet] = useState<DossierSheet | null>(null);
  // Where everything stands under each other, the sheet comes into sight.
  const sheetBox = useRef<HTMLDivElement>(null);
  useEffect(() => { if (sheet !== null) sheetBox.current?.scrollIntoView({ block: 'start' }); }, [sheet]);
  const acting = useActingPane();
  const here = placeIn({ tab, item, ...(spot !== undefined && { spot }), ...(beside !== null && { beside }) }, acting);
  useShortcuts(words.group, [
    ...dossierTabs.slice(0, 10).map((name, index) => ({ keys: String((index + 1) % 10), words: tabWords[name], run: () => goHere({ kind: 'dossier', dossier, tab: name, item: null }) })),
    { keys: 'Ctrl+Enter', words: actionWords.vote, run: () => setSheet({ kind: 'vote' }) },
    ...(beside === null
      ? [{ keys: 'Ctrl+\\', words: paneWords.open, run: () => goBeside(linkedPlace(document.activeElement, dossier) ?? partnerOf(here)) }]
      : [{ keys: 'F6', words: paneWords.other, run: () => enterPane(acting === 'main' ? 'beside' : 'main') }, { keys: 'Ctrl+\\', words: paneWords.close, run: () => closePane(acting) }]),
  ]);
  // A link within the dossier leads its own pane there; with Ctrl the other one.
  const onClick = (event: MouseEvent): void => {
    const isBeside = event.ctrlKey || event.metaKey;
    const place = linkedPlace(event.target, dossier);
    if (event.defaultPrevented || event.shiftKey || event.altKey || place === null || (!isBeside && beside === null)) return;
    event.preventDefault();
    if (isBeside) goBeside(place, paneAt(event.target));
    else go(inPane(currentRoute(), paneAt(event.target), { kind: 'dossier', dossier, ...place }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = keyOf(event.nativeEvent) === 'Ctrl+Enter' ? linkedPlace(event.target, dossier) : null;
    if (event.defaultPrevented || place === null) return;
    event.preventDefault();
    goBeside(place, paneAt(event.target));
  };
  const sheetProps: SheetProps = { dossier, view, content, onSheet: setSheet, onClose: () => setSheet(null) };

  return (
    <div className={styles.workspace} data-sheet={sheet !== null} onClick={onClick} onKeyDown={onKeyDown}>
      <DossierHeader dossier={dossier} view={view} content={content} onVote={() => setSheet({ kind: 'vote' })} />
      <TabNav dossier={dossier} tab={here.tab} view={view} content={content} delta={delta} />
      <Panes main={{ tab, item, ...(spot !== undefined && { spot }) }} beside={beside} titleOf={(id) => (content === undefined ? undefined : itemTitle(content, id))}
        draw={(place) => <TabView tab={place.tab} tabs={tabs} isCompared={before?.unread === undefined} props={{ dossier, view, content, delta, item: place.item, spot: place.spot, onSheet: setSheet }} waiting={trouble === null ? <p className={styles.waiting} role="status">{words.openingRevision}</p> : <div className={styles.waiting}><TroubleNote trouble={trouble} /></div>} />} />
      {sheet !== null && <div ref={sheetBox} className={styles.sheet} data-reading={sheet.kind === 'raw-file'}>{drawSheet(sheets, sheet, sheetProps)}</div>}
    </div>
  );
}

/** What these say stands without the evidence, or they say of each piece that it is still being read. The others wait. */
const beginEarly: ReadonlySet<DossierTab> = new Set(['overview', 'hazards', 'evidence', 'documents']);

/** Draws the tab; one that shows the revision waits until it is here, and those that compare until the revision compared with is. */
function TabView({ tab, tabs, props, isCompared, waiting }: { readonly tab: DossierTab; readonly tabs: TabViews; readonly props: RecordTabProps; readonly isCompared: boolean; readonly waiting: ReactNode }): ReactNode {
  const { dossier, content, item } = props;
  const goOn = useGo();
  // Documents used to be read over the overview: a link from then leads to their tab.
  const isDocument = tab === 'overview' && content?.revision.documents.some(({ id }) => id === item) === true;
  useEffect(() => { if (isDocument) goOn({ kind: 'dossier', dossier, tab: 'documents', item }, { replace: true }); }, [isDocument, dossier, item, goOn]);
  if (tab === 'overview' || tab === 'hazards' || tab === 'evidence' || tab === 'documents' || tab === 'trace' || tab === 'provenance' || tab === 'incidents') {
    const View = tabs[tab];
    const shown = beginEarly.has(tab) ? content : isCompared ? wholeContent(content) : undefined;
    return shown === undefined ? waiting : <View {...props} content={shown} />;
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

/** The place of this dossier that the link around an element leads to; null where there is no such link. */
function linkedPlace(at: EventTarget | null, dossier: DossierId): Place | null {
  return placeOfHref(at instanceof Element ? at.closest('a')?.getAttribute('href') ?? null : null, dossier);
}

/** The pane around an element; outside of both, the one where the member was last. */
function paneAt(at: EventTarget): Pane {
  const pane = at instanceof Element ? at.closest<HTMLElement>('[data-pane]')?.dataset['pane'] : undefined;
  return pane === 'main' || pane === 'beside' ? pane : actingPane();
}
