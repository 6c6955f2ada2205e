/** Entry of the parser's child process, on plain Node. It opens the files that it is told and answers; it ends with its parent. */
import { nodeSha256 } from '../platform/crypto.ts';
import { openFiles } from '../platform/files.ts';
import type { ParserCall, ParserReply } from './protocol.ts';
import { gatherFiles, readPiece } from './read-piece.ts';

const ports = { files: openFiles(), sha256: nodeSha256 };

async function answer(message: ParserCall): Promise<ParserReply> {
  try {
    return { call: message.call, result: message.do === 'gather' ? await gatherFiles(message.files, ports) : await readPiece(message.request, ports) };
  } catch (error) {
    return { call: message.call, defect: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) };
  }
}

process.on('message', (message: ParserCall) => { void answer(message).then((reply) => process.send?.(reply)); });
process.on('disconnect', () => process.exit(0));
