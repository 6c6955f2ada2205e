/** Keys that act where the member is. Each screen registers its own; the sheet behind `?` lists whatever is registered. */
import { useContext, useEffect, useMemo, useRef } from 'react';
import { live } from '../bridge/live.ts';
import type { Pane } from '../route.ts';
import { actingPane, PaneContext, useActingPane } from './pane.ts';
import { settings } from './session.ts';
import { useLive } from './use-live.ts';

export interface Shortcut {
  /** `n`, `?`, `g h` (one after the other), `Ctrl+Enter`, `Alt+ArrowLeft`, `F1`. */
  readonly keys: string;
  /** What it does, in few words: `Next change`. */
  readonly words: string;
  readonly run: () => void;
}

/** `pane` null: acts whichever pane the member is in. */
type Registered = readonly { readonly owner: symbol; readonly group: string; readonly pane: Pane | null; readonly shortcuts: readonly Shortcut[] }[];
const registered = live<Registered>([]);
const sequenceMs = 1_000;

/** Makes shortcuts act while the component is shown, and the member is in its pane. `group` heads them in the sheet. The last one registered for a key acts. */
export function useShortcuts(group: string, shortcuts: readonly Shortcut[]): void {
  const current = useRef(shortcuts);
  const pane = useContext(PaneContext);
  useEffect(() => {
    current.current = shortcuts;
  });
  const signature = shortcuts.map(({ keys, words }) => `${keys} ${words}`).join('\n');
  useEffect(() => {
    const owner = Symbol(group);
    const stable = current.current.map(({ keys, words }): Shortcut => ({ keys, words, run: () => current.current.find((one) => one.keys === keys)?.run() }));
    registered.set([...registered.get(), { owner, group, pane, shortcuts: stable }]);
    return () => registered.set(registered.get().filter((entry) => entry.owner !== owner));
  }, [group, pane, signature]);
}

/** What acts here now, by group. */
export function useShortcutGroups(): readonly { readonly group: string; readonly shortcuts: readonly Shortcut[] }[] {
  const pane = useActingPane();
  const all = useLive(registered);
  return useMemo(() => all.filter((entry) => entry.pane === null || entry.pane === pane), [all, pane]);
}

/** Listens to the keyboard; answers how to stop. */
export function startShortcuts(): () => void {
  let before: { readonly key: string; readonly atMs: number } | null = null;
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const key = keyOf(event);
    const hasModifier = (key.length > 1 && key.includes('+')) || /^F\d+$/.test(key);
    if (!hasModifier && (!settings.get().singleKeys || isTyping(event.target) || isModalOpen())) return;
    if (key.startsWith('Alt+Arrow') && isTyping(event.target)) return;
    const sequence = before !== null && event.timeStamp - before.atMs < sequenceMs ? `${before.key} ${key}` : null;
    const found = (sequence === null ? undefined : find(sequence)) ?? find(key);
    before = hasModifier ? null : { key, atMs: event.timeStamp };
    if (found === undefined) return;
    event.preventDefault();
    before = null;
    found.run();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function find(keys: string): Shortcut | undefined {
  const pane = actingPane();
  return registered.get().filter((entry) => entry.pane === null || entry.pane === pane).flatMap((entry) => entry.shortcuts).findLast((shortcut) => shortcut.keys === keys);
}

/** The key as shortcuts write it. Shift is part of the character (`?`), but named with keys that write none. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const modifiers = [event.ctrlKey || event.metaKey ? 'Ctrl' : null, event.altKey ? 'Alt' : null, event.shiftKey && event.key.length > 1 ? 'Shift' : null];
  return [...modifiers.filter((modifier) => modifier !== null), event.key].join('+');
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])'));
}

function isModalOpen(): boolean {
  return document.querySelector('dialog:modal, [aria-modal="true"]') !== null;
}
