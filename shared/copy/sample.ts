/** What the program is at while it makes a sample board, for the bar that shows it. */
export const sampleStepWords = {
  keys: 'Making keys',
  members: 'Admitting members',
  review: 'Publishing and reviewing dossiers',
  arrange: 'Putting the board in its place',
} as const;

export type SampleStep = keyof typeof sampleStepWords;
