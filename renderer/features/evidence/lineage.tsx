import { useMemo, useState, type ReactNode } from 'react';
import { readingRules } from '../../../shared/copy/evidence.ts';
import { hashCaveat, lineageCheckWords, lineageRoleWords } from '../../../shared/copy/lineage.ts';
import { size } from '../../../shared/copy/number.ts';
import { evidenceRecordWords } from '../../../shared/copy/screens/evidence-record.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import type { LineageItem } from '../../../shared/dossier/evidence.ts';
import { DigestMark } from '../../components/digest.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { LongTable, type LongColumn } from '../../components/long-table.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { lineageRows, lineageSteps, type LineageRow } from './lineage-steps.ts';
import styles from './evidence.module.css';

const few = 24;
const checks = ['differs', 'matches', 'not-at-hand'] as const satisfies readonly LineageItem['check'][];
const words = evidenceRecordWords.lineage;

/** The way from data to artifact by step: what each read and wrote, under which hash, and whether the file at hand has it (rule E-5). */
export function Lineage({ lineage }: { readonly lineage: readonly LineageItem[] }): ReactNode {
  const landmark = useLandmark();
  const [all, setAll] = useState(false);
  const steps = useMemo(() => lineageSteps(lineage), [lineage]);
  const named = steps.filter(({ step }) => step !== null).length;
  const rows = useMemo(() => lineageRows(steps, all ? lineage.length : few), [steps, all, lineage]);
  const n = (check: LineageItem['check']): number => lineage.filter((item) => item.check === check).length;
  const caveats = useMemo(() => caveatCounts(lineage), [lineage]);
  const of = (cell: (item: LineageItem) => ReactNode) => (row: LineageRow): ReactNode => (row.kind === 'step' ? null : cell(row.item));
  const columns: readonly LongColumn<LineageRow>[] = [
    { id: 'path', head: words.heads.path, width: 'minmax(14rem, 1fr)', isHead: true, cell: (row) => (row.kind === 'step' ? <b>{row.step ?? words.noStep}</b> : row.item.path) },
    { id: 'check', head: words.heads.check, width: '11rem', cell: of((item) => <Check item={item} />) },
    { id: 'use', head: words.heads.use, width: '6rem', cell: of(({ role }) => lineageRoleWords[role]) },
    { id: 'size', head: words.heads.size, width: '6rem', end: true, cell: of(({ sizeBytes }) => (sizeBytes === null ? '–' : size(sizeBytes))) },
    { id: 'hash', head: words.heads.hash, width: '14rem', fromRem: 52, cell: of((item) => <Hash item={item} />) },
  ];
  return (
    <section className={styles.block} aria-label={landmark(words.label)}>
      <h3>{words.head(lineage.length, named)} <span className={styles.counts}>
        {checks.filter((check) => n(check) > 0).map((check) => <StateMark key={check} state={check === 'differs' ? 'failed' : 'not-judged'}>{words.counts[check](n(check))}</StateMark>)}
      </span></h3>
      {caveats.map(([caveat, hashes]) => <p key={caveat} className={styles.rule}>{words.caveat(hashes, lineage.length, caveat)}</p>)}
      {n('differs') > 0 && <p className={styles.rule}>{readingRules.lineage}</p>}
      <LongTable label={words.label} columns={columns} rows={rows} rowId={({ key }) => key} isGroup={({ kind }) => kind === 'step'} fills
        about={(row) => (row.kind === 'step' ? row.step ?? words.noStep : words.about(row.item.path, row.item.hashAlgorithm, row.item.hash, caveatOf(row.item)))} />
      {!all && lineage.length > few && <p className={styles.more}>{words.more(lineage.length - few)} <button type="button" className={styles.link} onClick={() => setAll(true)}>{evidenceWords.showAll(lineage.length)}</button></p>}
    </section>
  );
}

/** Of the bytes themselves: other hashes have no short form, since eight characters of them prove nothing. */
const isSha256 = (hashAlgorithm: string): boolean => /^sha-?256$/i.test(hashAlgorithm);

const caveatOf = ({ hash, hashAlgorithm }: LineageItem): string | null => (hash === '' ? null : hashCaveat(hashAlgorithm));

/** What can't be proven, once for all the hashes that it is true of. */
function caveatCounts(lineage: readonly LineageItem[]): readonly (readonly [caveat: string, hashes: number])[] {
  const counts = new Map<string, number>();
  for (const item of lineage) {
    const caveat = caveatOf(item);
    if (caveat !== null) counts.set(caveat, (counts.get(caveat) ?? 0) + 1);
  }
  return [...counts];
}

function Check({ item }: { readonly item: LineageItem }): ReactNode {
  // A match proves integrity only where the hash can: the mark of a pass is for those.
  const mark: MarkState = item.check === 'differs' ? 'failed' : item.check === 'matches' && caveatOf(item) === null ? 'passed' : 'not-judged';
  return <StateMark state={mark}>{lineageCheckWords[item.check]}</StateMark>;
}

function Hash({ item: { path, hashAlgorithm, hash } }: { readonly item: LineageItem }): ReactNode {
  return <span className={styles.hash}><small>{hashAlgorithm}</small> {hash.length === 64 && isSha256(hashAlgorithm) ? <DigestMark digest={hash} of={path} /> : <code title={hash}>{hash.length <= 16 ? hash : `${hash.slice(0, 12)}…`}</code>}</span>;
}
