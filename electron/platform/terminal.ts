/** The terminal that a person sits at, and descriptors that another program has opened for this one. */
import { createReadStream } from 'node:fs';
import { fault, ok, refuse } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export interface Terminal {
  /** Shows text. */
  show(text: string): void;
  /** Asks for a line without showing what is typed. Refuses `key/cancelled` for Ctrl-C, Ctrl-D and an end of input. */
  askHidden(question: string): Promise<Result<string>>;
}

/** The part of a TTY's streams that is needed. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
}

const longestLine = 4096;

/** The terminal on the process's own streams; null where nobody sits at one. Questions go to `output`, so that results stay apart. */
export function openTerminal({ input, output }: TerminalStreams): Terminal | null {
  if (input.isTTY !== true || input.setRawMode === undefined) return null;
  const setRawMode = input.setRawMode.bind(input);
  return {
    show: (text) => { output.write(text); },
    askHidden: (question) => new Promise((resolve) => {
      let line = '';
      const finish = (answer: Result<string>): void => {
        input.removeListener('data', onData);
        input.removeListener('end', onEnd);
        setRawMode(false);
        input.pause();
        output.write('\n');
        resolve(answer);
      };
      const cancelled = (): void => finish(refuse('key/cancelled', { act: 'passphrase' }));
      const onEnd = cancelled;
      const onData = (part: Buffer | string): void => {
        for (const character of part.toString()) {
          if (character === '\r' || character === '\n') return finish(ok(line));
          if (character === '\u0003' || character === '\u0004') return cancelled();
          if (character === '\u007f' || character === '\b') line = [...line].slice(0, -1).join('');
          else if (character >= ' ' && line.length < longestLine) line += character;
        }
      };
      output.write(question);
      setRawMode(true);
      input.setEncoding('utf8');
      input.on('data', onData);
      input.on('end', onEnd);
      input.resume();
    }),
  };
}

/** Everything that can be read from an open descriptor, up to a limit. */
export async function readDescriptor(descriptor: number, limitBytes: number): Promise<Result<Uint8Array>> {
  const name = `descriptor ${descriptor}`;
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const part of createReadStream('', { fd: descriptor, autoClose: false }) as AsyncIterable<Buffer>) {
      sizeBytes += part.length;
      if (sizeBytes > limitBytes) return refuse('input/too-large', { name, sizeBytes, limitBytes });
      parts.push(part);
    }
    return ok(new Uint8Array(Buffer.concat(parts)));
  } catch (error) {
    return fault('disk/read', { path: name, errno: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}

/** How often a line is written over, and how often one is written where none can be, in milliseconds. */
const often = { terminalMs: 100, logMs: 10_000 } as const;

/**
 * Tells how far long work has come: one line that is written over on a terminal, elsewhere a line every ten seconds, so that a pipeline's log
 * shows that something still goes on. An empty line ends it.
 */
export function openProgress(output: TerminalStreams['output']): (line: string) => void {
  let shownAt: number | null = null;
  return (line) => {
    const now = performance.now();
    if (output.isTTY !== true) {
      shownAt ??= now;
      if (line === '' || now - shownAt < often.logMs) return;
      output.write(`${line}\n`);
    } else {
      if (line !== '' && shownAt !== null && now - shownAt < often.terminalMs) return;
      output.write(`\r\u001b[2K${line}`);
    }
    shownAt = now;
  };
}
