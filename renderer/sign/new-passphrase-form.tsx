import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { passphraseWords } from '../../shared/copy/screens/passphrase.ts';
import type { SignBridge, SignView } from '../../shared/ipc/contract.ts';
import type { Trouble } from '../../shared/result.ts';
import { Button } from '../components/button.tsx';
import { Tick } from '../components/field.tsx';
import { StateMark, type MarkState } from '../components/state-mark.tsx';
import { TroubleNote } from '../components/trouble-note.tsx';
import { passphraseStrength, type Strength } from './passphrase-strength.ts';
import styles from './sign.module.css';

const marks = { short: 'open', weak: 'warning', fair: 'indeterminate', strong: 'passed' } as const satisfies Record<Strength['kind'], MarkState>;

/** A passphrase for keys that are about to be made, typed twice, under what opens a key from elsewhere. What is typed stays in the fields; only its strength leaves them. */
export function NewPassphraseForm({ bridge, minimum, purpose, keyFrom }: { readonly bridge: SignBridge; readonly minimum: number; readonly purpose: NonNullable<SignView['purpose']>; readonly keyFrom?: NonNullable<SignView['keyFrom']> }): ReactNode {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLInputElement>(null);
  const [strength, setStrength] = useState<Strength>(() => passphraseStrength('', minimum));
  const [differs, setDiffers] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [isShown, setShown] = useState(false);
  const [isCapsLock, setCapsLock] = useState(false);
  const id = useId();
  const { does, doing, leave } = passphraseWords.buttons[purpose];

  // What is asked for again is what was refused.
  const isNewRefused = trouble?.code === 'key/short-passphrase' || trouble?.code === 'key/wrong-passphrase';
  useEffect(() => ((isNewRefused ? null : opener.current) ?? first.current)?.focus(), [trouble, isNewRefused]);

  async function give(event: FormEvent): Promise<void> {
    event.preventDefault();
    const passphrase = first.current?.value ?? '';
    const opens = opener.current?.value;
    if (isWorking) return;
    if (opens === '' && keyFrom?.kind === 'token') {
      opener.current?.focus();
      return;
    }
    if (strength.kind === 'short') {
      first.current?.focus();
      return;
    }
    if (passphrase !== second.current?.value) {
      setDiffers(true);
      second.current?.focus();
      return;
    }
    setDiffers(false);
    setWorking(true);
    setTrouble(null);
    const answer = await (opens === undefined ? bridge.answer(passphrase) : bridge.answer(passphrase, opens));
    setWorking(false);
    if (answer.ok) return;
    const isNew = answer.trouble.code === 'key/short-passphrase' || answer.trouble.code === 'key/wrong-passphrase';
    // A new passphrase that wasn't refused needn't be typed again beside a PIN that was.
    for (const field of isNew || keyFrom === undefined ? [first, second] : [opener]) if (field.current !== null) field.current.value = '';
    if (isNew || keyFrom === undefined) setStrength(passphraseStrength('', minimum));
    setTrouble(answer.trouble);
  }

  const onKey = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  const common = { type: isShown ? 'text' : 'password', autoComplete: 'off', spellCheck: false, maxLength: 1024, required: true, className: styles.field, readOnly: isWorking, onKeyUp: onKey, onKeyDown: onKey } as const;
  return (
    <form className={styles.foot} noValidate onSubmit={(event) => void give(event)}>
      {keyFrom !== undefined && (
        <div className={styles.ask}>
          <label htmlFor={`${id}-opens`}>{passphraseWords.opens[keyFrom.kind].label(keyFrom.name)}</label>
          <input {...common} required={keyFrom.kind === 'token'} ref={opener} id={`${id}-opens`} aria-invalid={trouble !== null && !isNewRefused} aria-describedby={`${id}-opens-note`} />
          <p id={`${id}-opens-note`} className={styles.note}>{passphraseWords.opens[keyFrom.kind].note}</p>
        </div>
      )}
      <div className={styles.pair}>
        <div className={styles.ask}>
          <label htmlFor={id}>{passphraseWords.fresh}</label>
          <input {...common} ref={first} id={id} aria-invalid={trouble !== null && (isNewRefused || keyFrom === undefined)} aria-describedby={`${id}-strength ${id}-note`} onChange={(event) => { setStrength(passphraseStrength(event.target.value, minimum)); setDiffers(false); }} />
        </div>
        <div className={styles.ask}>
          <label htmlFor={`${id}-again`}>{passphraseWords.again}</label>
          <input {...common} ref={second} id={`${id}-again`} aria-invalid={differs} aria-describedby={differs ? `${id}-differs` : undefined} onChange={() => setDiffers(false)} />
        </div>
      </div>
      <div id={`${id}-strength`} role="status" className={styles.strength}>
        <StateMark state={marks[strength.kind]}>{passphraseWords.strengths[strength.kind](strength.missing)}</StateMark>
      </div>
      {differs && <p id={`${id}-differs`} role="alert"><StateMark state="failed">{passphraseWords.differs}</StateMark></p>}
      <p id={`${id}-note`} className={styles.note}>{isCapsLock && <strong>{passphraseWords.capsLock} </strong>}{keyFrom?.kind === 'token' ? passphraseWords.noteBesideToken : passphraseWords.note}</p>
      <Tick label={passphraseWords.show} checked={isShown} onChange={setShown} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.actions}>
        <Button onClick={() => void bridge.answer(null)} keys="Esc">{leave}</Button>
        <Button type="submit" weight="primary" keys="Enter" aria-disabled={isWorking}>{isWorking ? doing : does}</Button>
      </div>
    </form>
  );
}
