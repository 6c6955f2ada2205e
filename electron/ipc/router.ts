/**
 * The only place that hears the window. Each call passes four checks before a handler sees it: that it comes from the main
 * frame of a window of ours, that this window may make it, that its request fits the schema; and whatever the handler
 * throws becomes a defect with a reference. Every reply is a Result.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { schemaRefusal } from '../../shared/bytes/schema.ts';
import { requests, signRequests, type Reply, type SignView } from '../../shared/ipc/contract.ts';
import type { Channel } from '../../shared/ipc/channels.ts';
import { fault, refuse, type Result } from '../../shared/result.ts';

/** What main does for each call of the window. */
export type Handlers = { readonly [C in Channel]: (request: z.output<(typeof requests)[C]>) => Promise<Result<Reply<C>>> };
/** What main does for the window in which a member signs. */
export interface SignHandlers {
  readonly 'sign.read': () => Promise<Result<SignView>>;
  readonly 'sign.answer': (request: z.output<(typeof signRequests)['sign.answer']>) => Promise<Result<null>>;
}

export interface RouterPorts {
  /** The page that may call now, or null while there is none. */
  readonly sender: () => WebContents | null;
  readonly origin: string;
  /** Notes a defect and answers its reference. */
  readonly onDefect: (channel: string, error: unknown) => string;
  readonly onRefused: (channel: string) => void;
}

/** Prefix of every channel's name on the wire. */
export const wire = 'countersign:';

/** Whether a call comes from the top frame of exactly that page, at exactly that origin. */
export function isFrom(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, page: WebContents | null, origin: string): boolean {
  const frame = event.senderFrame;
  return page !== null && event.sender === page && frame !== null && frame.parent === null && frame.origin === origin;
}

type AnyHandlers = Readonly<Record<string, (request: never) => Promise<Result<unknown>>>>;

/** Registers the handlers of one kind of window. Call it once for each. */
export function route(ipcMain: Pick<IpcMain, 'handle'>, kind: 'main', handlers: Handlers, ports: RouterPorts): void;
export function route(ipcMain: Pick<IpcMain, 'handle'>, kind: 'sign', handlers: SignHandlers, ports: RouterPorts): void;
export function route(ipcMain: Pick<IpcMain, 'handle'>, kind: 'main' | 'sign', handlers: Handlers | SignHandlers, { sender, origin, onDefect, onRefused }: RouterPorts): void {
  const schemas: Readonly<Record<string, z.ZodType>> = kind === 'main' ? requests : signRequests;
  for (const [channel, schema] of Object.entries(schemas)) {
    const handler = (handlers as unknown as AnyHandlers)[channel]!;
    ipcMain.handle(`${wire}${channel}`, async (event, ...rest: unknown[]): Promise<Result<unknown>> => {
      try {
        // Electron throws where the frame that asked is gone by now.
        if (!isFrom(event, sender(), origin)) {
          onRefused(channel);
          return refuse('ipc/bad-sender', { channel });
        }
        const request = schema.safeParse(rest[0]);
        if (!request.success || rest.length > 1) {
          onRefused(channel);
          const { place, expected } = request.success ? { place: '$', expected: 'one argument' } : schemaRefusal(channel, request.error, rest[0]).trouble.params as { place: string; expected: string };
          return refuse('ipc/bad-request', { channel, place, expected });
        }
        return await handler(request.data as never);
      } catch (error) {
        return fault('defect', { reference: onDefect(channel, error) }, false);
      }
    });
  }
}
