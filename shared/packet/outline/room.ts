/** How much of what may be long page 1 shows. Whatever it leaves out stands in section 2, and page 1 says so. */

/** `conditions`: `full` is every condition with its whole text; a number is that many, one line each. */
export interface FirstPageRoom { readonly artifacts: number; readonly conditions: 'full' | number }

/** Generous first: whoever lays out takes the first whose page 1 fits one page. The last always does. */
export const firstPageRooms: readonly [FirstPageRoom, ...FirstPageRoom[]] = [
  { artifacts: 3, conditions: 'full' }, { artifacts: 2, conditions: 'full' }, { artifacts: 1, conditions: 'full' },
  { artifacts: 2, conditions: 8 }, { artifacts: 1, conditions: 6 }, { artifacts: 1, conditions: 4 }, { artifacts: 1, conditions: 2 }, { artifacts: 1, conditions: 0 },
];
