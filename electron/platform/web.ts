/** One exchange with a server that a person named: short, small, straight, and never anywhere else than asked. */
import { webProblems } from '../../shared/copy/archival.ts';
import { fault, ok, type Result } from '../../shared/result.ts';

export interface WebRequest {
  /** An `http:` or `https:` address, see {@link isWebAddress}. */
  readonly url: string;
  /** Sent with POST, as `type`; null: GET. */
  readonly body: { readonly type: string; readonly bytes: Uint8Array } | null;
  /** No longer answer is read. */
  readonly limitBytes: number;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
}

/** Faults with `web/failed`: no connection, another status than 200, a redirection, an answer too long or too slow. Never throws. */
export type Web = (request: WebRequest) => Promise<Result<Uint8Array>>;

/** Whether the text is an address that is asked: http or https, without a name and password in it. */
export function isWebAddress(text: string): boolean {
  if (text.length > 2000 || !URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '' && hash === '';
}

/** Asks with the machine's own connection. */
export const systemWeb: Web = async ({ url, body, limitBytes, timeoutMs }) => {
  const no = (problem: string): Result<never> => fault('web/failed', { url, problem });
  try {
    const response = await fetch(url, {
      method: body === null ? 'GET' : 'POST', redirect: 'manual', credentials: 'omit', signal: AbortSignal.timeout(timeoutMs),
      ...(body === null ? {} : { body: Uint8Array.from(body.bytes), headers: { 'content-type': body.type } }),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return no(response.status >= 300 && response.status < 400 ? webProblems.elsewhere(response.status) : webProblems.status(response.status));
    }
    const pieces: Uint8Array[] = [];
    let size = 0;
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      size += read.value.length;
      if (size > limitBytes) {
        await reader?.cancel();
        return no(webProblems.tooLong(limitBytes));
      }
      pieces.push(read.value);
    }
    return ok(new Uint8Array(Buffer.concat(pieces)));
  } catch (error) {
    const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } };
    return no(name === 'TimeoutError' ? webProblems.tooSlow(timeoutMs) : webProblems.unreachable(cause?.code ?? ''));
  }
};
