/**
 * The parser as a child process: one piece at a time, with a limit of time and of memory. A child that is over either is killed and
 * the next piece gets a new one, so one hostile file costs at most its own reading (SECURITY: row 4).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { Defect, fault, ok, refuse, type Result } from '../../shared/result.ts';
import { residentBytes } from '../platform/memory.ts';
import type { EvidenceParser, PieceAnswer, PieceRequest, SourceFile } from './parser.ts';
import type { ParserCall, ParserReply } from './protocol.ts';

export interface ParserLimits { readonly timeMs: number; readonly memoryBytes: number }
export const parserLimits: ParserLimits = { timeMs: 10_000, memoryBytes: 512 * 1024 * 1024 };

/** V8's own share: strings and values. Bytes of files and the program itself take the rest. */
const heapShare = 0.6;
/** A child that kept this much after an answer makes room for a new one: V8 gives memory back late, and the next piece wants its whole share. */
const recycleShare = 0.4;
/** How often the child's memory is looked at. */
const lookEveryMs = 50;

type Ended = { readonly reply: ParserReply } | { readonly stopped: 'time' | 'memory' | 'crash' };

/** `entry` is the child's program. The child starts with the first call. */
export function openParserProcess(entry: string, limits: ParserLimits = parserLimits): EvidenceParser {
  let child: ChildProcess | null = null;
  let calls = 0;
  let queue: Promise<unknown> = Promise.resolve();

  function start(): ChildProcess {
    const started = fork(entry, [], { execArgv: [...(entry.endsWith('.ts') ? ['--experimental-strip-types', '--no-warnings'] : []), `--max-old-space-size=${Math.floor((limits.memoryBytes * heapShare) / 1024 / 1024)}`], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: {} });
    // A child that nobody waits for doesn't keep the command alive.
    started.unref();
    started.channel?.unref();
    started.once('exit', () => { if (child === started) child = null; });
    return started;
  }

  function kill(one: ChildProcess): void {
    if (child === one) child = null;
    one.kill('SIGKILL');
  }

  async function ask(message: ParserCall): Promise<Ended> {
    const one = (child ??= start());
    one.ref();
    one.channel?.ref();
    try {
      return await new Promise<Ended>((resolve) => {
        const end = (ended: Ended): void => {
          clearTimeout(timer);
          clearInterval(looker);
          one.removeAllListeners('message').off('exit', onExit).off('error', onExit);
          if ('stopped' in ended) kill(one);
          resolve(ended);
        };
        // V8 ends a process that is out of heap by itself, with a signal or a code of its own.
        const onExit = (code: number | Error | null, signal?: NodeJS.Signals | null): void => end({ stopped: code === 134 || signal === 'SIGABRT' || signal === 'SIGTRAP' ? 'memory' : 'crash' });
        const timer = setTimeout(() => end({ stopped: 'time' }), limits.timeMs);
        const looker = setInterval(() => { void residentBytes(one.pid).then((bytes) => { if (bytes > limits.memoryBytes) end({ stopped: 'memory' }); }); }, lookEveryMs);
        one.on('message', (reply) => { if ((reply as ParserReply).call === message.call) end({ reply: reply as ParserReply }); });
        one.once('exit', onExit);
        one.once('error', onExit);
        one.send(message, (error) => { if (error !== null) end({ stopped: 'crash' }); });
      });
    } finally {
      one.unref();
      one.channel?.unref();
    }
  }

  /** One call after the other: memory and time are counted for one piece at a time. */
  function call<T>(name: string, message: Omit<ParserCall & { do: 'gather' }, 'call'> | Omit<ParserCall & { do: 'read' }, 'call'>): Promise<Result<T>> {
    const answered = queue.then(async (): Promise<Result<T>> => {
      const ended = await ask({ ...message, call: ++calls });
      if ('stopped' in ended) {
        if (ended.stopped === 'crash') return fault('parser/crashed', { name }, false);
        return refuse('evidence/parser-stopped', { name, over: ended.stopped, seconds: limits.timeMs / 1000, megabytes: Math.round(limits.memoryBytes / 1024 / 1024) }, 'E-6');
      }
      if (child !== null && (await residentBytes(child.pid)) > limits.memoryBytes * recycleShare) kill(child);
      if ('defect' in ended.reply) throw new Defect(`reading ${name}: ${ended.reply.defect}`);
      return ended.reply.result as Result<T>;
    });
    queue = answered.catch(() => undefined);
    return answered;
  }

  return {
    gather: (files) => (files.length === 0 ? Promise.resolve(ok([])) : call<readonly (readonly SourceFile[])[]>(files[0]!.name, { do: 'gather', files })),
    read: (request: PieceRequest) => call<PieceAnswer>(request.files[0]?.name ?? '', { do: 'read', request }),
    close: async () => {
      await queue;
      const one = child;
      if (one === null) return;
      child = null;
      one.ref();
      const gone = new Promise((resolve) => { one.once('exit', resolve); });
      one.kill('SIGKILL');
      await gone;
    },
  };
}
