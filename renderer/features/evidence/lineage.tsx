import { useState, type ReactNode } from 'react';
import { readingRules } from '../../../shared/copy/evidence.ts';
import { hashCaveat, lineageCheckWords, lineageRoleWords } from '../../../shared/copy/lineage.ts';
import { count, figure, size } from '../../../shared/copy/number.ts';
import type { LineageItem } from '../../../shared/dossier/evidence.ts';
import { DigestMark } from '../../components/digest.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { lineageSteps, type LineageStep } from './lineage-steps.ts';
import styles from './lineage.module.css';

const few = 24;
const most = 1000;
const checks = ['differs', 'matches', 'not-at-hand'] as const satisfies readonly LineageItem['check'][];

/** The way from data to artifact by step: what each read and wrote, under which hash, and whether the file at hand has it (rule E-5). */
export function Lineage({ lineage }: { readonly lineage: readonly LineageItem[] }): ReactNode {
  const [all, setAll] = useState(false);
  const steps = lineageSteps(lineage);
  const room = all ? most : few;
  const n = (check: LineageItem['check']): number => lineage.filter((item) => item.check === check).length;
  // What holds for every hash is said once.
  const caveats = new Set(lineage.map(caveatOf));
  const shared = caveats.size === 1 ? [...caveats][0] ?? null : null;
  const named = steps.filter(({ step }) => step !== null).length;
  return (
    <section className={styles.block} aria-label="Lineage">
      <h3>Lineage: {count(lineage.length, 'object')}{named > 0 ? ` in ${count(named, 'step')}` : ''} <span className={styles.counts}>
        {checks.filter((check) => n(check) > 0).map((check) => <StateMark key={check} state={check === 'differs' ? 'failed' : 'not-judged'}>{figure(n(check))} {countWords[check][n(check) === 1 ? 0 : 1]}</StateMark>)}
      </span></h3>
      {shared !== null && <p className={styles.rule}>{lineage.length === 1 ? 'Its hash' : `All ${figure(lineage.length)} hashes`}: {shared}</p>}
      {n('differs') > 0 && <p className={styles.rule}>{readingRules.lineage}</p>}
      <div className={styles.wide} tabIndex={0} role="group" aria-label="Lineage, scrollable">
        <table className={styles.table} aria-label="Lineage">
          <thead><tr><th scope="col">Against the file</th><th scope="col">Object</th><th scope="col">Use</th><th scope="col" data-end>Size</th><th scope="col">Hash</th></tr></thead>
          {within(steps, room).map(({ step, items }) => (
            <tbody key={step ?? ''}>
              {named > 0 && <tr className={styles.step}><th scope="rowgroup" colSpan={5}>{step ?? 'Outside any step'}</th></tr>}
              {items.map((item, index) => <Row key={index} item={item} caveat={shared === null} />)}
            </tbody>
          ))}
        </table>
      </div>
      {lineage.length > room && <p className={styles.more}>{count(lineage.length - room, 'more object')}. {!all && <button type="button" className={styles.link} onClick={() => setAll(true)}>{lineage.length > most ? `Show the first ${figure(most)}` : `Show all ${figure(lineage.length)}`}</button>}</p>}
    </section>
  );
}

/** Of the bytes themselves: other hashes have no short form, since eight characters of them prove nothing. */
const isSha256 = (hashAlgorithm: string): boolean => /^sha-?256$/i.test(hashAlgorithm);

const countWords = {
  'matches': ['matches', 'match'], 'differs': ['differs from the file', 'differ from the file'], 'not-at-hand': ['not at hand', 'not at hand'],
} as const satisfies Record<LineageItem['check'], readonly [one: string, many: string]>;

/** As many objects as there is room for, whole steps as far as they go. */
function within(steps: readonly LineageStep[], room: number): readonly LineageStep[] {
  let left = room;
  return steps.flatMap(({ step, items }) => {
    const shown = items.slice(0, left);
    left -= shown.length;
    return shown.length === 0 ? [] : [{ step, items: shown }];
  });
}

const caveatOf = ({ hash, hashAlgorithm }: LineageItem): string | null => (hash === '' ? null : hashCaveat(hashAlgorithm));

function Row({ item, caveat: says }: { readonly item: LineageItem; readonly caveat: boolean }): ReactNode {
  const { path, role, sizeBytes, hashAlgorithm, hash, check } = item;
  const caveat = caveatOf(item);
  // A match proves integrity only where the hash can: the mark of a pass is for those.
  const mark: MarkState = check === 'differs' ? 'failed' : check === 'matches' && caveat === null ? 'passed' : 'not-judged';
  return (
    <tr>
      <td className={styles.check}><StateMark state={mark}>{lineageCheckWords[check]}</StateMark>{says && caveat !== null && <small>{caveat}</small>}</td>
      <th scope="row">{path}</th><td>{lineageRoleWords[role]}</td><td data-end>{sizeBytes === null ? '–' : size(sizeBytes)}</td>
      <td className={styles.hash}><span>{hashAlgorithm}</span> {hash.length === 64 && isSha256(hashAlgorithm) ? <DigestMark digest={hash} of={path} /> : <code>{hash}</code>}</td>
    </tr>
  );
}
