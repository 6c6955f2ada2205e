import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { longestPassage, makeAnchor, resolveAnchor, type Anchor, type TextRange } from '../../../shared/annotation/anchor.ts';
import { carryForward } from '../../../shared/annotation/carry.ts';
import { annotationCounts, annotationWord, plainReasons } from '../../../shared/copy/document.ts';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import { privilegedWords } from '../../../shared/copy/screens/privileged.ts';
import type { ReadableDocument } from '../../../shared/dossier/readable.ts';
import { counselFor } from '../../../shared/events/privileged.ts';
import type { Digest, DossierId, ItemId } from '../../../shared/vocabulary.ts';
import type { DossierContent } from '../../queries/content.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand, useRun } from '../../queries/command.ts';
import { useDraft } from '../../queries/draft.ts';
import { itemPlaces } from '../../queries/item-titles.ts';
import { sealNote, usePrivileged, type Lane, type LaneAnnotation } from '../../queries/privileged.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { hrefOf } from '../../route.ts';
import type { DocumentViewProps } from './document-view.tsx';
import { Excerpt } from './excerpt.tsx';
import { FindBar } from './find-bar.tsx';
import { found, foundFrom } from './find.ts';
import { KeyHints } from './key-hints.tsx';
import { LaneChoice, LaneCount } from './lane.tsx';
import { Margin } from './margin.tsx';
import { NoteDraft, NoteForm, tagsOf } from './note-form.tsx';
import { passageOf, stopAt } from './passage.ts';
import { PdfPages } from './pdf-pages.tsx';
import { Reader, type ReadingCursor } from './reader.tsx';
import type { Pdf } from './use-pdf.ts';
import { usePointed } from './use-pointed.ts';
import styles from './documents.module.css';

const none: readonly TextRange[] = [];
const { keys, tools, text: textWords, notes: noteWords } = documentsWords;

function isSame(one: TextRange | null, other: TextRange | null): boolean {
  return one !== null && one.start === other?.start && one.end === other.end;
}

/** Where an item that the text names by its id is shown; null for other words, and for the document itself. */
function itemAddresses(dossier: DossierId, content: DossierContent, self: ItemId): (id: string) => string | null {
  const places = itemPlaces(content);
  return (id) => {
    const tab = id === self ? undefined : places.get(id as ItemId)?.tab;
    return tab === undefined ? null : hrefOf({ kind: 'dossier', dossier, tab, item: id });
  };
}

export interface AnnotatedProps extends DocumentViewProps {
  readonly document: ReadableDocument;
  readonly head: ReactNode;
  /** The frame that shows it, where it is a PDF; its text grows while it is read. */
  readonly pdf?: Pdf;
}

