/**
 * The page of the content frame: takes a PDF apart and shows it. It has an origin of its own, no bridge, no network, and one port to the
 * window, over which it is told what to show and tells where words stand.
 */
import { language } from '../../shared/copy/language.ts';
import { Asked, windowOrigin, type Told } from '../content/messages.ts';
import { openViewer } from './viewer.ts';

function take(event: MessageEvent): void {
  const [port] = event.ports;
  if (event.source !== window.parent || event.origin !== windowOrigin || port === undefined) return;
  window.removeEventListener('message', take);
  const viewer = openViewer((told: Told) => port.postMessage(told));
  port.onmessage = ({ data }: MessageEvent) => {
    const asked = Asked.safeParse(data);
    if (asked.success) viewer(asked.data);
  };
}
document.documentElement.lang = language.tag;
window.addEventListener('message', take);
