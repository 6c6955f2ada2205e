import { keySheetWords } from '../../shared/copy/screens/frame.ts';

const names: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', ...keySheetWords.keys };

/** The keys of a shortcut as they are printed on the keyboard, in the order of pressing: `Alt+ArrowLeft` reads Alt, ←. */
export function keyWords(keys: string): readonly string[] {
  return keys.split(/ |(?<=.)\+/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
