/** What a member can do on more than one screen, as its button or its key says it. */
export const actionWords = {
  continueToSign: 'Continue to sign',
  keepDraft: 'Close, keep the draft',
  undo: 'Undo',
  recordFinding: 'Record finding',
  vote: 'Vote',
  markViewed: 'Mark viewed',
  /** In place of the button once it is. */
  viewed: 'Viewed',
  /** A key. */
  markViewedNext: 'Mark viewed, then next',
  nextChange: 'Next change',
  previousChange: 'Previous change',
} as const;
