import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { size } from '../../../shared/copy/number.ts';
import { rawFileWords } from '../../../shared/copy/screens/evidence-record.ts';
import type { RawText } from '../../../shared/dossier/raw-file.ts';
import type { Result } from '../../../shared/result.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { Seek, SheetProps } from '../../dossier-tab.ts';
import { useRun } from '../../queries/command.ts';
import { useRawFile } from '../../queries/raw-file.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { RawLines } from './raw-lines.tsx';
import { findPlace, mostPlaces, placesOf, rawRows, type Place } from './raw-place.ts';
import styles from './raw-file.module.css';

interface RawFileSheetProps extends SheetProps { readonly evidence: ItemId; readonly file: Digest | null; readonly seek: Seek | null }

/** A raw file as it came from the tool, beside the evidence read from it: its text with line numbers, at the line that a number stands on. Never rendered, never run. */
export function RawFileSheet({ evidence, file, seek, view, content, onClose }: RawFileSheetProps): ReactNode {
  const revision = view.summary.latest.digest;
  const entry = content?.revision.evidence.find(({ id }) => id === evidence);
  const [chosen, setChosen] = useState<Digest | null>(file);
  const held = useHolder(revision, evidence, chosen === null && seek !== null ? entry?.files.map(({ digest }) => digest) ?? [] : [], seek);
  const shown = entry?.files.find(({ digest }) => digest === (chosen ?? held)) ?? entry?.files[0];
  const read = useRawFile(revision, evidence, shown?.digest ?? null);
  const saving = useRun<string | null>();
  const save = async (): Promise<void> => {
    if (shown === undefined) return;
    const name = await saving.run(() => ask('evidence.save', { revision, evidence, file: shown.digest }));
    if (typeof name === 'string') announce(rawFileWords.saved(name));
  };
  const raw = read?.ok === true ? read.value : undefined;

  return (
    <SideSheet title={rawFileWords.title(evidence)} onClose={onClose}
      note={shown !== undefined && (
        <span className={styles.note}>
          {entry!.files.length < 2 ? <span className={styles.name}>{shown.name}</span> : (
            <select aria-label={rawFileWords.choose} value={shown.digest} onChange={(event) => setChosen(event.target.value as Digest)}>{entry!.files.map(({ name, digest }) => <option key={`${name} ${digest}`} value={digest}>{name}</option>)}</select>
          )}
          <span>{size(shown.sizeBytes)}</span><DigestMark digest={shown.digest} of={shown.name} />
        </span>
      )}
      footer={<>{saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}<Action primary={raw === null} busy={saving.waiting} onClick={() => void save()}>{rawFileWords.save}</Action></>}>
      {shown === undefined && <p className={styles.quiet}>{rawFileWords.notHere(evidence)}</p>}
      {shown !== undefined && read === undefined && <p className={styles.quiet} role="status">{rawFileWords.opening(shown.name)}</p>}
      {read?.ok === false && <TroubleNote trouble={read.trouble} />}
      {raw === null && <p className={styles.quiet}>{rawFileWords.notText}</p>}
      {raw !== null && raw !== undefined && shown !== undefined && <Shown key={shown.digest} name={shown.name} raw={raw} seek={seek} />}
    </SideSheet>
  );
}

/** Which of several files most likely holds what is sought: the first where it stands near its names, else the first that has it at all. */
function useHolder(revision: Digest, evidence: ItemId, files: readonly Digest[], seek: Seek | null): Digest | null {
  const [holder, setHolder] = useState<Digest | null>(null);
  const list = files.slice(0, mostSearched).join(' ');
  useEffect(() => {
    let wanted = true;
    const search = async (): Promise<void> => {
      let best: { readonly file: Digest; readonly place: Place } | null = null;
      for (const file of list.split(' ') as Digest[]) {
        const read: Result<RawText | null> = await ask('evidence.raw', { revision, evidence, file });
        if (!wanted) return;
        const place = read.ok && read.value !== null ? findPlace(read.value.text, seek!) : null;
        if (place !== null && (best === null || worth(place) > worth(best.place))) best = { file, place };
        if (best !== null && worth(best.place) === 2) break;
      }
      if (best !== null) setHolder(best.file);
    };
    if (seek !== null && list.includes(' ')) void search();
    return () => { wanted = false; };
  }, [revision, evidence, list, seek]);
  return holder;
}

const mostSearched = 12;
const worth = ({ of, sure }: Place): number => (of === 'name' ? 0 : sure ? 2 : 1);

function Shown({ name, raw, seek }: { readonly name: string; readonly raw: RawText; readonly seek: Seek | null }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const rows = useMemo(() => rawRows(raw.text), [raw]);
  const place = useMemo(() => (seek === null ? null : findPlace(raw.text, seek)), [raw, seek]);
  const found = useMemo(() => placesOf(raw.text, words), [raw, words]);
  const current = found[at] ?? null;
  const step = (by: 1 | -1): void => { if (found.length > 0) setAt((at + by + found.length) % found.length); };
  useShortcuts(rawFileWords.keys, [{ keys: 'Ctrl+f', words: rawFileWords.find.label, run: () => field.current?.select() }]);

  return (
    <div className={styles.shown}>
      {seek !== null && <p className={styles.place}>{placeWords(seek, place, raw.text)}</p>}
      {raw.shownBytes < raw.sizeBytes && <p className={styles.place}>{rawFileWords.part(raw.shownBytes, raw.sizeBytes)}</p>}
      <FindField field={field} words={words} onWords={(next) => { setWords(next); setAt(0); }} place={found.length === 0 ? null : at + 1} of={found.length} onStep={step} />
      <RawLines name={name} text={raw.text} rows={rows} place={place} found={found} current={words === '' ? place : current} />
    </div>
  );
}

/** Where the number stands, or why it doesn't. */
function placeWords({ text, of }: Seek, place: Place | null, raw: string): ReactNode {
  if (place === null) return rawFileWords.place.nowhere(text.trim(), of);
  const line = raw.slice(0, place.from).split('\n').length;
  if (place.of === 'name') return <Sentence parts={rawFileWords.place.named(text.trim(), line)} slots={{ name: <b>{of}</b> }} />;
  return <Sentence parts={rawFileWords.place.says(line, of, place.sure)} slots={{ text: <b>{text.trim()}</b> }} />;
}

interface FindFieldProps { readonly field: RefObject<HTMLInputElement | null>; readonly words: string; readonly onWords: (words: string) => void; readonly place: number | null; readonly of: number; readonly onStep: (by: 1 | -1) => void }

function FindField({ field, words, onWords, place, of, onStep }: FindFieldProps): ReactNode {
  return (
    <div className={styles.find}>
      <input ref={field} type="search" aria-label={rawFileWords.find.label} placeholder={rawFileWords.find.label} value={words} onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && words !== '') { event.preventDefault(); onWords(''); }
          if (event.key === 'Enter') { event.preventDefault(); onStep(event.shiftKey ? -1 : 1); }
        }} />
      <span role="status">{words === '' ? <kbd>{rawFileWords.find.keys}</kbd> : place === null ? rawFileWords.find.none : rawFileWords.find.place(place, of, of >= mostPlaces)}</span>
      {words !== '' && place !== null && <><button type="button" onClick={() => onStep(-1)} aria-label={rawFileWords.find.previous}>↑</button><button type="button" onClick={() => onStep(1)} aria-label={rawFileWords.find.next}>↓</button></>}
    </div>
  );
}
