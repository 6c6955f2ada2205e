/** Words of the tour: five stops, a sentence each, over the real screens. */

/** In the order of the tour. */
export const tourSteps = ['home', 'overview', 'trace', 'vote', 'packet'] as const;
export type TourStep = (typeof tourSteps)[number];

export const tourSentences: Readonly<Record<TourStep, string>> = {
  home: 'Home shows where you stand: each release, what changed since its last approval, and whether your vote is missing.',
  overview: 'A dossier opens with its conclusion in one sentence, then only what changed, and at the right what an approval asks.',
  trace: 'Trace follows each hazard through its mitigations to the proof, and marks what has none.',
  vote: 'Sign-off shows who decided what on exactly this revision; Vote opens the sheet for yours, and your passphrase signs it.',
  packet: 'The board’s decision becomes one PDF, the packet; Verify tells anyone whether a packet is real.',
};

export const tourWords = {
  label: 'Tour',
  take: 'Take the tour',
  back: 'Back',
  next: 'Next',
  end: 'Done',
  skip: 'Skip',
  decline: 'No, thanks',
  /** Nothing of what the sentence speaks of is in sight, yet or at all. */
  notHere: 'It is not in sight here.',
  elsewhere: 'It is on another screen than the one shown.',
  goThere: 'Go there',
  offer: 'New here? Five stops show where things are.',
  skipped: 'You can take the tour again from Settings or with Ctrl+K.',
  heading: 'Tour',
  note: 'Five stops over the screens of your own board, a sentence each. Nothing is signed, and Esc ends it.',
} as const;

/** Which stop it is: `2 of 5`. */
export function tourPlace(at: number, of: number): string {
  return `${at + 1} of ${of}`;
}
