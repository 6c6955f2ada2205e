import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openSignWindow } from '../../../electron/shell/sign-window.ts';
import type { SignView } from '../../../shared/ipc/contract.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';

/** As much of a window as signing needs; like Electron's, it can't be called once it is destroyed. */
class FakeWindow {
  static opened: FakeWindow[] = [];
  readonly listeners = new Map<string, () => void>();
  readonly pageListeners = new Map<string, () => void>();
  readonly webContents = { on: (name: string, listener: () => void) => { this.pageListeners.set(name, listener); } };
  destroyed = false;
  failLoad: () => void = () => undefined;
  constructor() { FakeWindow.opened.push(this); }
  once(name: string, listener: () => void): void { this.on(name, listener); }
  on(name: string, listener: () => void): void { this.listeners.set(name, listener); }
  setContentProtection(): void { this.alive(); }
  loadURL(): Promise<void> { return new Promise((_resolve, reject) => { this.failLoad = () => reject(new Error('ERR_FAILED')); }); }
  isDestroyed(): boolean { return this.destroyed; }
  focus(): void { this.alive(); }
  close(): void { this.destroy(); }
  destroy(): void {
    this.alive();
    this.destroyed = true;
    this.listeners.get('closed')?.();
  }
  private alive(): void { if (this.destroyed) throw new TypeError('Object has been destroyed'); }
}

vi.mock('electron', () => ({ BrowserWindow: class { constructor() { return new FakeWindow(); } }, nativeTheme: { shouldUseDarkColors: false }, Menu: {}, screen: {} }));

const view = { title: 'Approve', lines: [], statements: [], member: 'A', board: 'B', samplePassphrase: null, theme: 'light' } as unknown as SignView;

describe('the window in which a member signs', () => {
  beforeEach(() => { FakeWindow.opened = []; });
  const open = () => openSignWindow({ session: {} as never, folder: '/', parent: () => null });
  const answer = (signing: ReturnType<typeof open>, passphrase: string | null) => signing.handlers['sign.answer']({ passphrase });

  test('stays open at a wrong passphrase, and ends with what was signed', async () => {
    const signing = open();
    const asked = signing.ask(view, async (passphrase) => (passphrase === 'right' ? ok(7) : refuse('key/wrong-passphrase', { key: 'member' })));
    expect(codeOf(await answer(signing, 'wrong'))).toBe('key/wrong-passphrase');
    expect(FakeWindow.opened[0]!.destroyed).toBe(false);
    valueOf(await answer(signing, 'right'));
    expect(valueOf(await asked)).toBe(7);
    expect(FakeWindow.opened[0]!.destroyed).toBe(true);
  });

  test('ends with a defect of what signs, and the next act can be signed', async () => {
    const signing = open();
    const asked = signing.ask(view, () => Promise.reject(new Error('a bug')));
    const failed = expect(asked).rejects.toThrow('a bug');
    await answer(signing, 'right');
    await failed;
    expect(FakeWindow.opened[0]!.destroyed).toBe(true);
    const next = signing.ask(view, async () => ok(1));
    await answer(signing, 'right');
    expect(valueOf(await next)).toBe(1);
  });

  test('closed while it loads, or its page gone, the act is cancelled once', async () => {
    const signing = open();
    const asked = signing.ask(view, async () => ok(1));
    const window = FakeWindow.opened[0]!;
    await answer(signing, null);
    window.failLoad();
    expect(codeOf(await asked)).toBe('key/cancelled');
    const next = signing.ask(view, async () => ok(1));
    FakeWindow.opened[1]!.pageListeners.get('render-process-gone')!();
    expect(codeOf(await next)).toBe('key/cancelled');
  });

  test('closed while the key signs, what was signed is still told, and a second act is refused meanwhile', async () => {
    const signing = open();
    let finish: () => void = () => undefined;
    const asked = signing.ask<number>(view, () => new Promise((resolve) => { finish = () => resolve(ok(3)); }));
    const answered = answer(signing, 'right');
    FakeWindow.opened[0]!.close();
    expect(codeOf(await signing.ask(view, async () => ok(4)))).toBe('key/cancelled');
    finish();
    valueOf(await answered);
    expect(valueOf(await asked)).toBe(3);
  });
});
