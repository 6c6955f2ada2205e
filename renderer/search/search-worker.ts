/** The search worker: gives the desk its messages, and the thread back between two steps, so that a question that came meanwhile is heard. */
import { Desk } from './desk.ts';
import type { Told } from './messages.ts';

const desk = new Desk((said) => self.postMessage(said), () => performance.now());
const turns = new MessageChannel();
const stepMs = 6;
let isTurning = false;

function turn(): void {
  if (isTurning) return;
  isTurning = true;
  turns.port2.postMessage(null);
}

turns.port1.onmessage = () => {
  isTurning = false;
  if (desk.step(stepMs)) turn();
};

self.onmessage = ({ data }: MessageEvent<Told>) => {
  desk.hear(data);
  turn();
};
