/** Lets one change of the whole profile run at a time: founding, joining, entering, making and removing the sample. */
export interface Turn {
  /** The way to end the turn, or null while another change has it. */
  take(): (() => void) | null;
}

export function openTurn(): Turn {
  let taken = false;
  return {
    take: () => {
      if (taken) return null;
      taken = true;
      return () => { taken = false; };
    },
  };
}
