/** The two ways to a token: from this very process, which is the app's signer, or from a child process, for the command line. */
import { spawn } from 'node:child_process';
import { z } from 'zod';
import { fault, ok, type Result, type Trouble } from '../../shared/result.ts';
import { loadCryptoki, type Cryptoki } from './token-addon.ts';
import { visitToken } from './token-visit.ts';
import { TokenAnswer, type AskToken, type TokenRequest } from './token.ts';

/** Visits tokens in this process, which the caller may lose: a module that hangs holds it up, one that crashes ends it. `folder` has the addon, loaded with the first visit. */
export function tokensHere(folder: string): AskToken {
  let cryptoki: Result<Cryptoki> | null = null;
  return async (request) => {
    if (cryptoki === null || !cryptoki.ok) cryptoki = loadCryptoki(folder);
    return cryptoki.ok ? visitToken(cryptoki.value, request) : cryptoki;
  };
}

const Reply = z.union([z.strictObject({ ok: z.literal(true), value: TokenAnswer }), z.strictObject({ ok: z.literal(false), trouble: z.looseObject({ code: z.string() }) })]);

/** A visit takes a second or two; some tokens wait for a touch. */
const longestVisitMs = 60_000;
const longestReply = 256 * 1024;

/** What a module finds in its environment: its maker's own variables, and no passphrase of ours. */
const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('COUNTERSIGN_')));

/** What a request's troubles call the token. */
const tokenIn = (request: TokenRequest): string => (request.ask === 'list' ? request.module : request.ask === 'find' ? request.wish.label : request.place.label);

/**
 * Visits tokens in a process each. `entry` is the built `token-process`, `folder` has the addon. One that doesn't answer in time is
 * killed, and so is whatever its module was doing. The PIN goes through the child's input, never through its arguments or environment.
 */
export function tokensInChild(entry: string, folder: string, timeMs = longestVisitMs): AskToken {
  return (request) => new Promise((resolve) => {
    const failed = (problem: string): Result<TokenAnswer> => fault('token/failed', { token: tokenIn(request), step: 'wait', problem });
    const child = spawn(process.execPath, [...(entry.endsWith('.ts') ? ['--experimental-strip-types', '--no-warnings'] : []), entry, folder], { stdio: ['pipe', 'pipe', 'ignore'], env: withoutOurs(process.env), windowsHide: true });
    let output = '';
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      child.kill('SIGKILL');
    }, timeMs);
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      output += text;
      if (output.length > longestReply) child.kill('SIGKILL');
    });
    // A child that ended before it read everything; its end says why.
    child.stdin.on('error', () => undefined);
    child.once('error', () => resolve(failed('its program can’t be started')));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve(isOver ? failed(`no answer in ${Math.round(timeMs / 1000)} seconds`) : read(output) ?? failed(`the module ended its process (${signal ?? `code ${code ?? '?'}`})`));
    });
    child.stdin.end(JSON.stringify(request));
  });
}

/** The child's answer, whatever its end: some modules crash while they are unloaded. Null where it gave none. */
function read(output: string): Result<TokenAnswer> | null {
  try {
    const reply = Reply.safeParse(JSON.parse(output));
    if (!reply.success) return null;
    // The child is this program: its troubles are the catalogue's.
    return reply.data.ok ? ok(reply.data.value) : { ok: false, trouble: reply.data.trouble as unknown as Trouble };
  } catch {
    return null;
  }
}
