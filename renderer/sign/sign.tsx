import { useEffect, type ReactNode } from 'react';
import { passphraseWords } from '../../shared/copy/screens/passphrase.ts';
import { signWords } from '../../shared/copy/screens/sign.ts';
import type { SignBridge, SignView } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/result.ts';
import { Button } from '../components/button.tsx';
import { Sentence } from '../components/sentence.tsx';
import { TroubleNote } from '../components/trouble-note.tsx';
import { Theme } from '../theme/theme.tsx';
import { NewPassphraseForm } from './new-passphrase-form.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import styles from './sign.module.css';

/** Digests in a line are set as such, so that their signs can be told apart. */
const digests = /((?:sha256:)?\b[0-9a-f]{64}\b)/;

/** The window in which a member binds themselves: the act in words, the exact bytes, the passphrase. Esc leaves without signing. */
export function Sign({ asked, bridge }: { readonly asked: Result<SignView>; readonly bridge: SignBridge }): ReactNode {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') void bridge.answer(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [bridge]);
  return (
    <Theme choice={asked.ok ? asked.value.theme : 'system'}>
      {asked.ok
        ? <Statement view={asked.value} bridge={bridge} />
        : <main className={styles.window}><div className={styles.read}><TroubleNote trouble={asked.trouble} /></div><footer className={styles.foot}><Button onClick={() => void bridge.answer(null)}>{signWords.close}</Button></footer></main>}
    </Theme>
  );
}

function Statement({ view, bridge }: { readonly view: SignView; readonly bridge: SignBridge }): ReactNode {
  useEffect(() => {
    document.title = signWords.title(view.title);
  }, [view.title]);
  return (
    <main className={styles.window}>
      <div className={styles.read} tabIndex={0} role="region" aria-label={signWords.region}>
        <h1>{view.title}</h1>
        <p className={styles.who}>{signWords.who(view.member, view.board)}{view.samplePassphrase !== null && <span className={styles.sample}>{signWords.sample}</span>}</p>
        <dl className={styles.lines}>
          {view.lines.map(({ label, text }, index) => (
            <div key={index}>
              <dt>{label}</dt>
              <dd>{text.split(digests).map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</dd>
            </div>
          ))}
        </dl>
        {view.statements.length > 0 && <details className={styles.exact}>
          <summary>{passphraseWords.exact[view.purpose ?? 'act']}</summary>
          {view.statements.map(({ digest, text }) => (
            <figure key={digest}>
              <figcaption><Sentence parts={signWords.digest()} slots={{ digest: <code>{digest}</code> }} /></figcaption>
              <pre><code>{text}</code></pre>
            </figure>
          ))}
        </details>}
      </div>
      {view.newPassphrase === undefined
        ? <PassphraseForm bridge={bridge} samplePassphrase={view.samplePassphrase} token={view.keyFrom?.kind === 'token' ? view.keyFrom.name : null} purpose={view.purpose ?? 'act'} />
        : <NewPassphraseForm bridge={bridge} minimum={view.newPassphrase.minimum} purpose={view.purpose ?? 'found'} {...(view.keyFrom === undefined ? {} : { keyFrom: view.keyFrom })} />}
    </main>
  );
}
