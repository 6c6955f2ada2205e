import type { ReactNode } from 'react';
import { verifyPageWords as words } from '../../shared/copy/screens/verify-page.ts';
import type { Artifact } from '../../shared/packet/demand.ts';
import { Button } from '../components/button.tsx';
import { DigestMark } from '../components/digest.tsx';
import { StateMark, type MarkState } from '../components/state-mark.tsx';
import { artifactCheck, type Judged } from './check.ts';
import type { Delivery } from './use-files.ts';
import { shown } from './visible.ts';
import styles from './delivered.module.css';

/** The delivered files that were read to their end. */
export function readArtifacts(artifacts: readonly Delivery[]): readonly Artifact[] {
  return artifacts.flatMap(({ file, digest }) => (digest === null ? [] : [{ name: file.name, sha256: digest }]));
}

interface Compared { readonly state: MarkState; readonly word: string; readonly meaning: string }

/** What a delivered file is beside the packet. A match means something only where the packet approves. */
function compared({ state, file, fraction, digest }: Delivery, judged: Judged | null): Compared {
  if (state === 'unread') return { state: 'warning', word: words.compare.states.unread, meaning: words.unread(shown(file.name)) };
  if (digest === null) return { state: 'open', word: words.hashing(fraction), meaning: '' };
  const check = judged === null ? null : artifactCheck(judged, { name: file.name, sha256: digest });
  if (judged === null || check === null || check.result === 'indeterminate') return { state: 'not-judged', word: words.compare.states.unknown, meaning: words.compare.unknown };
  if (check.result === 'failed') return { state: 'failed', word: words.compare.states.unlisted, meaning: words.compare.unlisted };
  return judged.report.verdict === 'not-approved' ? { state: 'indeterminate', word: words.compare.states.listed, meaning: words.compare.listedOnly } : { state: 'passed', word: words.compare.states.listed, meaning: words.compare.listed };
}

/** The delivered files, each with its SHA-256 and whether the packet names it. */
export function Delivered({ artifacts, judged, onRemove }: { readonly artifacts: readonly Delivery[]; readonly judged: Judged | null; readonly onRemove: (key: number) => void }): ReactNode {
  return (
    <section className={styles.delivered} aria-label={words.compare.heading}>
      <h2>{words.compare.heading}</h2>
      <ul>
        {artifacts.map((artifact) => {
          const { key, file, digest, state, fraction } = artifact;
          const { state: mark, word, meaning } = compared(artifact, judged);
          const name = shown(file.name);
          return (
            <li key={key}>
              <div className={styles.mark} role="status"><StateMark state={mark} strong>{word}</StateMark></div>
              <div className={styles.what}>
                <p className={styles.name}>{words.file(name, file.size)}</p>
                {state === 'reading' && <progress value={fraction} max={1} aria-label={name} />}
                {meaning !== '' && <p>{meaning}</p>}
                {digest !== null && <DigestMark digest={digest} of={words.digestOf(name)} whole />}
              </div>
              <Button weight="quiet" aria-label={words.removeFile(name)} onClick={() => onRemove(key)}>{words.remove}</Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
