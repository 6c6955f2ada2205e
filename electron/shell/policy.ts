/** What a page of the app may do: the headers that go with every response of the app:// protocol. */

/** Origins of the two kinds of window, and of the frame that takes documents apart. Main compares senders with the first two. */
export const origins = { main: 'app://main', sign: 'app://sign', content: 'app://content' } as const;
export type Host = keyof typeof origins;

/**
 * The content security policy of a page. Scripts and fonts come from the build alone; styles from the build, or from Mantine
 * with this page's nonce; nothing connects anywhere, embeds anything or is turned from text into markup or code. The one thing
 * that the window embeds is the content frame, which has an origin that nobody shares (`sandbox`), and gets scripts and styles of the
 * build, no worker, no font, no image and no connection: what it shows comes over its port and is drawn. The one worker is the main
 * window's search, a file of the build.
 */
export function contentSecurityPolicy(nonce: string, host: Host = 'main'): string {
  if (host === 'content') {
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'none'", "worker-src 'none'", "base-uri 'none'", "form-action 'none'", `frame-ancestors ${origins.main}`,
      "require-trusted-types-for 'script'", "trusted-types 'none'", 'sandbox allow-scripts',
    ].join('; ');
  }
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "font-src 'self'", "img-src 'self'", "connect-src 'none'",
    ...(host === 'main' ? [`frame-src ${origins.content}`, "worker-src 'self'"] : ["worker-src 'none'"]),
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", 'trusted-types default',
  ].join('; ');
}

/** What is known of a frame that is about to go somewhere. */
export interface FrameMove {
  readonly url: string;
  /** Where the frame is now: empty or `about:blank` before its first page. */
  readonly from: string;
  /** The origin of the page around the frame, and whether that page is the window's own; null for a window itself. */
  readonly parent: { readonly origin: string; readonly isTop: boolean } | null;
}

/** Whether a frame may go there. One may: the content frame, to its page, once. */
export function mayNavigate({ url, from, parent }: FrameMove): boolean {
  return url === `${origins.content}/` && (from === '' || from === 'about:blank') && parent !== null && parent.isTop && parent.origin === origins.main;
}

/** Headers for a response of this content type. The content frame's origin is nobody's, so that even its own scripts come to it from elsewhere. */
export function responseHeaders(contentType: string, nonce: string, host: Host = 'main'): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy(nonce, host),
    ...(host === 'content' ? { 'access-control-allow-origin': 'null' } : {}),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
