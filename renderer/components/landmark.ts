/** What a landmark is called while the same tab is shown twice: two of one name could not be told apart. */
import { createContext, useContext } from 'react';

/** Makes a landmark's name one of its pane; elsewhere it stays as it is. */
export const LandmarkContext = createContext<(label: string) => string>((label) => label);

/** The name of a landmark where it is drawn. */
export function useLandmark(): (label: string) => string {
  return useContext(LandmarkContext);
}