/** A document's text with what is noted on it: choosing a passage, highlighting it, writing a note, finding words, going from note to note. */
export function Annotated({ dossier, view, content, entry, spot, place, onPlace, onReading, document: text, head, pdf }: AnnotatedProps): ReactNode {
  const landmark = useLandmark();
  const { summary, permissions } = view;
  const { memberName, profile } = useSession();
  const article = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState<ReadingCursor>(() => (pdf === undefined && place?.object === entry.object && place.start > 0 ? { stop: stopAt(text, place.start), passage: null, reach: 'top' } : { stop: 0, passage: null, reach: 'stay' }));
  const [current, setCurrent] = useState<Digest | null>(null);
  const [words, setWords] = useState('');
  const [foundAt, setFoundAt] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const privileged = usePrivileged(summary);
  const { lane, unlocked } = privileged;
  const isSealed = lane === 'privileged';
  // Each lane has its own draft, and what is being written on the privileged one goes when it locks: main keeps it sealed.
  const [draft, saveDraft, dropDraft] = useDraft<NoteDraft>(!isSealed ? `annotation.${dossier}.${entry.id.toLowerCase()}` : unlocked ? `privileged.${dossier}.${entry.id.toLowerCase()}` : 'privileged.locked', NoteDraft);
  const command = useCommand();
  const sealing = useRun<readonly number[]>();
  const { waiting, trouble, forget } = isSealed ? sealing : command;
  const barred = permissions[isSealed ? 'make-privileged-note' : 'make-annotation'];

  const annotations = useMemo(() => [...summary.annotations.map((one): LaneAnnotation => ({ ...one, lane: 'board' })), ...privileged.notes], [summary.annotations, privileged.notes]);
  const own = useMemo(() => annotations.filter(({ item }) => item === entry.id), [annotations, entry.id]);
  const isRead = pdf === undefined || pdf.isRead;
  const carried = useMemo(() => {
    const found = carryForward(own.filter(({ withdrawnAt }) => withdrawnAt === null), text.text);
    // What isn't found yet may stand on a page that isn't read yet.
    return isRead ? found : { ...found, orphans: [] };
  }, [own, text, isRead]);
  const elsewhere = useMemo(() => annotations.filter(({ item, withdrawnAt }) => withdrawnAt === null && !content.revision.documents.some(({ id }) => id === item)), [annotations, content]);
  const places = useMemo(() => found(text.text, words), [text, words]);
  const addressOf = useMemo(() => itemAddresses(dossier, content, entry.id), [dossier, content, entry.id]);
  const marked = useMemo(() => {
    const at = new Map<number, LaneAnnotation[]>();
    for (const { annotation, range } of carried.placed) for (let stop = stopAt(text, range.start); stop <= stopAt(text, Math.max(range.start, range.end - 1)); stop++) at.set(stop, [...(at.get(stop) ?? []), annotation]);
    return new Map([...at].map(([stop, annotations]) => [stop, markedWords(annotations)]));
  }, [carried, text]);
  const goToStop = useCallback((stop: number) => setCursor({ stop, passage: null, reach: 'read' }), []);
  const pointedAt = usePointed(spot, {
    text, isRead, onStop: goToStop,
    onMoved: (stop) => {
      goToStop(stop);
      announce(tools.moved);
    },
    onNote: (annotation) => {
      const placed = carried.placed.find((one) => one.annotation.annotation === annotation);
      setCurrent(annotation);
      if (placed !== undefined) setCursor({ stop: stopAt(text, placed.range.start), passage: placed.range, reach: 'read' });
      return placed !== undefined;
    },
  });
  const painted = useMemo(() => ({
    ...rangesByLane(carried.placed), current: pointedAt ?? carried.placed.find(({ annotation }) => annotation.annotation === current)?.range ?? null, found: words === '' ? none : places,
  }), [carried, current, pointedAt, places, words]);

  useEffect(() => onReading({ item: entry.id, document: text, stop: cursor.stop, onGo: goToStop }), [onReading, entry.id, text, cursor.stop, goToStop]);
  const keep = useCallback((at: { readonly start: number; readonly part: number }) => onPlace(entry.id, { object: entry.object, ...at }), [onPlace, entry]);
  const goToRange = (range: TextRange, reach: 'look' | 'read'): void => setCursor({ stop: stopAt(text, range.start), passage: range, reach });

  const anchored = (): Anchor | null => {
    const range = passageOf(text, cursor);
    const anchor = range === null ? null : makeAnchor(text.text, range);
    setProblem(range !== null && anchor === null ? documentsWords.form.tooLong(longestPassage) : null);
    return anchor;
  };
  const record = async (anchor: Anchor, note: string, tags: readonly string[]): Promise<boolean> => {
    const said = { dossier, shown: summary.latest.digest, item: entry.id, anchor, text: note, tags: [...tags] };
    return isSealed ? (await sealing.run(() => sealNote(said))) !== undefined : command.send({ name: 'make-annotation', ...said });
  };
  /** On the privileged lane nothing is begun while it is locked. */
  const mayWrite = async (): Promise<boolean> => barred === null && (!isSealed || unlocked || privileged.unlock());
  const choose = (next: Lane): void => {
    privileged.setLane(next);
    announce(privilegedWords.chosen[next]);
    if (next === 'privileged' && !unlocked) void privileged.unlock();
  };
  const highlight = async (): Promise<void> => {
    const anchor = (await mayWrite()) ? anchored() : null;
    if (anchor === null) return;
    if (carried.placed.some(({ annotation, range }) => annotation.member === profile.member && annotation.lane === lane && annotation.text === '' && range.start === anchor.position.start && range.end === anchor.position.end)) return announce(tools.twice);
    if (await record(anchor, '', [])) announce(isSealed ? privilegedWords.highlighted : tools.highlighted);
  };
  const write = async (): Promise<void> => {
    // Unlocked just now, the draft that was kept is still on its way: it is asked for once more.
    if (isSealed && !unlocked) return void (await mayWrite());
    const anchor = barred === null ? anchored() : null;
    if (anchor === null) return;
    forget();
    saveDraft({ anchor, text: draft?.text ?? '', tags: draft?.tags ?? '' });
    setTimeout(() => article.current?.querySelector<HTMLTextAreaElement>('textarea')?.focus());
  };
  const draftRange = draft === null ? null : resolveAnchor(text.text, draft.anchor);
  const saveNote = async (): Promise<void> => {
    const anchor = draftRange === null ? null : makeAnchor(text.text, draftRange);
    if (draft === null || anchor === null || !(await record(anchor, draft.text.trim(), tagsOf(draft.tags)))) return;
    dropDraft();
    announce(isSealed ? privilegedWords.saved : tools.noteSaved);
    goToRange(anchor.position, 'read');
  };
  const withdraw = async (annotation: LaneAnnotation): Promise<void> => {
    if (await command.send(annotation.lane === 'privileged' ? { name: 'withdraw-privileged-note', dossier, note: annotation.annotation } : { name: 'withdraw-annotation', dossier, annotation: annotation.annotation })) announce(tools.withdrawn(annotationWord(annotation)));
  };
  const goToNote = ({ annotation }: LaneAnnotation, range: TextRange): void => {
    setCurrent(annotation);
    goToRange(range, 'read');
  };
  const stepNote = (by: 1 | -1): void => {
    const at = carried.placed.findIndex(({ annotation }) => annotation.annotation === current);
    const from = cursor.passage?.start ?? text.stops[cursor.stop]?.start ?? 0;
    const beyond = at >= 0 ? carried.placed[at + by] : by === 1 ? carried.placed.find(({ range }) => range.start >= from) : carried.placed.findLast(({ range }) => range.start < from);
    // Round the end, as finding does.
    const next = beyond ?? carried.placed.at(by === 1 ? 0 : -1);
    if (next !== undefined) goToNote(next.annotation, next.range);
  };
  const point = (at: number): void => setCurrent(carried.placed.find(({ range }) => range.start <= at && at < range.end)?.annotation.annotation ?? null);
  const enter = (): void => {
    const here = carried.placed.find(({ range }) => stopAt(text, range.start) <= cursor.stop && cursor.stop <= stopAt(text, Math.max(range.start, range.end - 1)));
    if (here === undefined) return;
    setCurrent(here.annotation.annotation);
    article.current?.querySelector<HTMLElement>(`[data-annotation="${here.annotation.annotation}"]`)?.focus();
  };
  const stepFound = (by: 1 | -1): void => {
    const from = cursor.passage?.start ?? (text.stops[cursor.stop]?.start ?? 0) - by;
    const at = foundAt === null ? foundFrom(places, from, by) : places.length === 0 ? null : (foundAt + by + places.length) % places.length;
    const range = at === null ? undefined : places[at];
    setFoundAt(at);
    if (range !== undefined) goToRange(range, 'look');
  };

  useShortcuts(documentsWords.group, [
    { keys: 'h', words: keys.highlight, run: () => void highlight() }, { keys: 'a', words: keys.note, run: () => void write() },
    ...(privileged.isCounsel ? [{ keys: 'c', words: privilegedWords.key, run: () => choose(isSealed ? 'board' : 'privileged') }] : []),
    { keys: 'n', words: keys.next, run: () => stepNote(1) }, { keys: 'p', words: keys.previous, run: () => stepNote(-1) }, { keys: '/', words: keys.find, run: () => field.current?.focus() },
  ]);

  const readers = useMemo(() => profile.rosters.slice(-1).flatMap(({ roster }) => counselFor(roster, summary.ballot.recusals)).map(({ name }) => name), [profile, summary.ballot]);
  const passage = cursor.passage === null ? null : text.text.slice(cursor.passage.start, cursor.passage.end);
  const onCursor = (next: ReadingCursor): void => {
    setProblem(null);
    setFoundAt(null);
    setCursor(next);
  };
  const spoken = cursor.reach !== 'read' ? '' : passage !== null ? tools.chosen(passage) : pdf === undefined ? '' : stopText(text, cursor.stop);
  return (
    <article ref={article} className={styles.detail} data-notes aria-label={documentsWords.head.label(entry.id)}>
      {head}
      <div className={styles.tools} data-lane={lane} role="group" aria-label={tools.label}>
        {privileged.isCounsel && <LaneChoice privileged={privileged} onChoose={choose} />}
        <Action barred={barred} keys="H" onClick={() => void highlight()}>{tools.highlight}</Action>
        <Action barred={barred} keys="A" onClick={() => void write()}>{tools.note}</Action>
        {!privileged.isCounsel && <span className={styles.hint}>{passage === null ? tools.onStop : tools.onPassage}</span>}
        <FindBar field={field} words={words} total={places.length} at={foundAt} onWords={(next) => { setWords(next); setFoundAt(null); }} onStep={stepFound} onLeave={() => setCursor({ ...cursor, reach: 'read' })} />
      </div>
      <span className="visually-hidden" role="status">{spoken}</span>
      {pdf !== undefined ? (
        <div className={styles.pages}>
          {problem !== null && <p className={styles.problem} role="alert">{problem}</p>}
          <PdfPages id={entry.id} pdf={pdf} place={place?.object === entry.object ? place.start : 0} cursor={cursor} painted={painted} onCursor={onCursor} onPoint={point} onEnter={enter} onPlace={keep} />
        </div>
      ) : (
        <div className={styles.body}>
          {problem !== null && <p className={styles.problem} role="alert">{problem}</p>}
          {text.plainBecause !== null && <p className={styles.quiet}>{plainReasons[text.plainBecause]}</p>}
          {text.stops.length === 0 ? <p className={styles.quiet}>{textWords.empty}</p> : (
            <Reader label={textWords.label(entry.id)} document={text} marked={marked} addressOf={addressOf} cursor={cursor} painted={painted} onCursor={onCursor} onPoint={point} onEnter={enter} onPlace={keep} />
          )}
          <KeyHints />
        </div>
      )}
      <aside className={styles.margin} aria-label={landmark(noteWords.label(entry.id))}>
        {draft !== null && <NoteForm key={lane} draft={draft} lane={lane} readers={readers} gone={draftRange === null && isRead} barred={barred} waiting={waiting} trouble={trouble} onChange={(next) => { forget(); saveDraft(next); }} onSave={() => void saveNote()} onDrop={() => { dropDraft(); setCursor({ ...cursor, reach: 'read' }); }} />}
        {draft === null && trouble !== null && <TroubleNote trouble={trouble} />}
        {draft === null && passage !== null && !isSame(painted.current, cursor.passage) && <div className={styles.chosen}><h3>{noteWords.chosen}</h3><Excerpt text={passage} /></div>}
        {!isRead && own.length > carried.placed.length && <p className={styles.quiet}>{documentsWords.pdf.waits}</p>}
        <Margin carried={carried} elsewhere={elsewhere} withdrawn={own.filter(({ withdrawnAt }) => withdrawnAt !== null)} current={current} memberName={memberName} member={profile.member}
          count={<LaneCount privileged={privileged} here={carried.placed.filter(({ annotation }) => annotation.lane === 'privileged').length + carried.orphans.filter((one) => one.lane === 'privileged').length} />}
          ordinalOf={(revision) => (revision === summary.latest.digest ? null : (summary.revisions.find(({ digest }) => digest === revision)?.ordinal ?? null))} onGo={goToNote} onWithdraw={(annotation) => void withdraw(annotation)} />
      </aside>
    </article>
  );
}

/** What is said of a stop with notes to who doesn't see them. */
function markedWords(annotations: readonly LaneAnnotation[]): string {
  const sealed = annotations.filter(({ lane }) => lane === 'privileged').length;
  return [annotationCounts(annotations.filter(({ lane }) => lane === 'board')), sealed === 0 ? null : privilegedWords.marked(sealed)].filter((words) => words !== null).join(', ');
}

/** Apart, so that print leaves the privileged lane out. */
function rangesByLane(placed: readonly { readonly annotation: LaneAnnotation; readonly range: TextRange }[]): { readonly notes: readonly TextRange[]; readonly privileged: readonly TextRange[] } {
  const of = (lane: Lane): readonly TextRange[] => placed.filter(({ annotation }) => annotation.lane === lane).map(({ range }) => range);
  return { notes: of('board'), privileged: of('privileged') };
}

function stopText({ text, stops }: ReadableDocument, stop: number): string {
  const range = stops[stop];
  return range === undefined ? '' : text.slice(range.start, range.end);
}
