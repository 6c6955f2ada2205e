/** What a page of the app may do: the headers that go with every response of the app:// protocol. */

/** Origins of the two kinds of window. Main compares senders with them. */
export const origins = { main: 'app://main', sign: 'app://sign' } as const;

/**
 * The content security policy of a page. Scripts and fonts come from the build alone; styles from the build, or from Mantine
 * with this page's nonce; nothing connects anywhere, embeds anything or is turned from text into markup or code.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "font-src 'self'", "img-src 'self'", "connect-src 'none'",
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", 'trusted-types default',
  ].join('; ');
}

/** Headers for a response of this content type. */
export function responseHeaders(contentType: string, nonce: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
