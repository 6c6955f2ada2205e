/** Words of two tabs side by side. */

export const paneWords = {
  /** What the shortcut and the palette do. */
  open: 'Open beside',
  close: 'Close this pane',
  other: 'Other pane',
  /** Beside the key that goes there. */
  go: 'to go here',
  main: 'First pane',
  beside: 'Second pane',
} as const;

/** A pane's name for those who don't see where it is: `Second pane: Evidence, E-02`. */
export function paneLabel(pane: 'main' | 'beside', tab: string, item: string | null): string {
  return `${paneWords[pane]}: ${tab}${item === null ? '' : `, ${item}`}`;
}

/** The name of a part of a tab that both panes show: `Findings, second pane`. */
export function landmarkInPane(label: string, pane: 'main' | 'beside'): string {
  return `${label}, ${pane === 'main' ? 'first pane' : 'second pane'}`;
}

/** The button that closes a pane. */
export function closePaneWords(tab: string): string {
  return `Close ${tab}`;
}
