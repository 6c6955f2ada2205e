// First, before any schema is made.
import './jitless.ts';
import '../theme/language.ts';
import './page.css';
import { createRoot } from 'react-dom/client';
import { verifyPageWords } from '../../shared/copy/screens/verify-page.ts';
import { followScheme } from './scheme.ts';
import { checkPacket, reportText, withArtifacts, type Given } from './check.ts';
import { Page } from './page.tsx';

declare global {
  interface Window {
    /** The page's verifier by itself, for tests and for whoever drives the page from a program: the text that “Save the report” saves. */
    countersignVerify?: (given: Given) => Promise<string>;
  }
}

window.countersignVerify = async (given) => {
  const checked = await checkPacket(given);
  if (!checked.ok) throw new Error(checked.problem);
  return reportText(withArtifacts(checked.judged, given.artifacts ?? []));
};

const root = document.getElementById('root');
if (root !== null) {
  document.title = verifyPageWords.title;
  followScheme();
  createRoot(root).render(<Page />);
}
