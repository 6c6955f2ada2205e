/** How long names may be so that no certificate cuts them: X.520 allows 64 characters in a common name, and the authority's adds ` root` to the board's. */
export const longestPersonName = 64;
export const longestBoardName = 59;
