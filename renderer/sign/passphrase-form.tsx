import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { passphraseWords } from '../../shared/copy/screens/passphrase.ts';
import { signWords } from '../../shared/copy/screens/sign.ts';
import type { SignBridge } from '../../shared/ipc/contract.ts';
import type { Trouble } from '../../shared/result.ts';
import { Button } from '../components/button.tsx';
import { Sentence } from '../components/sentence.tsx';
import { TroubleNote } from '../components/trouble-note.tsx';
import styles from './sign.module.css';

/** The passphrase, or a token's PIN, asked for each act. A wrong one leaves the window open; the field is emptied, and nothing of it is kept. */
export function PassphraseForm({ bridge, samplePassphrase, token = null, purpose }: { readonly bridge: SignBridge; readonly samplePassphrase: string | null; readonly token?: string | null; readonly purpose: keyof typeof passphraseWords.buttons }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSigning, setSigning] = useState(false);
  const [isCapsLock, setCapsLock] = useState(false);
  const id = useId();
  const { does, doing, leave } = passphraseWords.buttons[purpose];

  useEffect(() => field.current?.focus(), [trouble]);

  async function sign(event: FormEvent): Promise<void> {
    event.preventDefault();
    const passphrase = field.current?.value ?? '';
    if (isSigning || passphrase === '') return;
    setSigning(true);
    setTrouble(null);
    const answer = await bridge.answer(passphrase);
    if (field.current !== null) field.current.value = '';
    setSigning(false);
    if (!answer.ok) setTrouble(answer.trouble);
  }

  const onKey = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <form className={styles.foot} onSubmit={(event) => void sign(event)}>
      <div className={styles.ask}>
        <label htmlFor={id}>{token === null ? signWords.passphrase : signWords.pin(token)}</label>
        <input ref={field} id={id} type="password" autoComplete="off" spellCheck={false} maxLength={1024} required className={styles.field} readOnly={isSigning} aria-invalid={trouble !== null} aria-describedby={`${id}-note`} onKeyUp={onKey} onKeyDown={onKey} />
        <p id={`${id}-note`} className={styles.note}>
          {isCapsLock && <><strong>{signWords.capsLock}</strong> </>}
          {token !== null ? signWords.pinNote : samplePassphrase === null ? (purpose === 'unlock' ? signWords.kept : signWords.forgotten) : <Sentence parts={signWords.samplePassphrase()} slots={{ passphrase: <code>{samplePassphrase}</code> }} />}
        </p>
      </div>
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.actions}>
        <Button onClick={() => void bridge.answer(null)} keys="Esc">{leave}</Button>
        <Button type="submit" weight="primary" keys="Enter" aria-disabled={isSigning}>{isSigning ? doing : does}</Button>
      </div>
    </form>
  );
}
