/** The command line in this process: real files and keys, a clock that stands, nobody at a terminal unless asked for. */
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import type { CommandLinePorts } from '../../electron/cli/ports.ts';
import type { CommandOutput } from '../../electron/cli/output.ts';
import { openParserHere } from '../../electron/parser/read-piece.ts';
import { systemWeb } from '../../electron/platform/web.ts';
import { runCommandLine } from '../../electron/cli/run.ts';
import { readDescriptor } from '../../electron/platform/terminal.ts';
import { ok } from '../../shared/result.ts';
import { passphrase } from '../builders/working-board.ts';
import type { BoardPorts } from '../../electron/board/profile.ts';

/** Runs commands from `from`, with every member's passphrase in the environment. */
export function commandLine(from: string, board: BoardPorts, parts: Partial<CommandLinePorts> = {}): (...words: string[]) => Promise<CommandOutput> {
  const ports: CommandLinePorts = {
    board, from, subtle: webcrypto.subtle as never, env: { COUNTERSIGN_PASSPHRASE: passphrase }, fonts: join(import.meta.dirname, '..', '..', 'assets', 'fonts'), checklists: join(import.meta.dirname, '..', '..', 'assets', 'checklists'), verifyPage: join(import.meta.dirname, '..', '..', 'dist', 'verify', 'countersign-verify.html'), terminal: null, readDescriptor, web: systemWeb,
    openParser: () => openParserHere(board), progress: null, print: () => undefined, ...parts,
  };
  return async (...words) => {
    let printed = '';
    const output = await runCommandLine(words, () => Promise.resolve(ok({ ...ports, print: (text: string) => { printed += text; } })));
    return { ...output, stdout: printed + output.stdout };
  };
}
