import { linkCopied, linkNotCopied } from '../../shared/copy/find.ts';
import { deepLinkOf } from '../../shared/ipc/deep-link.ts';
import { announce } from '../bridge/notice.ts';
import { copyText } from '../components/copy-text.ts';
import type { Route } from '../route.ts';

/** Copies a link to the dossier, tab or item shown, for other members: it opens in their own Countersign. `what` is what it leads to, in words. */
export function copyLink(route: Extract<Route, { readonly kind: 'dossier' }>, what: string): void {
  announce(copyText(deepLinkOf(route)) ? linkCopied(what) : linkNotCopied);
}
