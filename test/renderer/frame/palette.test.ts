import { describe, expect, test } from 'vitest';
import { commandsFor, commandsOf, fitting, stepIn } from '../../../renderer/frame/palette-match.ts';
import { withRecent, type Recent } from '../../../renderer/queries/recent.ts';

const shortcut = (keys: string, words: string) => ({ keys, words, run: () => undefined });
const groups = [
  { group: 'Everywhere', shortcuts: [shortcut('g h', 'Home'), shortcut('n', 'Next'), shortcut('Ctrl+k', 'Find')] },
  { group: 'Dossier', shortcuts: [shortcut('Ctrl+Enter', 'Vote')] },
  { group: 'Hazards', shortcuts: [shortcut('n', 'Next change'), shortcut('v', 'Mark viewed, then next')] },
];

describe('commands', () => {
  const commands = commandsOf(groups, new Set(['Ctrl+k']));
  const words = (text: string): readonly string[] => commandsFor(commands, text).map(({ command }) => command.words);

  test('of two on one key only the one that acts is offered', () => {
    expect(commands.map((command) => command.words)).not.toContain('Next');
    expect(commands.map((command) => command.words)).toContain('Next change');
  });

  test('are found by the beginnings of their words and of their group', () => {
    expect(words('vo')).toEqual(['Vote']);
    expect(words('next')).toEqual(['Next change', 'Mark viewed, then next']);
    expect(words('haz')).toEqual([]);
    expect(words('haz mark')).toEqual(['Mark viewed, then next']);
    expect(words('find')).toEqual([]);
    expect(words('')).toEqual([]);
    expect(words('ote')).toEqual([]);
  });

  test('say which of their words fit', () => {
    expect([...fitting('Mark viewed, then next', ['vie'])!]).toEqual(['viewed']);
    expect(fitting('Mark viewed', ['vie', 'x'])).toBeNull();
  });
});

test('a list goes round', () => {
  expect([stepIn(3, 2, 1), stepIn(3, 0, -1), stepIn(3, 0, 1), stepIn(0, 0, 1)]).toEqual([0, 2, 1, 0]);
});

test('what was done last is first, once, and not for ever', () => {
  const go = (what: string): Recent => ({ kind: 'go', what });
  expect(withRecent([go('a'), go('b'), { kind: 'run', what: 'a' }], go('b'))).toEqual([go('b'), go('a'), { kind: 'run', what: 'a' }]);
  expect(withRecent(Array.from({ length: 20 }, (_, i) => go(String(i))), go('new'))).toHaveLength(20);
});
