import type { ReactNode } from 'react';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import type { Trouble } from '../../../shared/result.ts';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { FirstRunScreen } from './first-run-screen.tsx';

/** There is a profile, and it can't be opened: and why. */
export function Unopened({ trouble }: { readonly trouble: Trouble }): ReactNode {
  return <FirstRunScreen title={firstRunWords.unopened.title} lead={firstRunWords.unopened.lead}><TroubleNote trouble={trouble} /></FirstRunScreen>;
}
