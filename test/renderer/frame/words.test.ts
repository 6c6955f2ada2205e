import { describe, expect, test } from 'vitest';
import { keyWords } from '../../../renderer/frame/key-words.ts';
import { syncSentence, syncWords } from '../../../shared/copy/screens/frame.ts';
import { keyOf } from '../../../renderer/queries/shortcuts.ts';
import type { SyncState } from '../../../shared/ipc/contract.ts';
import { fault } from '../../../shared/result.ts';
import type { Instant } from '../../../shared/vocabulary.ts';

const state: SyncState = { kind: 'idle', waiting: 0, lastAt: '2026-11-19T09:12:44.000Z' as Instant, offline: null, troubles: [] };
const offline = fault('store/unreachable', { store: '/mnt/board', problem: 'it is not there' }).trouble;

describe('how the machine stands to its store', () => {
  test('events that wait are counted, in reach of the store or not', () => {
    for (const kind of ['idle', 'running', 'offline'] as const) expect(syncWords({ ...state, kind, waiting: 23 })).toBe(syncWords({ ...state, waiting: 23 }));
    expect(syncWords({ ...state, waiting: 23 })).toContain('23');
  });

  test('another try at a store out of reach changes no word', () => {
    expect(syncWords({ ...state, kind: 'running', offline })).toBe(syncWords({ ...state, kind: 'offline', offline }));
    expect(syncWords({ ...state, kind: 'running' })).toBe(syncWords(state));
  });

  test('every kind has its own sentence', () => {
    expect(new Set((['none', 'idle', 'running'] as const).map((kind) => syncSentence({ ...state, kind }))).size).toBe(3);
    expect(syncSentence({ ...state, kind: 'offline', lastAt: null, offline })).not.toContain('2026');
  });
});

describe('keys', () => {
  const press = (key: string, parts: Partial<KeyboardEvent> = {}) => keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...parts });

  test('a character stands for itself, however it is typed', () => {
    expect(press('n')).toBe('n');
    expect(press('?', { shiftKey: true })).toBe('?');
  });

  test('modifiers come first, the command key counts as Ctrl', () => {
    expect(press('ArrowLeft', { altKey: true })).toBe('Alt+ArrowLeft');
    expect(press('Enter', { metaKey: true, shiftKey: true })).toBe('Ctrl+Shift+Enter');
  });

  test('keys are printed in the order of pressing', () => {
    expect(keyWords('g h')).toEqual(['G', 'H']);
    expect(keyWords('Alt+ArrowLeft')).toEqual(['Alt', '←']);
    expect(keyWords('?')).toEqual(['?']);
    expect([keyWords('+'), keyWords('Ctrl+g')]).toEqual([['+'], ['Ctrl', 'G']]);
  });
});
