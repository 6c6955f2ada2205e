// First, before any schema or style is made.
import './theme/hardening.ts';
import './theme/language.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { on, reportDefect } from './bridge/client.ts';
import { startNotation } from './queries/notation.ts';
import { readSession } from './queries/session.ts';
import { startShortcuts } from './queries/shortcuts.ts';

window.addEventListener('unhandledrejection', (event) => void reportDefect(event.reason));
on('profile', () => void readSession());
startShortcuts();

const root = document.getElementById('root');
if (root !== null) {
  // The first picture is the right one: theme, notation and profile are known before it.
  await readSession();
  await startNotation();
  createRoot(root).render(<App />);
}
