/** Entry of the process that draws packets (Electron's utilityProcess). It has no key and no file: it is given what the pages say, and answers with the pages. */
import { nodeSha256 } from '../platform/crypto.ts';
import { drawSource } from './issue.ts';
import type { DrawRequest } from './paper-client.ts';

const { parentPort } = process;
parentPort.on('message', (event) => {
  const { source, statementFile, fonts, paper } = event.data as DrawRequest;
  void drawSource(source, statementFile, fonts, paper, nodeSha256).then((bytes) => parentPort.postMessage(bytes));
});
