// First, before any schema or style is made.
import '../theme/hardening.ts';
import '../theme/language.ts';
import { createRoot } from 'react-dom/client';
import type { SignBridge } from '../../shared/ipc/contract.ts';
import { Sign } from './sign.tsx';

declare global {
  interface Window {
    /** What the sign window's preload gives it. */
    readonly countersignSign: SignBridge;
  }
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Sign asked={await window.countersignSign.read()} bridge={window.countersignSign} />);
