/** The command line's composition root: real files, clock, ids and keys in this very process. It contains no rule. */
import { join } from 'node:path';
import { openSigner } from '../keys/signer.ts';
import { tokensInChild } from '../keys/token-access.ts';
import { openClock } from '../platform/clock.ts';
import { nodeSha256, nodeVerifySignature } from '../platform/crypto.ts';
import { openFiles } from '../platform/files.ts';
import { openIds } from '../platform/ids.ts';
import { systemWeb, type Web } from '../platform/web.ts';
import { openProgress, openTerminal, readDescriptor, type Terminal, type TerminalStreams } from '../platform/terminal.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { VerifyPorts } from '../../shared/packet/verify/verify.ts';
import type { BoardPorts } from '../board/profile.ts';
import { openParserProcess } from '../parser/parser-client.ts';
import type { EvidenceParser } from '../parser/parser.ts';

export interface CommandLinePorts {
  readonly board: BoardPorts;
  /** Web Crypto, for the verifier. */
  readonly subtle: VerifyPorts['subtle'];
  /** Asks a server that the command line names; nothing else is asked. */
  readonly web: Web;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths on the command line are relative to. */
  readonly from: string;
  /** The folder with the packets' fonts. */
  readonly fonts: string;
  /** The folder with the checklists that can be answered. */
  readonly checklists: string;
  /** The built page that verifies packets. */
  readonly verifyPage: string;
  /** Starts the process that reads evidence; whoever opens it closes it. */
  openParser(): EvidenceParser;
  /** Results as they come, for output that may be long; the rest of a command's output follows them. */
  print(text: string): void;
  /** Tells somebody who waits how far long work has come; replaces what it said before. Null where nobody watches. */
  readonly progress: ((line: string) => void) | null;
  /** Null where nobody sits at one. */
  readonly terminal: Terminal | null;
  readDescriptor(descriptor: number, limitBytes: number): Promise<Result<Uint8Array>>;
}

export interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly from: string;
  /** `dist/cli` of a checkout, or wherever the program was copied to. */
  readonly programFolder: string;
  /** The program that reads evidence. */
  readonly parserEntry: string;
  readonly streams: TerminalStreams;
  /** Standard output. */
  print(text: string): void;
  readonly subtle: VerifyPorts['subtle'];
}

/** Opens the ports of one run. Refuses `input/usage` for a `COUNTERSIGN_CLOCK` that is no instant; outside a checkout the variable means nothing. */
export async function openPorts({ env, from, programFolder, parserEntry, streams, print, subtle }: Process): Promise<Result<CommandLinePorts>> {
  const files = openFiles();
  const source = await files.kind(join(programFolder, '..', '..', 'electron', 'cli'));
  const surroundings = { env, packaged: !source.ok || source.value !== 'folder' };
  const clock = openClock(surroundings);
  if (!clock.ok) return clock;
  const ids = openIds(surroundings);
  return ok({
    board: { files, clock: clock.value, ids, sha256: nodeSha256, verify: nodeVerifySignature, openKeys: (folder) => openSigner({ folder, files, ids, keychain: null, tokens: tokensInChild(join(programFolder, 'token.js'), programFolder) }) },
    openParser: () => openParserProcess(parserEntry), print, progress: openProgress(streams.output), web: systemWeb,
    subtle, env, from, fonts: join(programFolder, '..', 'assets', 'fonts'), checklists: join(programFolder, '..', 'assets', 'checklists'), verifyPage: join(programFolder, '..', 'verify', 'countersign-verify.html'), terminal: openTerminal(streams), readDescriptor,
  });
}
