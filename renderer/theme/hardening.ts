/**
 * What the page's content security policy asks of the code, done once and before anything else runs. Imported first by
 * both pages, since a schema that is built before `jitless` is set has already probed for `Function`.
 */
import { setNonce } from 'get-nonce';
import { z } from 'zod';

interface TrustedTypes { createPolicy(name: string, rules: { createHTML: (text: string) => string; createScriptURL: (text: string) => string }): unknown }

/** The nonce that main wrote into the page for its own styles. */
export const styleNonce: string = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

z.config({ jitless: true });
setNonce(styleNonce);

// Mantine sets the text of its style elements through innerHTML; CSS text has no `<`, markup can't do without.
(globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', {
  createHTML(text) {
    if (text.includes('<')) throw new TypeError('Markup is never set as text.');
    return text;
  },
  // The search worker is a file of the build; nothing else is ever started from an address.
  createScriptURL(text) {
    const { origin, pathname } = new URL(text, window.location.href);
    if (origin !== window.location.origin || !/^\/assets\/search-worker-[\w-]+\.js$/.test(pathname)) throw new TypeError('Only the search worker is started from an address.');
    return text;
  },
});
